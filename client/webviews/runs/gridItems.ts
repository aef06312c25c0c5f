// What the rows and columns of the grid are about: runs and values, in either direction, and how wide each column is.
import type { RunTableColumn, RunTableView } from '../../../src-shared/protocol/runTableView';
import { NAME } from './arrange';

/** A row or a column of the grid: a run, or a value that runs have. */
export type GridItem =
  | { readonly type: 'run'; readonly run: number }
  | { readonly type: 'value'; readonly column: RunTableColumn };

/** The grid. `widths`: of the columns after the first one, in CSS pixels; `lefts`: where each begins, and the whole width. */
export interface GridItems {
  readonly rows: readonly GridItem[];
  readonly columns: readonly GridItem[];
  readonly firstWidth: number;
  readonly widths: readonly number[];
  readonly lefts: readonly number[];
  readonly transposed: boolean;
}

/** What the grid is made of. `baselines`: the number of rows at the start with baselines; `isNarrow`: the page is narrow, so that names of runs get less space. */
export interface GridContent {
  readonly view: RunTableView;
  readonly columns: readonly RunTableColumn[];
  readonly rows: readonly number[];
  readonly baselines: number;
  readonly transposed: boolean;
  readonly isNarrow: boolean;
}

/** The number of runs up to which each gets a column, unless the user chose. */
export const FEW_RUNS = 4;

/** Arranges runs and values. */
export function gridItems({ view, columns, rows, transposed, isNarrow }: Omit<GridContent, 'baselines'>): GridItems {
  const values = columns.filter(c => c.key !== NAME);
  const runs = rows.map((run): GridItem => ({ type: 'run', run }));
  const items = values.map((column): GridItem => ({ type: 'value', column }));
  const name = columns.find(c => c.key === NAME);
  const most = isNarrow ? NARROW_NAME : WIDE_NAME;
  const nameWidth = Math.min(
    most,
    name ? widthOf(name, text => runName(view, text)) + MARKS + (view.counts ? MORE : 0) : most,
  );
  const widths = transposed ? runWidths(rows, values, nameWidth) : values.map(valueWidth);
  const titles = values.reduce((longest, { title }) => Math.max(longest, title.length), 0);
  return {
    rows: transposed ? items : runs,
    columns: transposed ? runs : items,
    firstWidth: transposed ? Math.min(most, titles * CHARACTER + PADDING + MARKS) : nameWidth,
    widths,
    lefts: leftsOf(widths),
    transposed,
  };
}

/** `MORE`: the room for the number of further runs. */
const [CHARACTER, PADDING, MARKS, MORE] = [7.2, 24, 48, 80];
const [LEAST, MOST, WIDE_NAME, NARROW_NAME, RUN_WIDTH] = [64, 240, 300, 172, 200];

/** The least number of characters of a column: its title has an arrow next to it. */
const TITLE_MARKS = 6;

const widthOf = (column: RunTableColumn, shown?: (text: string) => string): number =>
  textWidth(Math.max(column.title.length + TITLE_MARKS, longest(column, shown)));

const textWidth = (length: number): number => Math.round(Math.max(LEAST, Math.min(MOST, length * CHARACTER + PADDING)));

/** No column gets wider for more characters. */
const ENOUGH = Math.ceil((MOST - PADDING) / CHARACTER);

function longest({ values }: RunTableColumn, shown = (text: string) => text): number {
  let most = 0;
  for (const { text } of values) {
    if (most >= ENOUGH) break;
    most = Math.max(most, shown(text).length);
  }
  return most;
}

const valueWidth = (column: RunTableColumn): number => Math.max(widthOf(column), deltaWidth(column));

// Each run has a column of the same width. The titles of the values are not in it.
function runWidths(runs: readonly number[], values: readonly RunTableColumn[], nameWidth: number): number[] {
  const widest = values.reduce((most, column) => Math.max(most, textWidth(longest(column)), deltaWidth(column)), 0);
  const width = Math.max(nameWidth, Math.min(RUN_WIDTH, widest));
  return runs.map(() => width);
}

/** The size of characters of differences, relative to others; the longest word next to them. */
const [DELTA_SIZE, DELTA_WORD] = [0.86, 7];

const deltaWidth = ({ deltas = [] }: RunTableColumn): number => {
  const longest = deltas.reduce((most, delta) => Math.max(most, delta?.text.length ?? 0), 0);
  return longest === 0 ? 0 : Math.round((longest + DELTA_WORD) * CHARACTER * DELTA_SIZE + PADDING);
};

function leftsOf(widths: readonly number[]): number[] {
  let left = 0;
  const lefts = widths.map(width => {
    left += width;
    return left - width;
  });
  return [...lefts, left];
}

/** The name of a run without what all names share: `2026-04-18` of `runs/2026-04-18/run_manifest.json`, `#3` of an entry of a sweep. */
export function runName(view: RunTableView, text: string): string {
  const name = withoutFile(text).slice(sharedFolder(view).length);
  return name === '' ? text : name;
}

const withoutFile = (text: string): string =>
  text
    .replace(/\/run_manifest\.json$/, '')
    .replace(/\/?sweep_results\.json#/, ' #')
    .trim();

const FOLDERS = new WeakMap<RunTableView, string>();

// The longest folder in which all runs are, with its slash.
function sharedFolder(view: RunTableView): string {
  const known = FOLDERS.get(view);
  if (known !== undefined) return known;
  const names = view.columns.find(c => c.key === NAME)?.values.map(({ text }) => withoutFile(text)) ?? [];
  const [first = ''] = names;
  const folder = names.length < 2 ? '' : names.reduce(sharedStart, first);
  const shared = folder.slice(0, folder.lastIndexOf('/') + 1);
  FOLDERS.set(view, shared);
  return shared;
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
