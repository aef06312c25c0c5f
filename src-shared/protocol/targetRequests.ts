// The requests about launch targets: where a spec can be trained, and what was submitted. Folders and files are URIs.

/**
 * A target of a spec. `name`: `local`, `slurm`, or the path of a template as it was given; `description`: what it does, for people. `isOffered`: the project or
 * the user named it. `problem`: a sentence that states why nothing can start there.
 */
export interface TargetItem {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly isOffered: boolean;
  readonly problem?: string;
}

/** What is known about a run that was submitted; `silent`: it may still run, and its target does not answer. */
export type SubmittedState =
  | 'submitted'
  | 'queued'
  | 'running'
  | 'ending'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'lost'
  | 'silent';

/** A run of a launch. `index`: its number in the sweep; `log`: the file of its output; `id`: unique in the view. */
export interface SubmittedRun {
  readonly id: string;
  readonly index: number;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly state: SubmittedState;
  readonly log: string;
}

/**
 * What was submitted from one folder. `workspace`: the folder whose history has it; `specUri`: the spec, where it is still the one that was submitted; `jobs`: the
 * ids of its jobs; `active`: how many of its runs may still run, `missing`: how many ended without a result. `runs`: those that need attention first; `more`: how
 * many are left out.
 */
export interface Launched {
  readonly id: string;
  readonly command: 'train' | 'sweep';
  readonly folder: string;
  readonly workspace: string;
  readonly spec: string;
  readonly specUri?: string;
  readonly jobs: readonly string[];
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly state: SubmittedState;
  readonly active: number;
  readonly missing: number;
  readonly runs: readonly SubmittedRun[];
  readonly more: number;
}

/** All that was submitted, the newest first. `description` and `tooltip` are those of all together; both are empty without launches and problems. */
export interface LaunchesView {
  readonly launches: readonly Launched[];
  readonly description: string;
  readonly tooltip: string;
  /** How many runs may still run. */
  readonly active: number;
}

/** Method names with the types of their params and results. */
export interface TargetRequests {
  /** The targets of a spec: this machine first. `templates`: files that the user named, absolute or relative to the working folder. */
  'kynml/targets': {
    params: { uri: string; templates: readonly string[] };
    result: { readonly targets: readonly TargetItem[] };
  };
  /** What was submitted, as it is written down. Asks no target. */
  'kynml/launches': { params: Record<string, never>; result: LaunchesView };
}
