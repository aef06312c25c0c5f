// What is known of the data files that a spec names. Looking at files is the shell's; here are only the forms.
import type { Value } from '../syntax/ast';
import type { CsvHead } from './csvHead';

/** Why a data file may not be the same for everyone who has the spec. `instead`: the path that is, where there is one. */
export interface Floating {
  readonly kind: 'absolute' | 'outside' | 'link' | 'untracked' | 'backslash';
  readonly instead?: string;
}

/** What is known of a data file. Labels are for people: relative where that is possible, and without control characters. */
export type DataFile =
  | {
      readonly state: 'found';
      /** Absolute. */
      readonly path: string;
      readonly label: string;
      /** In bytes. */
      readonly size: number;
      /** Absent where its columns are not known. */
      readonly head?: CsvHead;
      /** Why they are not; completes "<label> ". */
      readonly trouble?: string;
      /** It lies where nothing is opened for its columns: outside of the workspace. */
      readonly closed?: true;
      readonly floating?: Floating;
    }
  /** `places`: where it was looked for. `near` gives a path much like the one written that is there. */
  | { readonly state: 'missing'; readonly places: readonly string[]; readonly near: () => string | undefined }
  /** `reason` completes "<label> cannot be read: ". */
  | { readonly state: 'unreadable'; readonly label: string; readonly reason: string }
  /** Which file is meant cannot be told. */
  | { readonly state: 'unknown' };

/**
 * The data files of one spec. The object stays the same until something about the files changed, so results can be reused by it.
 * `from`: identifies the imported file that holds the dataset, if it is not the spec's own.
 */
export interface Data {
  readonly find: (path: string, from?: string) => DataFile;
}

/** Text that stands in a dataset itself or in the param that it names. `written` is what stands in the block. */
export interface DataText {
  readonly value: string;
  readonly written: Value;
}
