// A list of runs as a table of texts. All formats are made from it.
import type { Clock } from '../../protocol/clock';
import { bestRuns, type MetricJudgement } from '../../runs/list/bestRuns';
import {
  isRunColumn,
  METRICS,
  metricOf,
  type PathLabel,
  type RunColumn,
  type RunRow,
  type RunValue,
  runValue,
} from '../../runs/list/runRow';
import { allSteps, eachInSteps, type Steps } from '../../runs/steps';
import { shortHash } from '../../text/hashForm';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { briefNumber, numberView, valueView } from '../values';
import { runTimeText } from './runTimeText';

/** A column. `isNumber`: its values are numbers, so they are aligned to the right. */
export interface TableColumn {
  readonly key: string;
  readonly title: string;
  readonly isNumber: boolean;
  /** What the second values of its cells are: the difference from a baseline, or the standard deviation over seeds. */
  readonly second: 'delta' | 'sd';
}

/** A value as texts. `text` is for people; `exact` has all digits and characters. */
export interface CellTexts {
  readonly text: string;
  readonly exact: string;
}

/** A cell. `isBest`: no other run has a better value of the metric; `second`: its text is empty for a number that says nothing, such as NaN. */
export interface TableCell extends CellTexts {
  readonly isBest: boolean;
  readonly second?: { readonly text: string; readonly exact: string };
}

/** A cell with its second value: `13.48 (+0.5)`, `13.48 ± 0.21`; the parts are made fit for the target by `escaped`. */
export function wholeCell(
  { second }: TableCell,
  column: TableColumn | undefined,
  { value, escaped = (text: string) => text }: { readonly value: string; readonly escaped?: (text: string) => string },
): string {
  if (second === undefined || second.text === '') return value;
  return column?.second === 'sd' ? `${value} ± ${escaped(second.text)}` : `${value} (${escaped(second.text)})`;
}

/** The table. */
export interface RunTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** How values are written. */
export interface TableWording extends MetricJudgement {
  readonly label: PathLabel;
  readonly clock: Clock;
}

const TITLES: Readonly<Record<RunColumn, string>> = {
  path: 'run',
  kind: 'kind',
  state: 'state',
  spec: 'spec',
  commit: 'commit',
  time: 'time',
  timeSource: 'time source',
  seed: 'seed',
  configHash: 'config hash',
  dataHash: 'data hash',
  status: 'status',
  comparison: 'to baseline',
  name: 'name',
  tags: 'tags',
  note: 'note',
  baseline: 'baseline',
};

/** The table of runs with the given columns. */
export const runTable = (...all: Parameters<typeof runTableSteps>): RunTable => allSteps(runTableSteps(...all));

/** The same in steps. */
export function* runTableSteps(
  rows: readonly RunRow[],
  keys: readonly string[],
  wording: TableWording,
): Steps<RunTable> {
  const columns = yield* eachInSteps(keys, key => columnOf(rows, key, wording), 1);
  const bestOf = (key: string) => (isRunColumn(key) ? new Set<RunRow>() : bestRuns(rows, key, wording));
  const best = new Map(yield* eachInSteps(keys, key => [key, bestOf(key)] as const, 1));
  const cells = (row: RunRow): TableCell[] =>
    keys.map(key => cellOf(row, key, { ...wording, isBest: best.get(key)?.has(row) === true }));
  return { columns, rows: yield* eachInSteps(rows, cells) };
}

/** The title of a column. */
export const columnTitle = (key: string): string =>
  isRunColumn(key) ? TITLES[key] : shortText(oneLine(key), MAX_TITLE);

function columnOf(rows: readonly RunRow[], key: string, { label }: TableWording): TableColumn {
  const values = rows.flatMap(row => runValue(row, key, label) ?? []);
  return {
    key,
    title: columnTitle(key),
    isNumber: values.length > 0 && values.every(v => v.isNumber),
    second: 'delta',
  };
}

const MAX_TITLE = 60;

/** The cell of a run under a key. */
function cellOf(
  row: RunRow,
  key: string,
  { label, clock, isBest }: Pick<TableWording, 'label' | 'clock'> & { readonly isBest: boolean },
): TableCell {
  const value = runValue(row, key, label);
  if (!value) return { text: '', exact: '', isBest: false };
  const second = value.node && metricOf(row, key) === value.node ? deltaOf(row, key) : undefined;
  return { ...cellTexts(row, key, { value, clock }), isBest, ...(second !== undefined && { second }) };
}

/** The texts of a value that a run has under a key. */
export function cellTexts(
  row: RunRow,
  key: string,
  { value: { text, node, isNumber }, clock }: { readonly value: RunValue; readonly clock: Clock },
): CellTexts {
  if (!node) return { text: textOf(row, key, text, clock), exact: text };
  const exact = valueView(node);
  // A setting is shown as it was given.
  const view = isNumber && metricOf(row, key) === node ? numberView(node) : exact;
  return { text: view.text, exact: exact.full ?? exact.text };
}

function textOf({ time }: RunRow, key: string, exact: string, clock: Clock): string {
  if (key === 'time') return time ? runTimeText(time, clock) : '';
  if (key === 'commit') return exact.slice(0, 8);
  return key === 'configHash' || key === 'dataHash' ? shortHash(exact) : oneLine(exact);
}

function deltaOf({ comparison }: RunRow, key: string): TableCell['second'] {
  const name = key.startsWith(METRICS) && !comparison?.deltas.has(key) ? key.slice(METRICS.length) : key;
  const delta = comparison?.deltas.get(name)?.delta;
  if (delta === undefined) return undefined;
  return { text: deltaText(delta), exact: String(delta) };
}

/** A difference with its sign. */
export function deltaText(delta: number | bigint): string {
  const text = typeof delta === 'bigint' ? String(delta) : briefNumber(delta, DELTA_DIGITS);
  return delta > 0 ? `+${text}` : text;
}

const DELTA_DIGITS = 4;
