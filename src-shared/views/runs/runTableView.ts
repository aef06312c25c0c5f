// The view data of the table of runs.
import type { Clock } from '../../protocol/clock';
import type { RunComparability, RunTableColumn, RunTableView, TableValue } from '../../protocol/runTableView';
import { bestRuns } from '../../runs/list/bestRuns';
import { metricKeys } from '../../runs/list/columns';
import {
  directionIn,
  failureLabel,
  isSetting,
  metricOf,
  type RunColumn,
  type RunComparison,
  type RunRow,
  type RunValue,
  runValue,
} from '../../runs/list/runRow';
import type { SeedGroup, SeedStatistics } from '../../runs/list/seedGroups';
import { byPath } from '../../runs/list/sortRows';
import type { StepsOf } from '../../runs/list/trust';
import { eachInSteps, type Steps } from '../../runs/steps';
import { type ColumnValues, columnValues, differs } from '../../runs/table/columnValues';
import { repeatedColumns } from '../../runs/table/repeatedColumns';
import type { ColumnGroup, TableRows } from '../../runs/table/tableRows';
import { manyLines, oneLine } from '../../text/oneLine';
import { printJson } from '../../text/printJson';
import { seedsText, statisticsCell } from './groupTable';
import { type CellTexts, cellTexts, columnTitle, type TableWording } from './runTable';
import { type DeltaContext, groupDelta, runDelta, SharedTexts } from './runTableDeltas';
import { TRUST, type TrustValue, trustValue } from './trustValue';

/** How texts and URIs are written. `uri`: undefined for a run that has no file; `stepsOf`: what was verified. */
export interface TableViewWording extends TableWording {
  readonly uri: (path: string) => string | undefined;
  readonly stepsOf: StepsOf;
}

/** What is shown. `groups`: those of the runs over seeds; `bySeed`: a row is a group; `baselineOf`: the run that each is compared with, itself for a baseline. */
export interface ShownRuns extends TableRows {
  readonly groups: readonly SeedGroup[];
  readonly bySeed?: boolean;
  readonly baselineOf: ReadonlyMap<RunRow, RunRow>;
}

/** The view, except for what surrounds the table. Each step is a few milliseconds for 10,000 runs. */
export function* runTableView(
  shown: ShownRuns,
  wording: TableViewWording,
): Steps<Omit<RunTableView, 'title' | 'remarks'>> {
  const { groups, bySeed = false, baselineOf } = shown;
  const groupOf = new Map(groups.flatMap(group => group.runs.map(row => [row, group] as const)));
  const rows = bySeed ? groups.flatMap(({ runs }) => runs.slice(0, 1)) : shown.rows;
  const pinnedOf = (row: RunRow): RunRow | undefined => {
    const baseline = baselineOf.get(row);
    return bySeed && baseline ? groupOf.get(baseline)?.runs[0] : baseline;
  };
  const notes = new SharedTexts();
  const context: ColumnContext = {
    rows,
    wording,
    group: row => groupOf.get(row),
    bySeed,
    ...(baselineOf.size > 0 && {
      deltas: { baselineOf: pinnedOf, group: row => groupOf.get(row), notes, directions: wording.directions },
    }),
  };
  const names = new Map([...columnKeys({ leaves: shown.leaves, rows })].map(([name, key]) => [key, name]));
  const raw: RawColumn[] = [];
  for (const [key, group] of keysOf(shown.leaves, rows)) raw.push(yield* columnOf(key, group, context));
  const columns = withoutRepetition(raw).map(column => ({ ...column, key: names.get(column.key) ?? column.key }));
  return {
    runs: rows.map(({ path }) => wording.uri(path) ?? null),
    ...(bySeed && { counts: rows.map(row => groupOf.get(row)?.runs.length ?? 1) }),
    columns,
    ...(baselineOf.size > 0 && (yield* comparisonsOf(rows, pinnedOf))),
    notes: notes.texts,
  };
}

function* comparisonsOf(rows: readonly RunRow[], pinnedOf: (row: RunRow) => RunRow | undefined) {
  const texts = new SharedTexts();
  const places = new Map(rows.map((row, i) => [row, i]));
  const pinned = rows.map(pinnedOf);
  const baselineOf = pinned.map(row => (row && places.get(row)) ?? -1);
  const comparability = yield* eachInSteps(rows, (row, i) => {
    const baseline = pinned[i];
    return baseline ? texts.indexOf(JSON.stringify(comparabilityOf(row, baseline))) : -1;
  });
  return {
    baselines: [...new Set(baselineOf)].filter(i => i >= 0).sort((a, b) => a - b),
    baselineOf,
    comparability,
    comparabilities: texts.texts.map(text => JSON.parse(text) as RunComparability),
  };
}

