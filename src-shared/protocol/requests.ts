// Custom requests and notifications between a client and the language server. Documents are identified by URI strings.
import type { ExplainRequests } from './explainRequests';
import type { GoldenRequests } from './goldenRequests';
import type { NoteRequests } from './noteRequests';
import type { RunRequests } from './runRequests';
import type { RunTableRequests } from './runTableView';
import type { TargetRequests } from './targetRequests';
import type { TraceRequests } from './traceRequests';
import type { TrainingRequests } from './trainingRequests';
import type { VerifyRequests } from './verifyRequests';
import type { DiffView, RunTreeQuery, RunTreeView, TrainingsAnswer } from './views';

/** State of the lock of one spec. `newer`: the lock's schema is newer than this tool supports, so it is not checked. */
export type LockState = 'locked' | 'drifted' | 'missing' | 'invalid' | 'newer';

/** The state of one spec, for the status bar, the lens and the commands. */
export interface SpecState {
  readonly uri: string;
  /** 64 lower-case hex digits; null when the text has no hash (not UTF-8). */
  readonly configHash: string | null;
  /** Hash over the spec and its imports; null without imports, or if one cannot be read. */
  readonly closureHash: string | null;
  /** The buffer's hash differs from that of the file on disk. */
  readonly unsaved: boolean;
  readonly lock: { readonly state: LockState; readonly uri: string | null; readonly lockedHash: string | null };
  /** URIs of the files that the spec imports, transitively; training reads them from disk. */
  readonly imports: readonly string[];
  /** Errors of the spec (syntax and meaning) that would make training fail. */
  readonly errors: number;
  /** One sentence for people, e.g. why the spec has no hash, or what drifted. */
  readonly message: string;
}

/** What writing the lock of a spec would do, computed without writing. */
export interface LockPlan {
  readonly action: 'create' | 'update' | 'unchanged' | 'refuse';
  /** The lock file; empty when refused. */
  readonly lockUri: string;
  /** Path for people, relative to the workspace folder. */
  readonly lockLabel: string;
  /** Why the lock is written there; empty when refused. */
  readonly place: string;
  /** What the lock accepts; absent when refused. */
  readonly accepts?: LockAcceptance;
  /** A question to ask before writing, absent if none is needed. */
  readonly confirm?: string;
  /** Why nothing can be written; absent if the lock can be written. */
  readonly refusal?: string;
}

/** The hashes of a lock before (null: none) and after writing. `changes` states which settings change, or why that is unknown; absent for a new lock. */
export interface LockAcceptance {
  readonly lockedHash: string | null;
  readonly configHash: string;
  readonly changes?: string;
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
      readonly date?: string;
      readonly text: string;
      readonly path: string;
      /** What the change means for the settings, as a sentence. */
      readonly changes: string;
    }
  /** `needsTrust`: it is not found because the workspace is not trusted. */
  | { readonly found: false; readonly message: string; readonly needsTrust?: true };

/** A comparison, or why the files cannot be compared. */
export type DiffAnswer =
  | { readonly ok: true; readonly view: DiffView }
  | { readonly ok: false; readonly message: string };

/** A program with the arguments before its command, or what was tried to find it, as text for people. */
export type ToolAnswer = { readonly argv: readonly string[] } | { readonly tried: readonly string[] };

/** The progress of a long operation, sent to a client that passed a `progressToken`. */
export interface WorkProgress {
  /** Bytes. */
  readonly done: number;
  readonly total: number;
  /** The current item, for people. */
  readonly label: string;
}

/** The parts of an experiment manifest, without the state of git, which the server adds. */
export interface ManifestParts {
  /** URI of the folder in which git runs, and to which file names are relative. */
  readonly folder: string;
  /** Path of the interpreter that reports its version and platform. */
  readonly python: string;
  /** A JSON file with an object, or a spec whose params are used; absent if the experiment has no parameters. */
  readonly params?: { readonly from: 'json' | 'spec'; readonly uri: string };
  /** Synthetic data with its seed (a JSON integer), or the URIs of files to hash. */
  readonly data: { readonly seed: string } | { readonly files: readonly string[] };
}

/** The text of a manifest with remarks, or why it could not be created. */
export type ManifestBuilt =
  | { readonly ok: true; readonly text: string; readonly git: GitTree; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly cancelled?: true };

