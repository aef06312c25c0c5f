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
  'kynml/diff': { params: { a: string; b: string }; result: DiffAnswer };
  /** A comparison as Markdown; null when there is none. */
  'kynml/diffMarkdown': { params: { a: string; b: string }; result: string | null };
}

/** Notifications from the server. */
export interface Notifications {
  /** Something that specs' states, runs or comparisons are made of changed on disk or in a buffer. */
  'kynml/changed': { uris: readonly string[] };
  /** From the client: trust was granted. */
  'kynml/trusted': Record<string, never>;
}
