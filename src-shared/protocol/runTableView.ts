// The table of runs as view data. A column lists each of its values once, in order, so that a page sorts and filters thousands of runs by comparing integers.
import type { MetricDirection, Verdict } from './views';

/** What a column is about. `recorded`: other values of the file. */
export type RunColumnGroup = 'run' | 'settings' | 'data' | 'environment' | 'recorded' | 'metrics';

/**
 * A value. `full`: all digits and characters, where `text` has fewer; `parts`: each of several, such as tags; `number`: where it is a finite number, or a time
 * in milliseconds since 1970; `mark`: the icon next to it.
 */
export interface TableValue {
  readonly text: string;
  readonly full?: string;
  readonly parts?: readonly string[];
  readonly number?: number;
  readonly mark?: 'warning' | 'verified';
}

/** The difference of a metric from the baseline. `noise`: seeds alone explain it; `neutral`: nothing says which is better. `note`: an index of `RunTableView.notes`. */
export interface TableDelta {
  readonly text: string;
  readonly tone: 'better' | 'worse' | 'noise' | 'neutral';
  readonly note?: number;
}

/** A column. Runs are named by their index. */
export interface RunTableColumn {
  /** As for `kyn runs --columns`, without hidden characters and secrets. */
  readonly key: string;
  /** Only the table has it: an export cannot contain it. */
  readonly isLocal?: true;
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
  /** For a metric with baselines: for each run. */
  readonly deltas?: readonly (TableDelta | null)[];
}

/** Whether a run can be compared with its baseline. `text`: the verdict with its reason. */
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
  /** The runs that others are compared with; absent without any. */
  readonly baselines?: readonly number[];
  /** For each run, with baselines: the one that it is compared with, which may be itself; -1 for none. */
  readonly baselineOf?: readonly number[];
  /** For each run, with baselines: an index of `comparabilities`; -1 for a run that is compared with none. */
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
  /** Only these runs, and those in these files. */
  readonly selected?: readonly string[];
  /** The run that all others are compared with; null for none; absent to compare each run with the baseline of its spec. */
  readonly baseline?: string | null;
  /** One row for the runs that differ only in their seed. */
  readonly bySeed?: boolean;
}

/** The requests of the table. */
export interface RunTableRequests {
  /** Null when it was cancelled, or where the file has no runs. A long table is sent in parts for a `partialResultToken` (see `joinedTable`). */
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
  /** The losses of these runs, where they were recorded, and of the trainings that run now. */
  'kynml/lossCurves': { params: { readonly runs: readonly string[] }; result: readonly LossCurve[] };
}

/** A plot next to the table; `loss`: the losses of the selected runs and of the trainings that run, by epoch or step. */
export type PlotKind = 'none' | 'scatter' | 'parallel' | 'time' | 'loss';

/** The losses of a training by epoch; null where one is not finite. */
export interface LossCurve {
  /** The URI of its run; a name of its own for a training that has not ended. */
  readonly run: string;
  readonly label: string;
  readonly isRunning: boolean;
  /** The number of epochs that the training will have. */
  readonly epochs: number;
  readonly train: readonly (number | null)[];
  readonly test: readonly (number | null)[];
  /** Of a run of another tracker, the steps of its losses, which are then not by epoch. */
  readonly steps?: { readonly train: readonly number[]; readonly test: readonly number[] };
  /** Why the losses mislead, as a sentence. */
  readonly doubt?: string;
}

/** The state of the table that survives a reload of the window. */
export interface RunsWebviewState {
  readonly query: RunTableQuery;
  readonly filter: string;
  /** Keys of columns: those that the user hid, those shown although all runs have the same value there, and the order of those that were moved. */
  readonly hidden: readonly string[];
  readonly shown: readonly string[];
  readonly order: readonly string[];
  readonly sort?: { readonly key: string; readonly descending: boolean };
  /** The URIs of the selected runs. */
  readonly selected: readonly string[];
  /** A column for each run; by default where there are few. */
  readonly transposed?: boolean;
  readonly plot: PlotKind;
  /** The columns of a plot. */
  readonly axes?: { readonly x?: string; readonly y?: string };
}

/** To the page of the table. */
export type ToRunsWebview =
  | { readonly type: 'table'; readonly view: RunTableView; readonly query: RunTableQuery }
  | { readonly type: 'failure'; readonly message: string; readonly query: RunTableQuery }
  /** The keys of all columns that the user wants to see. */
  | { readonly type: 'columns'; readonly keys: readonly string[] }
  | { readonly type: 'curves'; readonly curves: readonly LossCurve[] };

/** From the page of the table. `ready` asks for the table; `saved`: what it was made of before a reload of the window. */
export type FromRunsWebview =
  | { readonly type: 'ready'; readonly saved?: RunTableQuery }
  | { readonly type: 'query'; readonly query: RunTableQuery }
  | { readonly type: 'compare'; readonly a: string; readonly b: string }
  /** Keeps a run as the baseline of its spec, or removes that baseline. */
  | { readonly type: 'setBaseline'; readonly run: string; readonly isBaseline: boolean }
  | { readonly type: 'open'; readonly run: string }
  | { readonly type: 'openText' }
  /** Asks the user for the run that all others are compared with, which need not be in the table. */
  | { readonly type: 'chooseBaseline' }
  | { readonly type: 'verifyAll' }
  | { readonly type: 'train' }
  /** Asks the user which columns are shown. */
  | {
      readonly type: 'chooseColumns';
      readonly columns: readonly {
        readonly key: string;
        readonly label: string;
        readonly note: string;
        readonly isShown: boolean;
      }[];
    }
  | { readonly type: 'export'; readonly runs: readonly string[]; readonly columns: readonly string[] }
  | { readonly type: 'curves'; readonly runs: readonly string[] }
  /** A plot as the text of an SVG file, which is copied, or as the base64 of a PNG file, which is saved. */
  | { readonly type: 'exportPlot'; readonly format: 'svg' | 'png'; readonly content: string }
  /** The page has copied a plot as a PNG file itself, because only texts can be copied outside of it. */
  | { readonly type: 'plotCopied' }
  /** The picture of a plot could not be made or copied. */
  | { readonly type: 'plotFailed'; readonly action: 'copy' | 'save' };

/** What the page says about the picture of a plot. */
export type PlotMessage = Extract<FromRunsWebview, { type: 'exportPlot' | 'plotCopied' | 'plotFailed' }>;
