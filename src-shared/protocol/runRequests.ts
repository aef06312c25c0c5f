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
}
