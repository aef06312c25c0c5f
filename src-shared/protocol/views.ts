// View data, computed completely by the core. A view only renders it.

/** How serious a difference is. `same`: no difference. */
export type DiffSeverity = 'same' | 'info' | 'warn' | 'error';

/** The severity of a difference in words, for people. JSON output uses the severity itself. */
export const SEVERITY_LABELS: Readonly<Record<Exclude<DiffSeverity, 'same'>, string>> = {
  error: 'breaks comparison',
  warn: 'may change results',
  info: 'harmless',
};

/** The verdict of a comparison. */
export type Verdict = 'identical-inputs' | 'comparable' | 'not-comparable';

/** One value of one side. `text` is shown; `full` is the full value if `text` is shortened. `unknown`: it may be in a file that cannot be read. */
export interface ValueView {
  readonly kind: 'absent' | 'unknown' | 'null' | 'string' | 'number' | 'bool' | 'hash' | 'json';
  readonly text: string;
  readonly full?: string;
}

/** One compared value. The reasons of the verdict state what its difference means. */
export interface DiffRow {
  readonly path: string;
  readonly a: ValueView;
  readonly b: ValueView;
  /** `same` for a value that needs no attention. An equal value may be a problem too, e.g. uncommitted changes on both sides. */
  readonly severity: DiffSeverity;
  readonly differs: boolean;
  /** Whether the sides differ is not known, because one of them may be in a file that cannot be read. */
  readonly isUnknown?: true;
}

/** One section of a comparison, e.g. Environment. */
export interface DiffSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly DiffRow[];
}

/** The direction in which a metric improves. */
export type MetricDirection = 'lower' | 'higher' | 'unknown';

/** Why a metric has no change from A to B. */
export type NoChange = 'a-diverged' | 'b-diverged' | 'both-diverged' | 'only-a' | 'only-b' | 'not-numeric';

/** One metric of both sides. */
export interface MetricRow {
  readonly name: string;
  /** The number of values of the series of which the last one is shown. */
  readonly seriesLength?: { readonly a?: number; readonly b?: number };
  readonly differs: boolean;
  /** Present where `delta` is absent and the sides differ, or where both diverged. */
  readonly noChange?: NoChange;
  readonly direction: MetricDirection;
  readonly a: ValueView;
  readonly b: ValueView;
  /** B minus A with sign, e.g. `-0.0050`; absent where one side has no finite number. */
  readonly delta?: string;
  /** Relative change in percent with sign, e.g. `-4.1 %`; absent where A is zero or not finite. */
  readonly relative?: string;
  /** The relative change as a number (0.1 = 10 %), for the bar. */
  readonly ratio?: number;
  readonly better: 'a' | 'b' | 'same' | 'unknown';
}

/** One side of a comparison. */
export interface DiffSide {
  readonly uri: string;
  /** Path relative to the workspace folder, with `/`. */
  readonly label: string;
  /** e.g. `2026-04-18 17:30 +02:00 · made from the current version of house_price.kyn`; empty when nothing is known. */
  readonly detail: string;
}

/** A comparison of two artifacts of one kind. */
export interface DiffView {
  /** Title of the kind, e.g. `run manifests`. */
  readonly kindTitle: string;
  readonly a: DiffSide;
  readonly b: DiffSide;
  readonly verdict: Verdict;
  /** The verdict in words, e.g. `Not comparable`. */
  readonly verdictText: string;
  /** The reasons for the verdict, most serious first. */
  readonly reasons: readonly { readonly severity: DiffSeverity; readonly text: string }[];
  /** Whether files of this kind have metrics. */
  readonly hasMetrics: boolean;
  readonly metrics: readonly MetricRow[];
  readonly sections: readonly DiffSection[];
  /** Values that differ, values that are equal but have a severity, values of which it is not known, and all values, metrics included. */
  readonly differing: number;
  readonly equalProblems: number;
  readonly unknown: number;
  readonly total: number;
}

/** What identifies a file that is not made from a spec: the title of its kind, and its fingerprint, e.g. `a1b2c3d4@def45678*`. */
export interface FingerprintItem {
  readonly title: string;
  readonly short: string | null;
}