/** The outcome of writing a manifest. `exists`: the file exists and the user has not agreed to replace it. */
export type ManifestWritten =
  | { readonly ok: true }
  | { readonly ok: false; readonly message: string; readonly exists?: true };

/** A file that may be the data that an artifact records. It has not been read yet. */
export interface DataCandidate {
  readonly uri: string;
  /** Path for people, relative to the workspace folder. */
  readonly label: string;
  /** It is outside the workspace folders or behind a link, so it is read only if the user agrees. */
  readonly outside: boolean;
}

/** Data whose hash an artifact records. `name` is the recorded file name as text for people; '' is the dataset of the spec. */
export interface DataItem {
  /** Its position among all recorded data: two names may be shown as the same text. */
  readonly index: number;
  readonly name: string;
  /** SHA-256, 64 lower-case hex digits. */
  readonly recorded: string;
  /** Its possible locations; empty if they are unknown. */
  readonly candidates: readonly DataCandidate[];
}

/** The data of a document that can be verified. `foreign`: it does not record data; `null`: the recorded hash is null; `malformed`: it is not a hash. */
export type DataPlan =
  | { readonly ok: true; readonly items: readonly DataItem[]; readonly malformed: number }
  | { readonly ok: false; readonly reason: 'foreign' | 'null' | 'malformed' | 'failed' };

/**
 * The outcome for one file. `actual`: its SHA-256; `reason`: why it has none; completes "it could not be read: ". `note`: how it was compared, or that
 * only line ends differ, as a sentence.
 */
export interface DataResult {
  readonly name: string;
  readonly label: string;
  readonly recorded: string;
  readonly actual?: string;
  readonly reason?: string;
  readonly note?: string;
}

/** The outcomes of a verification, or that it was cancelled or failed. */
export type DataVerdict =
  | { readonly state: 'done'; readonly results: readonly DataResult[] }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed' };

/** The state of the work tree of a folder. `dirty`: it has changed or untracked files. */
export interface GitTree {
  readonly sha: string;
  readonly dirty: boolean;
  readonly branch: string;
}

/** The lock of a DLM document's store. `message`: why it cannot be used; empty for a valid lock. */
export interface DlmState {
  readonly state: 'untrusted' | 'no-id' | 'no-store' | 'no-lock' | 'broken' | 'valid';
  readonly message: string;
  /** The location of the lock, existing or not; absent if it is unknown. */
  readonly lockUri?: string;
  readonly lockLabel?: string;
  /** The recorded number of the run that wrote it, and its determinism class; only for a valid lock. */
  readonly run?: string;
  readonly determinism?: string;
}

/** The comparison of a DLM lock with the installed packages, or why it was not compared. */
export type DlmCheck =
  | {
      readonly ok: true;
      readonly lockUri: string;
      /** Path for people. */
      readonly lockLabel: string;
      /** A short description of the runtime. */
      readonly found: string;
      /** What `dlm train` would do, based on the known fields. */
      readonly action: 'proceed' | 'proceed_with_warnings' | 'abort';
      readonly errors: number;
      readonly warnings: number;
      readonly mismatches: readonly {
        readonly field: string;
        readonly severity: 'allow' | 'warn' | 'error';
        readonly message: string;
      }[];
      /** Fields that were not compared because their current value is unknown, with the reason. */
      readonly unknown: readonly { readonly field: string; readonly why: string }[];
      /** Fields that are known only during training. */
      readonly unseen: readonly string[];
    }
  | { readonly ok: false; readonly message: string; readonly cancelled?: true };

