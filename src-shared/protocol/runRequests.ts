// The requests about runs: lists to pick from, and the runs that a training would repeat.
import type { RunItem } from './views';

/** The finished runs that a training of a spec would repeat. */
export interface AlreadyRunItem {
  /** What was run, and what is not known to be the same, as sentences. */
  readonly message: string;
  readonly count: number;
  /** The CONFIG_HASH of these runs. */
  readonly configHash: string;
  /** The file of the newest one. */
  readonly newest: string;
}

/** The edits that write the values of a run into its spec, as ranges of lines and UTF-16 characters from 0; or why there are none, as a sentence. */
export type ParamEditsAnswer =
  | {
      readonly ok: true;
      readonly edits: readonly {
        readonly range: { readonly start: Position; readonly end: Position };
        readonly newText: string;
      }[];
    }
  | { readonly ok: false; readonly message: string };

interface Position {
  readonly line: number;
  readonly character: number;
}

/** Method names with the types of their params and results. */
export interface RunRequests {
  /**
   * The runs in the workspace and in `extra` (copies outside it), newest first; in parts for a `partialResultToken`. `spec`: its runs come first;
   * `configHash`: only the runs with this hash; `withEntries`: with each combination of a sweep.
   */
  'kynml/runs': {
    params: { extra?: readonly string[]; spec?: string; configHash?: string; withEntries?: boolean };
    result: readonly RunItem[];
  };
  /** One run by its URI; null if the file does not contain one. Does not read other files. */
  'kynml/run': { params: { uri: string }; result: RunItem | null };
  /** The runs that a training of a spec would repeat; null without any, and before all runs are known: it waits for nothing. */
  'kynml/alreadyRun': { params: { uri: string }; result: AlreadyRunItem | null };
  /** The specs that a run may come from: those with its hash, otherwise those whose older version had it. */
  'kynml/specsOfRun': { params: { uri: string }; result: readonly { readonly uri: string; readonly label: string }[] };
  /** The edits that write the values of a combination, or those that a run was given, into a spec. Writes nothing. */
  'kynml/paramEdits': { params: { uri: string; spec: string }; result: ParamEditsAnswer };
}
