// The data files that a spec refers to, as types only. Finding and reading the files is left to the caller.
import type { NameDifference } from '../../text/nameForm';
import type { Value } from '../syntax/ast';
import type { CsvHead } from './csvHead';
import type { Dvc } from './dvcAdvice';

/** Why a data file may differ between users of the spec. `instead`: a portable path, if there is one. */
export interface Floating {
  readonly kind: 'absolute' | 'outside' | 'link' | 'untracked' | 'backslash';
  readonly instead?: string;
}

/** A path that exists and is similar to one that does not. `difference`: they differ only in the form of their letters. */
export interface NearPath {
  readonly path: string;
  readonly difference?: NameDifference;
}

/** A file that does not exist. `places`: the paths that were searched. `dvc`: how DVC provides it. */
interface MissingFile {
  readonly state: 'missing';
  readonly places: readonly string[];
  readonly dvc?: Dvc;
  readonly near: () => NearPath | undefined;
}

/** The state of a data file. Labels are for messages: relative if possible, and without control characters. */
export type DataFile =
  | {
      readonly state: 'found';
      /** Absolute path. */
      readonly path: string;
      readonly label: string;
      /** Size in bytes. */
      readonly size: number;
      /** Absent if its columns are not known. */
      readonly head?: CsvHead;
      /** Why the columns are not known; completes the sentence "<label> …". */
      readonly trouble?: string;
      /** What to do about it, as a sentence. */
      readonly advice?: string;
      /** The file is outside the workspace, so it is not opened. */
      readonly closed?: true;
      readonly floating?: Floating;
    }
  | MissingFile
  /** `reason` completes the sentence "<label> cannot be read: …". */
  | { readonly state: 'unreadable'; readonly label: string; readonly reason: string }
  /** The intended file cannot be determined, or files of data cannot be read at all; `why`: a sentence. */
  | { readonly state: 'unknown'; readonly why?: string };

/**
 * The data files of one spec. The object stays the same until a file changes, so it can be a cache key.
 * `from`: the id of the imported file that declares the dataset, if it is not the spec itself.
 */
export interface Data {
  readonly find: (path: string, from?: string) => DataFile;
}

/** A string of a dataset, resolved through params. `written` is the unresolved value in the block. */
export interface DataText {
  readonly value: string;
  readonly written: Value;
}