/** The columns of a CSV file that can be the target of a new spec, the suggested one first, or why the file cannot be used. */
export type TargetColumns =
  | { readonly ok: true; readonly columns: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** The text of a new spec. `placeholder`: the part that the author replaces first, in a spec without data. */
export type NewSpecText =
  | { readonly ok: true; readonly text: string; readonly placeholder?: string }
  | { readonly ok: false; readonly message: string };

/** Why a file deserves attention. `broken`: it has errors; `drifted`: it differs from its lock or data; `stale`: it was made from an older version of a spec. */
export interface FileState {
  readonly uri: string;
  readonly state: 'broken' | 'drifted' | 'stale';
  /** For people. */
  readonly message: string;
}

/** Method names with the types of their params and results. */
export interface Requests
  extends ExplainRequests,
    GoldenRequests,
    NoteRequests,
    RunRequests,
    RunTableRequests,
    TargetRequests,
    TraceRequests,
    TrainingRequests,
    VerifyRequests {
  /** The documentation of the finding with a code, as Markdown; null where there is none. */
  'kynml/findingPage': { params: { code: string }; result: string | null };
  'kynml/specState': { params: { uri: string }; result: SpecState | null };
  'kynml/planLock': { params: { uri: string; mode: 'create' | 'regenerate' }; result: LockPlan };
  /** `confirmed` is the question that the user confirmed, `shown` the file and the hash that were shown; if one has changed since, nothing is written. */
  'kynml/writeLock': {
    params: {
      uri: string;
      mode: 'create' | 'regenerate';
      confirmed?: string;
      shown?: { readonly lockUri: string; readonly configHash: string };
    };
    result: LockWritten;
  };
  'kynml/lockedVersion': { params: { uri: string }; result: LockedVersion };
  /** The specs of the workspace with their runs; null when it was cancelled. */
  'kynml/runTree': { params: RunTreeQuery; result: RunTreeView | null };
  /** The text of an experiment manifest. Writes nothing; hashing can be cancelled and reports its progress. */
  'kynml/buildManifest': { params: ManifestParts & { progressToken?: string }; result: ManifestBuilt };
  /** Writes the text of a manifest atomically; replaces an existing file only with `replace`. */
  'kynml/writeManifest': { params: { uri: string; text: string; replace: boolean }; result: ManifestWritten };
  'kynml/trainings': { params: { files: readonly string[] }; result: TrainingsAnswer };
  'kynml/diff': { params: { a: string; b: string }; result: DiffAnswer };
  /** A comparison as Markdown; null if the files cannot be compared. */
  'kynml/diffMarkdown': { params: { a: string; b: string }; result: string | null };
  /** The data files whose hashes an artifact records, and their possible locations. Does not read them. */
  'kynml/dataToVerify': { params: { uri: string }; result: DataPlan };
  /** Reads data files and compares them with the recorded hashes of an artifact. `outside`: files outside the workspace that the user agreed to read. */
  'kynml/verifyData': {
    params: {
      uri: string;
      progressToken?: string;
      files: readonly (Pick<DataItem, 'index' | 'recorded'> & { readonly uri: string })[];
      outside: readonly string[];
    };
    result: DataVerdict;
  };
  /** The lock of a DLM document's store, as on disk; null when the document cannot be read. */
  'kynml/dlmState': { params: { uri: string }; result: DlmState | null };
  /** Compares a DLM lock, or that of a document, with an interpreter. `documents`: possible paths of the lock's document. Runs the interpreter. */
  'kynml/checkDlmLock': {
    params: { uri: string; python: string; documents: readonly string[]; progressToken?: string };
    result: DlmCheck;
  };
  /** The columns of the CSV file `data` for a new spec at `spec`. */
  'kynml/targetColumns': { params: { spec: string; data: string }; result: TargetColumns };
  /** The text of a new spec for the CSV file `data.uri`, or with placeholders. Writes nothing. */
  'kynml/newSpecText': {
    params: { data?: { readonly spec: string; readonly uri: string; readonly target: string } };
    result: NewSpecText;
  };
  /** Whether a JSON file is an artifact, recognized by its content, that contains NaN, an infinity or a merge conflict; null while it is broken in another way. */
  'kynml/ownLanguage': { params: { uri: string }; result: boolean | null };
  /** The files of the workspace that deserve attention, open or not; null if they are those of the answer with the id `known`. */
  'kynml/fileStates': {
    params: { known?: string };
    result: { readonly id: string; readonly files: readonly FileState[] } | null;
  };
  /** The state of the work tree of a document; null outside a work tree or without trust; `unknown` if git does not report it completely. */
  'kynml/gitState': { params: { uri: string }; result: GitTree | 'unknown' | null };
}

/** Requests of the server to a client that declares support for them in its initialization options. */
export interface ClientRequests {
  /** The kynml tool for a spec. */
  'kynml/tool': { params: { uri: string }; result: ToolAnswer };
}

/** Notifications from the server. */
export interface Notifications {
  /** The state of specs, runs or comparisons may have changed, on disk or in a buffer. */
  'kynml/changed': { uris: readonly string[] };
  /** From the client: trust was granted. */
  'kynml/trusted': Record<string, never>;
}
