// Requests and notifications of our own between a client and the language server. Documents are named by URI strings.
import type { DiffView, RunItem } from './views';

/** State of the lock of one spec. `newer`: the lock's schema is newer than we know, so it is not judged. */
export type LockState = 'locked' | 'drifted' | 'missing' | 'invalid' | 'newer';

/** What the status bar, the lens and the commands need to know about one spec. */
export interface SpecState {
  readonly uri: string;
  /** 64 lower-case hex digits; null when the text has no hash (not UTF-8). */
  readonly configHash: string | null;
  /** Hash over the spec and its imports; null when there is no import or one cannot be read. */
  readonly closureHash: string | null;
  /** The buffer's hash is not that of the file on disk. */
  readonly unsaved: boolean;
  readonly lock: { readonly state: LockState; readonly uri: string | null; readonly lockedHash: string | null };
  /** URIs of the files that the spec imports, transitively; training reads them from disk. */
  readonly imports: readonly string[];
  /** Errors of the spec (syntax and meaning) that training would stumble over. */
  readonly errors: number;
  /** One sentence for people, e.g. why there is no hash or what the drift is. */
  readonly message: string;
}

/** What writing the lock of a spec would do, computed without writing. */
export interface LockPlan {
  readonly action: 'create' | 'update' | 'unchanged' | 'refuse';
  /** The lock file; empty when refused. */
  readonly lockUri: string;
  /** Path for people, relative to the workspace folder. */
  readonly lockLabel: string;
  /** A question to ask before writing, absent when nothing is to be asked. */
  readonly confirm?: string;
  /** Why nothing can be written, absent when something can. */
  readonly refusal?: string;
}

/** The outcome of writing a lock. */
export type LockWritten =
  | { readonly ok: true; readonly lockUri: string }
  | { readonly ok: false; readonly message: string };

/** The version of the spec in git whose hash is the locked one. */
export type LockedVersion =
  | {
      readonly found: true;
      readonly commit: string;
      readonly date: string;
      readonly text: string;
      readonly path: string;
    }
  | { readonly found: false; readonly message: string };

/** A comparison or the reason why there is none. */
export type DiffAnswer =
  | { readonly ok: true; readonly view: DiffView }
  | { readonly ok: false; readonly message: string };

/** A program with the arguments that stand before its command, or what was tried to find it, in words for people. */
export type ToolAnswer = { readonly argv: readonly string[] } | { readonly tried: readonly string[] };

/** How far work is that takes long, as it goes to a client that sent a `progressToken`. */
export interface WorkProgress {
  /** Bytes. */
  readonly done: number;
  readonly total: number;
  /** What is worked on, for people. */
  readonly label: string;
}

/** What an experiment manifest is made of, besides git, which the server asks. */
export interface ManifestParts {
  /** URI of the folder that git is asked in and that names of files are relative to. */
  readonly folder: string;
  /** Path of the interpreter that says its version and platform. */
  readonly python: string;
  /** A JSON file that holds an object, or a spec whose params count; absent: the experiment has none. */
  readonly params?: { readonly from: 'json' | 'spec'; readonly uri: string };
  /** Synthetic data by its seed, an integer as it is written in JSON; or files by URI, which are hashed. */
  readonly data: { readonly seed: string } | { readonly files: readonly string[] };
}

/** The text of a manifest with remarks about it, or why there is none. */
export type ManifestBuilt =
  | { readonly ok: true; readonly text: string; readonly git: GitTree; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly cancelled?: true };

/** The outcome of writing a manifest. `exists`: the file exists and the user has not agreed to replace it. */
export type ManifestWritten =
  | { readonly ok: true }
  | { readonly ok: false; readonly message: string; readonly exists?: true };

/** A file that may be the data that an artifact records. Nothing of it was read yet. */
export interface DataCandidate {
  readonly uri: string;
  /** Path for people, relative to the workspace folder. */
  readonly label: string;
  /** It lies outside of the workspace folders or behind a link: it is not read unless the user agrees. */
  readonly outside: boolean;
}

