// Which rows of a long table are in the document: those near the viewport and those that something refers to.

/** Rows from `start` up to, but not including, `end`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** Ranges change in steps of this many rows, so that most scroll steps change nothing. */
const step = 8;

/** The top of each row in CSS pixels from the first one, followed by the height of all rows. */
export function rowTops(heights: readonly number[]): number[] {
  const tops = [0];
  let top = 0;
  for (const height of heights) {
    top += height;
    tops.push(top);
  }
  return tops;
}

/** The rows that a strip of the table touches, rounded outwards; empty when the strip is above or below the table. */
export function rowsBetween(tops: readonly number[], from: number, to: number): RowRange {
  const count = tops.length - 1;
  if (count === 0 || to <= 0 || from >= (tops[count] ?? 0)) return { start: 0, end: 0 };
  const start = Math.floor(rowAt(tops, from) / step) * step;
  const end = Math.ceil((rowAt(tops, to) + 1) / step) * step;
  return { start, end: Math.min(end, count) };
}

/** A range and single rows outside it as ranges in order, without overlaps; neighbours are joined. */
export function withRows(range: RowRange, rows: readonly number[]): RowRange[] {
  const all = [range, ...rows.map(row => ({ start: row, end: row + 1 }))].filter(({ start, end }) => start < end);
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of all.sort((x, y) => x.start - y.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** Whether two lists of ranges have the same rows. */
export function sameRanges(a: readonly RowRange[], b: readonly RowRange[]): boolean {
  return a.length === b.length && a.every(({ start, end }, at) => start === b[at]?.start && end === b[at]?.end);
}

/** The last row whose top is at or above `y`; the first row when all are below. */
function rowAt(tops: readonly number[], y: number): number {
  let [low, high] = [0, tops.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