// The result of a run and what made it come first, because a narrow page shows only the first columns.
const FIRST: readonly RunColumn[] = ['path', 'name', 'status'];
const ORIGIN: readonly RunColumn[] = ['state', 'spec', 'time', 'tags', 'note'];
const LAST: readonly RunColumn[] = ['kind', 'commit', 'configHash'];

/** The keys of the columns by their names on the page, which show no hidden characters and no secrets. */
export function columnKeys({ leaves, rows }: Pick<TableRows, 'leaves' | 'rows'>): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    keysOf(leaves, rows).map(([key]) => {
      const name = oneLine(key);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [count === 1 ? name : `${name} (${count})`, key];
    }),
  );
}

function keysOf(leaves: TableRows['leaves'], rows: readonly RunRow[]): [string, ColumnGroup][] {
  const ofGroup = (...groups: readonly ColumnGroup[]): [string, ColumnGroup][] =>
    [...leaves].filter(([, group]) => groups.includes(group));
  const ofRun = (keys: readonly RunColumn[]) => keys.map((key): [string, ColumnGroup] => [key, 'run']);
  return [
    ...ofRun(FIRST),
    ...metricKeys(rows).map((key): [string, ColumnGroup] => [key, 'metrics']),
    [TRUST, 'run'],
    ['seed', 'settings'],
    ...ofGroup('settings'),
    ...ofRun(ORIGIN),
    ['dataHash', 'data'],
    ...ofGroup('data'),
    ...ofGroup('environment'),
    ...ofGroup('recorded'),
    ...ofRun(LAST),
  ];
}

interface ColumnContext {
  readonly rows: readonly RunRow[];
  readonly wording: TableViewWording;
  readonly group: DeltaContext['group'];
  readonly bySeed: boolean;
  readonly deltas?: DeltaContext;
}

/** A value with what it is shown as. `id`: the same for values that are shown alike. */
interface ShownValue {
  readonly id: string;
  readonly text: string;
  readonly isNumber: boolean;
  readonly cell: CellTexts;
  readonly parts?: readonly string[];
  readonly number?: number;
  readonly mark?: TableValue['mark'];
}

interface RawColumn {
  readonly key: string;
  readonly column: RunTableColumn;
  readonly values: ColumnValues<ShownValue>;
}

function* columnOf(key: string, group: ColumnGroup, context: ColumnContext): Steps<RawColumn> {
  const { rows, wording, deltas, bySeed } = context;
  const values = columnValues(yield* eachInSteps(rows, shownValues(key, context)), {
    keyOf: ({ id }) => id,
    ...(key === 'path' && { compare: (a, b) => byPath(a.text, b.text) }),
  });
  yield;
  const isMetric = group === 'metrics';
  const best = isMetric && !bySeed ? bestRuns(rows, key, wording) : undefined;
  const deltaOf = bySeed ? groupDelta : runDelta;
  const column: RunTableColumn = {
    key,
    title: key === TRUST ? 'trust' : columnTitle(key),
    ...(key === TRUST && { isLocal: true as const }),
    group,
    isNumber: values.values.length > 0 && values.values.every(v => v.isNumber),
    ...(isMetric && { direction: directionIn(rows, key, wording.directions) }),
    ...(!isAlwaysShown(key, group, values) && !differs(values) && { hidden: 'equal' as const }),
    values: values.values.map(tableValue),
    ordered: values.ordered,
    at: values.at,
    ...(best && best.size > 0 && { best: rows.flatMap((row, i) => (best.has(row) ? [i] : [])) }),
    ...(isMetric && deltas && { deltas: yield* eachInSteps(rows, row => deltaOf(row, key, deltas)) }),
  };
  yield;
  return { key, column, values };
}

// The name of a run, its metrics, and what counts against it are what a table is for.
const isAlwaysShown = (key: string, group: ColumnGroup, { values }: ColumnValues<ShownValue>): boolean =>
  key === 'path' || values.some(({ mark }) => mark) || (group === 'metrics' && values.length > 0);

