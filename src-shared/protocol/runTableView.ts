// The table of runs as view data. A column lists each of its values once, in order, so that a page sorts and filters thousands of runs by comparing integers.
import type { MetricDirection, Verdict } from './views';

/** What a column is about. `recorded`: other values of the file. */
export type RunColumnGroup = 'run' | 'settings' | 'data' | 'environment' | 'recorded' | 'metrics';

/** A value. `full`: all digits and characters, where `text` has fewer; `number`: where it is a finite number, or a time in milliseconds since 1970. */
export interface TableValue {
  readonly text: string;
  readonly full?: string;
  readonly number?: number;
}

/** The difference of a metric from the baseline. `noise`: seeds alone explain it; `neutral`: nothing says which is better. `note`: an index of `RunTableView.notes`. */
export interface TableDelta {
  readonly text: string;
  readonly tone: 'better' | 'worse' | 'noise' | 'neutral';
  readonly note?: number;
}

/** A column. Runs are named by their index. */
export interface RunTableColumn {
  /** As for `kyn runs --columns`. */
  readonly key: string;
  readonly title: string;
  readonly group: RunColumnGroup;
  readonly isNumber: boolean;
  /** For a metric. */
  readonly direction?: MetricDirection;
  /** Why it is hidden unless the user asks for it: all runs have the same value, or it repeats another column. */
  readonly hidden?: 'equal' | 'repeats';
  /** The distinct values in their order. */
  readonly values: readonly TableValue[];
  /** How many of them have an order; NaN and infinities follow. */
  readonly ordered: number;
  /** The index of the value of each run; -1 for none. */
  readonly at: readonly number[];
  /** The runs with the best value of a metric; more than one where they are equal. */
  readonly best?: readonly number[];
  /** For a metric with a baseline: for each run. */
  readonly deltas?: readonly (TableDelta | null)[];
}

/** Whether a run can be compared with the baseline. `text`: the verdict with its reason. */
export interface RunComparability {
  readonly verdict: Verdict | 'baseline' | 'unknown';
  readonly text: string;
}

/** The runs. */
export interface RunTableView {
  /** What the table shows, e.g. the path of a sweep; absent for all runs of the workspace. */
  readonly title?: string;
  /** The URI of each run, newest first; an entry of a sweep has its number as fragment. A combination that has not run has no URI. */
  readonly runs: readonly (string | null)[];
  /** The number of runs in each row, where runs that differ only in their seed are one row. */
  readonly counts?: readonly number[];
  readonly columns: readonly RunTableColumn[];
  /** The index of the baseline. */
  readonly baseline?: number;
  /** For each run, with a baseline: an index of `comparabilities`. */
  readonly comparability?: readonly number[];
  readonly comparabilities?: readonly RunComparability[];
  /** The texts that deltas refer to. */
  readonly notes: readonly string[];
  /** What is true of the whole table, in sentences: how a sweep ended, what could not be read. */
  readonly remarks: readonly string[];
}

/** The formats of an export: those of `kyn runs`. */
export type RunExportFormat = 'csv' | 'markdown' | 'latex' | 'json';

/** What a table is made of. */
export interface RunTableQuery {
  /** Only the runs in this file. */
  readonly file?: string;
  /** The run that the others are compared with. */
  readonly baseline?: string;
  /** One row for the runs that differ only in their seed. */
  readonly bySeed?: boolean;
}

/** The requests of the table. */
export interface RunTableRequests {
  /** Null when it was cancelled, or where the file has no runs. */
  'kynml/runTable': { params: RunTableQuery; result: RunTableView | null };
  /** The text of a table with these runs and columns, in this order. */
  'kynml/exportRuns': {
    params: RunTableQuery & {
      readonly format: RunExportFormat;
      readonly runs: readonly string[];
      readonly columns: readonly string[];
    };
    result: string | null;
  };
}