/** One run in a pick list. */
export interface RunItem {
  readonly uri: string;
  /** The id of its kind; only files of one kind can be compared. */
  readonly kind: string;
  /** What people call it: `run`, `evaluation report`. */
  readonly noun: string;
  /** Path relative to the workspace folder, with `/`. */
  readonly label: string;
  /** ISO 8601 time of the file. */
  readonly time: string;
  readonly configHash: string | null;
  /** E.g. `mae 0.1230`; empty without metrics. */
  readonly metric: string;
  readonly state: 'current' | 'stale' | 'unknown';
  /** Present for evaluations and sessions, which are not made from a spec. */
  readonly fingerprint?: FingerprintItem;
  /** The spec's path relative to the workspace folder, if one has this hash. */
  readonly spec?: string;
  /** It is the copy of a manifest that a training overwrote. */
  readonly isKept?: true;
}

/** One training or sweep that runs. */
export interface TrainingItem {
  /** The spec; absent where it is not known. */
  readonly uri?: string;
  /** E.g. `house.kyn`. */
  readonly title: string;
  /** E.g. `epoch 5 of 20, loss 0.1234, 2 min left`. */
  readonly detail: string;
  /** Why its loss deserves attention, in sentences. */
  readonly concern?: string;
}

/** The trainings that run, for the status bar. */
export interface TrainingsView {
  /** The entry of the status bar; null while nothing runs. `tooltip`: lines for each training; `concern`: that of the training in the title. */
  readonly status: { readonly title: string; readonly tooltip: string; readonly concern?: string } | null;
  readonly trainings: readonly TrainingItem[];
}

/**
 * The answer to `kynml/trainings`, whose `files` are event files that changed, and folders of histories that were created. `watch`: the folders with
 * event files outside of the workspace; such files are read only if the workspace is trusted.
 */
export interface TrainingsAnswer {
  readonly view: TrainingsView;
  readonly watch: readonly { readonly uri: string }[];
}

/** A run in the tree of runs. `id` is unique in the tree; an entry of a sweep has the URI of its file. */
export interface RunTreeRun {
  readonly id: string;
  readonly uri: string;
  /** `mae 13.48 · seed 3`. */
  readonly label: string;
  /** When it was. */
  readonly description: string;
  /** One fact in each line. */
  readonly tooltip: string;
  readonly state: 'current' | 'stale' | 'unknown';
  /** `best`: no other run of the spec has a better value of the metric in the label; `failed`: it has no result; `not-finite`: a metric is NaN or infinite. */
  readonly mark?: 'best' | 'failed' | 'not-finite';
  /** It is the entry of a sweep, which cannot be compared or reproduced by its URI alone. */
  readonly isEntry: boolean;
}

/** A version of a spec with its runs, the newest first. */
export interface RunTreeVersion {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly runs: readonly RunTreeRun[];
}

/** A spec with its versions, the current one first. Without `uri`: the runs whose spec is not known. */
export interface RunTreeSpec {
  readonly id: string;
  readonly uri?: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly lock?: 'locked' | 'drifted' | 'missing' | 'invalid' | 'newer';
  readonly versions: readonly RunTreeVersion[];
}

/** Whether what a step of a reproduction checks is as recorded, differs, or could not be determined. */
export type ReproductionState = 'confirmed' | 'contradicted' | 'unknown';

/** The verdict of a reproduction. */
export type ReproductionVerdictId =
  | 'reproduced-exactly'
  | 'reproduced-within-tolerance'
  | 'consistent'
  | 'not-reproduced'
  | 'cannot-be-judged';

/** A step of a reproduction. `stateText`: the state as a word. */
export interface ReproductionStepView {
  readonly name: string;
  readonly state: ReproductionState;
  readonly stateText: string;
  readonly detail: string;
}

/** A metric of the recorded and of the new run, with all digits. `difference`: `equal`, `differs`, or the relative difference. */
export interface ReproductionMetricView {
  readonly name: string;
  readonly recorded: string;
  readonly now: string;
  readonly difference: string;
  readonly isEqual: boolean;
}

/** A version that differs between the recorded run and the interpreter. */
export interface ReproductionEnvironmentView {
  readonly name: string;
  readonly recorded: string;
  readonly now: string;
  readonly severity: DiffSeverity;
}

/** The result of reproducing a run. */
export interface ReproductionView {
  /** The name of the run for people. */
  readonly label: string;
  readonly verdict: ReproductionVerdictId;
  /** The verdict as a title without a full stop, and what it means, as a sentence. */
  readonly title: string;
  readonly meaning: string;
  /** Why the verdict is not better: sentences. */
  readonly reasons: readonly string[];
  readonly steps: readonly ReproductionStepView[];
  /** Empty if the run was not trained again. */
  readonly metrics: readonly ReproductionMetricView[];
  readonly environment: readonly ReproductionEnvironmentView[];
  /** The report for a review. */
  readonly markdown: string;
  /** The text of the new manifest; absent if the run was not trained again. */
  readonly manifest?: string;
}