// Most values of a column are those of many runs, and each is written once.
function shownValues(key: string, context: ColumnContext): (row: RunRow) => ShownValue | undefined {
  const { wording, group, bySeed } = context;
  const known = new Map<string, ShownValue>();
  return row => {
    const own = bySeed ? group(row) : undefined;
    if (key === TRUST) return shownTrust(trustValue(own?.runs ?? [row], wording.stepsOf));
    const statistics = own?.metrics.get(key);
    if (statistics) return shownMean(statistics);
    if (own && key === 'seed') return shownText(seedsText(own));
    const value = runValue(row, key, wording.label);
    if (!value) return undefined;
    const source = sourceOf(row, key, value);
    const shown = known.get(source) ?? shownValue(row, key, { value, clock: wording.clock });
    known.set(source, shown);
    return shown;
  };
}

/** Identifies what a value is written from. */
function sourceOf(row: RunRow, key: string, { text, node }: RunValue): string {
  if (key === 'time') return `${row.time?.source} ${row.time?.time}`;
  if (!node) return `${key === 'status' ? (failureLabel(row) ?? '') : ''}\n${text}`;
  const isMetric = metricOf(row, key) === node;
  return `${node.kind}${isMetric}${'text' in node ? `${node.secret}${text}` : printJson(node)}`;
}

function shownValue(
  row: RunRow,
  key: string,
  { value: found, clock }: { readonly value: RunValue; readonly clock: Clock },
): ShownValue {
  // A run records the values of `--param` as texts.
  const isNumber = found.isNumber || (isSetting(key) && NUMBER.test(found.text));
  const number = key === 'time' ? row.time?.time : isNumber ? Number(found.text) : undefined;
  const texts = cellTexts(row, key, { value: found, clock });
  // Why a run failed is more than that it failed.
  const failure = key === 'status' ? failureLabel(row) : undefined;
  const cell = failure === undefined ? texts : { ...texts, text: oneLine(failure) };
  return {
    id: `${isNumber ? 'n' : 't'}${cell.text}\n${cell.exact}`,
    text: found.text,
    isNumber,
    cell,
    ...(found.parts && { parts: found.parts }),
    ...(number !== undefined && Number.isFinite(number) && { number }),
  };
}

function shownText(text: string, exact = text): ShownValue {
  return { id: `t${text}\n${exact}`, text, isNumber: false, cell: { text, exact } };
}

function shownTrust(trust: TrustValue | undefined): ShownValue | undefined {
  if (!trust) return undefined;
  const { parts, reasons, mark } = trust;
  const text = parts.join(', ');
  return { ...shownText(text, reasons.length === 0 ? text : reasons.join(' ')), parts, ...(mark && { mark }) };
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function shownMean(statistics: SeedStatistics): ShownValue {
  const { text, exact, second } = statisticsCell(statistics);
  const cell = { text: second?.text ? `${text} ± ${second.text}` : text, exact };
  return {
    id: `n${cell.text}\n${exact}\n${second?.exact ?? ''}`,
    text: exact,
    isNumber: true,
    cell,
    number: statistics.mean,
  };
}

// The exact text of a name, a note or a path is that of a file.
function tableValue({ cell: { text, exact }, parts, number, mark }: ShownValue): TableValue {
  // The text has no secrets and no hidden characters.
  const full = exact === text ? text : manyLines(exact);
  return {
    text,
    ...(full !== text && { full }),
    ...(parts && { parts: parts.map(oneLine) }),
    ...(number !== undefined && { number }),
    ...(mark && { mark }),
  };
}

function withoutRepetition(columns: readonly RawColumn[]): RunTableColumn[] {
  const repeated = repeatedColumns(
    columns.filter(({ column }) => !column.hidden && ['settings', 'data'].includes(column.group)),
  );
  return columns.map(raw => (repeated.has(raw) ? { ...raw.column, hidden: 'repeats' as const } : raw.column));
}

const VERDICTS: Readonly<Record<RunComparison['verdict'], string>> = {
  baseline: 'The baseline.',
  'identical-inputs': 'Identical inputs.',
  comparable: 'Comparable.',
  'not-comparable': 'Not comparable.',
  unknown: 'Not known whether comparable.',
};

// The row of the baseline may have other seeds of it too.
function comparabilityOf(row: RunRow, pinned: RunRow): RunComparability {
  const { verdict = 'unknown', reason }: Partial<RunComparison> =
    row === pinned ? { verdict: 'baseline' } : (row.comparison ?? {});
  return { verdict, text: [VERDICTS[verdict], ...(reason === undefined ? [] : [reason])].join(' ') };
}