/** Data whose hash an artifact records. `name` is that of the file as it is recorded; '' is the dataset of the spec. */
export interface DataItem {
  readonly name: string;
  /** SHA-256, 64 lower-case hex digits. */
  readonly recorded: string;
  /** Where it may lie; none where nothing is known. */
  readonly candidates: readonly DataCandidate[];
}

/** What of a document can be verified. `foreign`: it records no data; `null`: the run recorded that it had none; `malformed`: the value is not a hash. */
export type DataPlan =
  | { readonly ok: true; readonly items: readonly DataItem[]; readonly malformed: number }
  | { readonly ok: false; readonly reason: 'foreign' | 'null' | 'malformed' | 'failed' };

/** The outcome for one file. `actual`: its SHA-256; `reason`: why there is none, in words that complete "it could not be read: ". */
export interface DataResult {
  readonly name: string;
  readonly label: string;
  readonly recorded: string;
  readonly actual?: string;
  readonly reason?: string;
}

/** The outcomes of a verification, or that it was cancelled or could not be done. */
export type DataVerdict =
  | { readonly state: 'done'; readonly results: readonly DataResult[] }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed' };

/** A file that was compiled from a spec, and the specs that it may come from: those with its hash, else those whose older version had it. */
export interface MadeFrom {
  readonly configHash: string | null;
  readonly state: 'current' | 'stale' | 'unknown';
  readonly specs: readonly string[];
}

/** What git says of the work tree of a folder. `dirty`: something is changed or unknown to git. */
export interface GitTree {
  readonly sha: string;
  readonly dirty: boolean;
  readonly branch: string;
}

/** The lock of a DLM document's store. `message`: why there is none to use; empty for a valid one. */
export interface DlmState {
  readonly state: 'untrusted' | 'no-id' | 'no-store' | 'no-lock' | 'broken' | 'valid';
  readonly message: string;
  /** Where the lock lies or would lie; absent where that is not known. */
  readonly lockUri?: string;
  readonly lockLabel?: string;
  /** The number of the run that wrote it, as it is written there, and its determinism class; of a valid one. */
  readonly run?: string;
  readonly determinism?: string;
}

/** A DLM lock against what is installed, or why it was not compared. */
export type DlmCheck =
  | {
      readonly ok: true;
      readonly lockUri: string;
      /** Path for people. */
      readonly lockLabel: string;
      /** What the interpreter has, in a few words. */
      readonly found: string;
      /** What `dlm train` would do, as far as it is known here. */
      readonly action: 'proceed' | 'proceed_with_warnings' | 'abort';
      readonly errors: number;
      readonly warnings: number;
      readonly mismatches: readonly {
        readonly field: string;
        readonly severity: 'allow' | 'warn' | 'error';
        readonly message: string;
      }[];
      /** Fields whose value now is not known, so that nothing is said of them; with the reason. */
      readonly unknown: readonly { readonly field: string; readonly why: string }[];
      /** Fields that show in training alone. */
      readonly unseen: readonly string[];
    }
  | { readonly ok: false; readonly message: string; readonly cancelled?: true };

/** A golden that can be approved. Adapters are SHA-256, 64 hex digits: `held` by its file, `approved` by the index. */
export interface GoldenItem {
  /** From the top of the repository. */
  readonly relpath: string;
  readonly platform: string;
  /** `torch 2.5.1`, ... */
  readonly versions: readonly string[];
  readonly held?: string;
  readonly approved?: string;
}

/** The goldens that a file is about, or why there is none. */
export type GoldenList =
  | { readonly ok: true; readonly goldens: readonly GoldenItem[] }
  | { readonly ok: false; readonly message: string };

/** The SHA-256 of an adapter file, or why there is none. */
export type AdapterHashed =
  | { readonly ok: true; readonly sha256: string }
  | { readonly ok: false; readonly message: string; readonly cancelled?: true };

