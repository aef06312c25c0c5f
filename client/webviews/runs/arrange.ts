// Which columns and rows a table shows, and in which order. Everything works on the indices of values, so thousands of runs take milliseconds.
import type { RunTableColumn, RunTableView, TableValue } from '../../../src-shared/protocol/runTableView';
import { type Compared, isNumberText } from '../../../src-shared/query/compareValues';
import { parseFilter, type RunFilter } from '../../../src-shared/query/filter';
import { t } from '../shared/l10n';
import type { TableState } from './tableState';

/** The columns that are shown, and how many are not. */
export interface ShownColumns {
  readonly columns: readonly RunTableColumn[];
  readonly total: number;
  readonly equal: number;
  readonly repeats: number;
  readonly byUser: number;
}

/** The columns in the order of the user; the name of the run always comes first. */
export function shownColumns({ columns }: RunTableView, { hidden, shown, order }: TableState): ShownColumns {
  const counts = { equal: 0, repeats: 0, byUser: 0 };
  const [byUser, forced] = [new Set(hidden), new Set(shown)];
  const isShown = ({ key, hidden: reason }: RunTableColumn): boolean => {
    if (byUser.has(key)) counts.byUser++;
    else if (reason !== undefined && !forced.has(key)) counts[reason]++;
    else return true;
    return false;
  };
  const kept = columns.filter(isShown);
  return { columns: inOrder(kept, order), total: columns.length, ...counts };
}

// A column that was never moved stays after the one that it follows in the table.
function inOrder(columns: readonly RunTableColumn[], order: readonly string[]): RunTableColumn[] {
  const places = new Map(order.map((key, i) => [key, i]));
  let last = -1;
  const placed = columns.map((column, i) => {
    const place = places.get(column.key);
    if (place !== undefined) last = place;
    return { column, i, place: column.key === NAME ? -2 : (place ?? last) };
  });
  return placed.sort((a, b) => a.place - b.place || a.i - b.i).map(({ column }) => column);
}

/** The key of the column with the name of the run. */
export const NAME = 'path';

/** The filter that shows the runs that were verified and have nothing against them. */
export const TRUSTED = 'trust = verified';

/** The order of columns after one was moved to the place of another. */
export function movedColumn(columns: readonly RunTableColumn[], key: string, to: number): string[] {
  const keys = columns.map(c => c.key).filter(k => k !== NAME);
  const from = keys.indexOf(key);
  const target = Math.max(0, Math.min(keys.length - 1, to));
  if (from < 0) return keys;
  keys.splice(from, 1);
  keys.splice(target, 0, key);
  return keys;
}

/**
 * The rows that are shown, as indices of runs. The baselines of the others come first, though they may not match the filter: `baselines` is their number.
 * `problem`: why a filter that looks like a condition is not one.
 */
export interface ShownRows {
  readonly rows: readonly number[];
  readonly baselines: number;
  readonly problem?: string;
}

/** The rows that match the filter, in the order of the table. */
export function shownRows(view: RunTableView, { filter, sort }: Pick<TableState, 'filter' | 'sort'>): ShownRows {
  const { matches, problem } = matcher(view, filter);
  const kept = Array.from(view.runs, (_, run) => run).filter(matches);
  const column = sort && view.columns.find(c => c.key === sort.key);
  const sorted = column ? sortedRows(kept, column, sort.descending) : kept;
  const { baselines = [], baselineOf = [] } = view;
  const wanted = new Set(kept.map(run => baselineOf[run]));
  const first = baselines.filter(run => wanted.has(run));
  const isFirst = new Set(first);
  const rows = [...first, ...sorted.filter(run => !isFirst.has(run))];
  return { rows, baselines: first.length, ...(problem !== undefined && { problem }) };
}

// Runs without a value, and those whose value has no order, are last in both directions.
function sortedRows(rows: readonly number[], { at, ordered }: RunTableColumn, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  const place = (run: number): number => {
    const value = at[run] ?? -1;
    return value >= 0 && value < ordered ? value * sign : Number.POSITIVE_INFINITY;
  };
  const keyed = rows.map((run, i) => ({ run, i, place: place(run) }));
  // Two infinities have no difference.
  return keyed.sort((a, b) => (a.place === b.place ? a.i - b.i : a.place - b.place)).map(({ run }) => run);
}

interface Matcher {
  readonly matches: (run: number) => boolean;
  readonly problem?: string;
}

// Conditions as for `kyn runs --where`, otherwise words that a run must contain.
function matcher(view: RunTableView, text: string): Matcher {
  if (text.trim() === '') return { matches: () => true };
  if (!/[=<>~]/.test(text)) return { matches: matchesWords(view, text) };
  const filter = parseFilter(text);
  if (typeof filter === 'string') return { matches: () => true, problem: filter };
  const unknown = filter.keys.find(key => !columnFor(view, key));
  if (unknown !== undefined) return { matches: () => true, problem: t('There is no column {0}.', unknown) };
  return { matches: matchesConditions(view, filter) };
}

// A column of the table itself comes first, because a file may record anything under its title: `"trust": "verified"`.
const columnFor = ({ columns }: RunTableView, key: string): RunTableColumn | undefined =>
  columns.find(c => c.isLocal && c.title === key) ??
  columns.find(c => c.key === key) ??
  columns.find(c => c.key === `metrics.${key}` || c.title === key);

function matchesConditions(view: RunTableView, filter: RunFilter): Matcher['matches'] {
  const columns = new Map(filter.keys.map(key => [key, columnFor(view, key)]));
  return run =>
    filter.matches(key => {
      const column = columns.get(key);
      const value = column?.values[column.at[run] ?? -1];
      return value && compared(value, column?.isNumber === true);
    });
}

const compared = ({ text, full, parts }: TableValue, isNumber: boolean): Compared => ({
  text: full ?? text,
  isNumber: isNumber || isNumberText(text),
  ...(parts && { parts }),
});

function matchesWords({ columns }: RunTableView, text: string): Matcher['matches'] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.map(word =>
    columns.map(({ values, at }) => {
      const having = values.map(
        v => v.text.toLowerCase().includes(word) || v.full?.toLowerCase().includes(word) === true,
      );
      return { at, having };
    }),
  );
  return run => found.every(word => word.some(({ at, having }) => having[at[run] ?? -1] === true));
}
