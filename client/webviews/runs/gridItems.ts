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

/** What the grid is made of. `isNarrow`: the page is narrow, so that names of runs get less space. */
export interface GridContent {
  readonly view: RunTableView;
  readonly columns: readonly RunTableColumn[];
  readonly rows: readonly number[];
  readonly transposed: boolean;
  readonly isNarrow: boolean;
}

/** The number of runs up to which each gets a column, unless the user chose. */
export const FEW_RUNS = 4;

/** Arranges runs and values. */
export function gridItems({ view, columns, rows, transposed, isNarrow }: GridContent): GridItems {
  const values = columns.filter(c => c.key !== NAME);
  const runs = rows.map((run): GridItem => ({ type: 'run', run }));
  const items = values.map((column): GridItem => ({ type: 'value', column }));
  const name = columns.find(c => c.key === NAME);
  const most = isNarrow ? NARROW_NAME : WIDE_NAME;
  const nameWidth = Math.min(most, name ? widthOf(name, runName) + MARKS : most);
  const widths = transposed
    ? runs.map(() => Math.min(RUN_WIDTH, nameWidth))
    : values.map(column => widthOf(column, text => text) + (view.baseline === undefined ? 0 : DELTA_ROOM));
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

const [CHARACTER, PADDING, MARKS, DELTA_ROOM] = [7.2, 24, 48, 16];
const [LEAST, MOST, WIDE_NAME, NARROW_NAME, RUN_WIDTH] = [64, 240, 300, 148, 200];

/** The least number of characters of a column: its title has an arrow next to it. */
const TITLE_MARKS = 3;

function widthOf({ title, values }: RunTableColumn, shown: (text: string) => string): number {
  const longest = values.reduce((most, { text }) => Math.max(most, shown(text).length), title.length + TITLE_MARKS);
  return Math.round(Math.max(LEAST, Math.min(MOST, longest * CHARACTER + PADDING)));
}

function leftsOf(widths: readonly number[]): number[] {
  let left = 0;
  const lefts = widths.map(width => {
    left += width;
    return left - width;
  });
  return [...lefts, left];
}

/** The name of a run without the name of its file, which most runs share: `runs/2026-04-18`, `sweep #3`. */
export const runName = (text: string): string =>
  text
    .replace(/\/run_manifest\.json$/, '')
    .replace(/\/?sweep_results\.json#/, ' #')
    .trim();
