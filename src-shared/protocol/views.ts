// View data, computed completely by the core. A view only renders it.

/** How serious a difference is. `same`: no difference. */
export type DiffSeverity = 'same' | 'info' | 'warn' | 'error';

/** The severity of a difference in words, for people. JSON output uses the severity itself. */
export const SEVERITY_LABELS: Readonly<Record<Exclude<DiffSeverity, 'same'>, string>> = {
  error: 'breaks comparison',
  warn: 'may change results',
  info: 'harmless',
};

/** The verdict of a comparison. `unknown`: a tracker did not record what decides it. */
export type Verdict = 'identical-inputs' | 'comparable' | 'not-comparable' | 'unknown';

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
  /** What identifies the inputs of both runs, where one is of another tracker. `reason` is one of the reasons too. */
  readonly identities?: readonly IdentityView[];
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

/** Whether an identity of two runs is the same. `title`: `Settings`; `reason`: why, or what was not recorded, as sentences. */
export interface IdentityView {
  readonly id: string;
  readonly title: string;
  readonly state: 'same' | 'differs' | 'unknown';
  readonly reason: string;
}

/** What identifies a file that is not made from a spec: the title of its kind, and its fingerprint, e.g. `a1b2c3d4@def45678*`. */
export interface FingerprintItem {
  readonly title: string;
  readonly short: string | null;
}

/** One run in a pick list. */
export interface RunItem {
  /** That of its file; for a combination of a sweep with its number from 0 as the fragment. */
  readonly uri: string;
  /** The id of its kind; only files of one kind can be compared, except for runs of other trackers. */
  readonly kind: string;
  /** Another tracker wrote it, so it can be compared with any run. */
  readonly isTracked?: true;
  /** What people call it: `run`, `evaluation report`. */
  readonly noun: string;
  /** Path relative to the workspace folder, with `/`. */
  readonly label: string;
  /** ISO 8601; empty where it is not known. */
  readonly time: string;
  /** The same for people, with its kind: `2026-04-18 17:30 +02:00`, `about 2026-04-18`, `2026-04-18 17:30 +02:00 (file time)`. */
  readonly when: string;
  readonly configHash: string | null;
  /** E.g. `mae 0.1230`, or why it has no result; empty without metrics. */
  readonly metric: string;
  /** One of its metrics is NaN or infinite. */
  readonly hasDiverged?: true;
  /** Its seed as written; absent where none was set. */
  readonly seed?: string;
  /** The values of its combination, `lr=0.1, hidden=32`, or those that it was given. */
  readonly values?: string;
  readonly state: 'current' | 'stale' | 'unknown';
  /** Present for evaluations and sessions, which are not made from a spec. */
  readonly fingerprint?: FingerprintItem;
  /** The spec's path relative to the workspace folder, if one has or had this hash. */
  readonly spec?: string;
  /** The file of that spec. */
  readonly specUri?: string;
  /** The text of the spec is current, but a file that it imports changed since the run, or what the run imported is not known. */
  readonly imports?: 'changed' | 'unknown';
  /** The version of the spec: `commit 1a2b3c4d`, or `not committed`; absent where it is not known. */
  readonly version?: string;
  /** What a person called it, and the tags that people gave it. */
  readonly name?: string;
  readonly tags?: readonly string[];
  /** It is one of the runs of the spec that was asked for. */
  readonly isAsked?: true;
  /** It is the copy of a manifest that a training overwrote. */
  readonly isKept?: true;
  /** ISO 8601 time of its file; only in the answer to `kynml/run`. */
  readonly written?: string;
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

/** How the tree of runs is listed. */
export interface RunTreeQuery {
  /** Words, `tag:NAME`, `state:NAME` and conditions as in `kyn runs --where`; all must match. */
  readonly filter?: string;
  /** The order of runs that belong together; the newest first by default. */
  readonly sort?: { readonly key: RunSortKey; readonly descending: boolean };
  /** What runs are grouped by: the versions of their spec, what is equal apart from the seed, or their tags. */
  readonly group?: RunGrouping;
}

/** What runs can be ordered by. `metric`: the headline metric of their spec. */
export type RunSortKey = 'time' | 'metric' | 'name' | 'seed';

/** What runs can be grouped by. */
export type RunGrouping = 'spec' | 'seed' | 'tag';

/**
 * The tree of runs. `message`: what applies to all of it, such as the active filter; may be empty. `total`: the runs of the workspace; `shown`:
 * those that match the filter.
 */
export interface RunTreeView {
  readonly nodes: readonly RunTreeSpec[];
  readonly message: string;
  readonly total: number;
  readonly shown: number;
  /** Shown runs that were not verified, or that changed since. */
  readonly unverified: number;
}

/** A run in the tree of runs. `id` is unique in the tree; `entry`: its number in the sweep whose file `uri` is. */
export interface RunTreeRun {
  readonly id: string;
  readonly uri: string;
  /** `mae 13.48 · seed 3`. */
  readonly label: string;
  /** When it was, its state, what counts against it, and its tags. */
  readonly description: string;
  /** One fact in each line. */
  readonly tooltip: string;
  readonly state: 'current' | 'stale' | 'unknown';
  readonly mark?: RunMark;
  /** The id of its kind, where it is not made from a spec; `dlm-document` for a document with a store. */
  readonly artifact?: string;
  readonly entry?: number;
  readonly isBaseline: boolean;
}

/**
 * What the icon of a run shows before its state. `best`: no other run of the spec has a better value of the metric in the label; `failed`: it has no result;
 * `untrusted`: its result cannot be trusted; `missing`: a combination of a sweep that did not run; `unreadable`: a file that should be a run.
 */
export type RunMark = 'best' | 'baseline' | 'failed' | 'untrusted' | 'missing' | 'unreadable';

/** Runs of a spec that belong together: a version, a sweep (with the URI of its file), or runs that differ only in their seed. */
export interface RunTreeGroup {
  readonly id: string;
  readonly kind: 'version' | 'sweep' | 'seeds';
  readonly uri?: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly runs: readonly RunTreeRun[];
}

/**
 * A node at the top: a spec (with `uri`) with its groups, the current version first, and its other runs; the runs whose spec is not known; the runs with a
 * tag; the artifacts of a kind that is not made from a spec; or files that cannot be read.
 */
export interface RunTreeSpec {
  readonly id: string;
  readonly kind: 'spec' | 'other' | 'tag' | 'artifacts' | 'unreadable';
  readonly uri?: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly lock?: 'locked' | 'drifted' | 'missing' | 'invalid' | 'newer';
  readonly groups: readonly RunTreeGroup[];
  readonly runs: readonly RunTreeRun[];
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
