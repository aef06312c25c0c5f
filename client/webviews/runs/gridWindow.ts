// Which rows and columns of the grid are in the document: those near the viewport, and the one with the focus.
import type { GridItems } from './gridItems';

/** The scrolled part of the grid, in CSS pixels. */
export interface Viewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A cell by its indices; -1 is the header row, and the first column. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The indices of the rows and columns that are rendered. */
export interface GridWindow {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** More rows than are visible, so that fast scrolling shows no gaps. */
const MARGIN_ROWS = 3;

/** What decides about the window. `pinned`: rows that stay at the top; they are always in the document; `before`: the window before. */
export interface WindowState {
  readonly viewport: Viewport;
  readonly rowHeight: number;
  readonly active: CellPlace;
  readonly pinned: number;
  readonly before: GridWindow;
}

/** The window. Columns that are those of the window before are the same list. */
export function gridWindow(items: GridItems, { viewport, rowHeight, active, pinned, before }: WindowState): GridWindow {
  const { rows, columns, lefts, firstWidth } = items;
  const first = Math.floor(viewport.top / rowHeight) - MARGIN_ROWS;
  const last = Math.ceil((viewport.top + viewport.height) / rowHeight) + MARGIN_ROWS;
  const [from, to] = [viewport.left, viewport.left + Math.max(viewport.width - firstWidth, 0)];
  const isNear = (column: number): boolean => (lefts[column + 1] ?? 0) >= from && (lefts[column] ?? 0) <= to;
  const near = range(0, columns.length).filter(column => isNear(column) || column === active.column);
  return {
    rows: indices(first, last, rows.length, [active.row, ...range(0, pinned)]),
    columns: isSame(near, before.columns) ? before.columns : near,
  };
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

function indices(first: number, last: number, count: number, also: readonly number[]): number[] {
  const near = range(Math.max(0, first), Math.min(count, last));
  const others = also.filter(i => i >= 0 && i < count && !near.includes(i));
  return [...new Set([...others, ...near])].sort((a, b) => a - b);
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** The scroll position at which a cell is visible, changed as little as possible. */
export function scrolledTo(
  items: GridItems,
  place: CellPlace,
  {
    viewport,
    rowHeight,
    headHeight,
    pinned,
  }: { viewport: Viewport; rowHeight: number; headHeight: number; pinned: number },
): Pick<Viewport, 'top' | 'left'> {
  const { lefts, widths, firstWidth } = items;
  const visible = viewport.height - headHeight - pinned * rowHeight;
  const rowTop = (place.row - pinned) * rowHeight;
  const top = place.row < pinned ? viewport.top : clamped(viewport.top, rowTop + rowHeight - visible, rowTop);
  const [left, width] = [lefts[place.column] ?? 0, widths[place.column] ?? 0];
  const room = viewport.width - firstWidth;
  return { top, left: place.column < 0 ? viewport.left : clamped(viewport.left, left + width - room, left) };
}

const clamped = (value: number, least: number, most: number): number =>
  Math.max(0, Math.min(Math.max(value, least), most));
