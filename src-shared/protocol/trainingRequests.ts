// The requests about trainings: what they overwrite, what they start with, where a sweep runs, and what an interpreter has.

/** A file that was compiled from a spec, and the specs that it may come from: those with its hash, otherwise those whose older version had it. */
export interface MadeFrom {
  readonly configHash: string | null;
  readonly state: 'current' | 'stale' | 'unknown';
  readonly specs: readonly string[];
  /** The compiler that wrote it. */
  readonly compiler: 'official' | 'builtin';
  /** Whether it is as the compiler wrote it; unknown where it has no checksum. */
  readonly code: 'generated' | 'changed' | 'unknown';
}

/** The copy of the manifest that a training will overwrite, null where the folder has none; or why it was not copied, as a clause. */
export type ManifestKept =
  | { readonly ok: true; readonly uri: string | null }
  | { readonly ok: false; readonly message: string };

/** The record of a run that starts. `warning`: what is missing in the history, as a clause. */
export type RunKept =
  | { readonly ok: true; readonly id: string; readonly warning?: string }
  | { readonly ok: false; readonly message: string };

/**
 * Why a run must not start in a folder; `path`: the file of the claim, for people; `started`: ISO 8601. `used`: another run on this computer uses it, in a
 * process that may be another one with the same id where `isSure` is false. `elsewhere`: a run on another computer claimed it. `launched`: it was submitted to a
 * target, for example Slurm. `unusable`: `detail` is a clause after the name of the file.
 */
export type ClaimRefused =
  | {
      readonly kind: 'used';
      readonly path: string;
      readonly spec: string;
      readonly started: string;
      readonly pid: number;
      readonly isSure: boolean;
    }
  | {
      readonly kind: 'elsewhere';
      readonly path: string;
      readonly spec: string;
      readonly started: string;
      readonly computer: string;
    }
  | { readonly kind: 'launched'; readonly path: string; readonly spec: string; readonly started: string }
  | { readonly kind: 'unusable'; readonly path: string; readonly detail: string };

/** The claim of a folder; why there is none; or why it is not known whether the folder is used, as a clause. */
export type FolderClaimed =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly refusal: ClaimRefused }
  | { readonly ok: false; readonly message: string };

/** Where the sweep of a spec runs. `unfinished`: an earlier one of the same spec, which can be continued unless it is running. */
export interface SweepPlan {
  readonly total: number;
  /** A folder that does not exist. */
  readonly newFolder: string;
  readonly unfinished?: {
    readonly folder: string;
    /** Path for people, relative to the workspace folder. */
    readonly label: string;
    readonly done: number;
    readonly failed: number;
    readonly isRunning: boolean;
  };
}

/** Those of some modules that an interpreter does not have, or why it was not asked, as a sentence. */
export type MissingModules =
  | { readonly ok: true; readonly missing: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Method names with the types of their params and results. Folders are URIs. */
export interface TrainingRequests {
  /** The origin of a compiled file; null for any other document. */
  'kynml/madeFrom': { params: { uri: string }; result: MadeFrom | null };
  /** Copies the run manifest of a folder to the history, because a training is about to overwrite it. */
  'kynml/keepManifest': { params: { folder: string }; result: ManifestKept };
  /** Keeps what a run of a spec starts with. `tool`: the program with the arguments before its command, for people; `params`: values of `--param` as written. */
  'kynml/keepRun': {
    params: {
      uri: string;
      folder: string;
      command: 'train' | 'sweep';
      tool: string;
      params: readonly (readonly [name: string, text: string])[];
    };
    result: RunKept;
  };
  /** A kept run ended. */
  'kynml/runEnded': { params: { id: string; exitCode: number }; result: null };
  /** Claims the folder of a run, so that no other run starts there. `spec`: for people. */
  'kynml/claimFolder': { params: { folder: string; spec: string }; result: FolderClaimed };
  /** The process of the run: the claim lasts until it ends, even if the server ends first. */
  'kynml/claimedBy': { params: { id: string; pid: number }; result: null };
  /** The run ended, or did not start. */
  'kynml/releaseFolder': { params: { id: string }; result: null };
  /** Where the sweep of a spec on disk runs; null when it does not have combinations. */
  'kynml/sweepPlan': { params: { uri: string }; result: SweepPlan | null };
  /** Whether an interpreter has modules. Runs the interpreter. */
  'kynml/missingModules': {
    params: { python: string; modules: readonly string[]; folder: string };
    result: MissingModules;
  };
}