/** What approving would change, as text of the index. `time` goes into the index and is repeated when it is written. */
export type GoldenPlan =
  | {
      readonly ok: true;
      readonly change: 'added' | 'replaced' | 'unchanged';
      readonly time: string;
      readonly before: string;
      readonly after: string;
      readonly indexUri: string;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** The outcome of writing the index. */
export type GoldenWritten = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Method names with the types of what goes in and comes out. */
export interface Requests {
  'kynml/specState': { params: { uri: string }; result: SpecState | null };
  'kynml/planLock': { params: { uri: string; mode: 'create' | 'regenerate' }; result: LockPlan };
  /** `confirmed` repeats the question the user said yes to; another question by now means: nothing is written. */
  'kynml/writeLock': {
    params: { uri: string; mode: 'create' | 'regenerate'; confirmed?: string };
    result: LockWritten;
  };
  'kynml/lockedVersion': { params: { uri: string }; result: LockedVersion };
  /** All runs known in the workspace and in `extra` (files outside of it), newest first. */
  'kynml/runs': { params: { extra?: readonly string[] }; result: readonly RunItem[] };
  /** One run by its URI; null when the file holds none. Costs no look at other files. */
  'kynml/run': { params: { uri: string }; result: RunItem | null };
  /** The text of an experiment manifest. Writes nothing; hashing can be cancelled and tells how far it is. */
  'kynml/buildManifest': { params: ManifestParts & { progressToken?: string }; result: ManifestBuilt };
  /** Writes the text of a manifest, whole or not at all; an existing file only with `replace`. */
  'kynml/writeManifest': { params: { uri: string; text: string; replace: boolean }; result: ManifestWritten };
  'kynml/diff': { params: { a: string; b: string }; result: DiffAnswer };
  /** A comparison as Markdown; null when there is none. */
  'kynml/diffMarkdown': { params: { a: string; b: string }; result: string | null };
  /** The data files whose hashes an artifact records, and where they may lie. Reads none of them. */
  'kynml/dataToVerify': { params: { uri: string }; result: DataPlan };
  /** Reads data files and holds them against what an artifact records. `outside`: files outside of the workspace that the user agreed to. */
  'kynml/verifyData': {
    params: {
      uri: string;
      progressToken?: string;
      files: readonly { readonly name: string; readonly uri: string }[];
      outside: readonly string[];
    };
    result: DataVerdict;
  };
  /** Where a compiled file comes from; null when the document is none. */
  'kynml/madeFrom': { params: { uri: string }; result: MadeFrom | null };
  /** The lock of the store of a DLM document, as it is on disk; null when the document cannot be read. */
  'kynml/dlmState': { params: { uri: string }; result: DlmState | null };
  /** A DLM lock, or that of a document, against what an interpreter has. `documents`: where the lock's document may be. Runs the interpreter. */
  'kynml/checkDlmLock': {
    params: { uri: string; python: string; documents: readonly string[]; progressToken?: string };
    result: DlmCheck;
  };
  /** The goldens of an index, or the one in a tuple file. */
  'kynml/goldens': { params: { uri: string }; result: GoldenList };
  /** The SHA-256 of an adapter file; can be cancelled and tells how far it is. */
  'kynml/hashAdapter': { params: { uri: string; progressToken?: string }; result: AdapterHashed };
  /** What approving an adapter would change. Writes nothing. */
  'kynml/planGolden': { params: { uri: string; relpath: string; adapter: string }; result: GoldenPlan };
  /** Writes the index; `text` is what was shown, and where something else would be written by now, nothing is. */
  'kynml/writeGolden': {
    params: { uri: string; relpath: string; adapter: string; time: string; text: string };
    result: GoldenWritten;
  };
  /** The work tree that a document lies in; null outside of one and without trust; `unknown` where there is one and git does not say its state. */
  'kynml/gitState': { params: { uri: string }; result: GitTree | 'unknown' | null };
}

/** Requests of the server to a client that says in its initialization options that it answers them. */
export interface ClientRequests {
  /** The kynml tool for a spec. */
  'kynml/tool': { params: { uri: string }; result: ToolAnswer };
}

/** Notifications from the server. */
export interface Notifications {
  /** Something that specs' states, runs or comparisons are made of changed on disk or in a buffer. */
  'kynml/changed': { uris: readonly string[] };
  /** From the client: trust was granted. */
  'kynml/trusted': Record<string, never>;
}
