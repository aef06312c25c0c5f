// Gaps: the comments and blank lines between two parts of a spec. They are compared with line feeds as line ends.

/** A text whose line ends are line feeds. */
export const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** The offset in a text of the offset `at` in the same text with line feeds. */
export function rawOffset(text: string, at: number): number {
  let raw = 0;
  for (let count = 0; count < at; count++) raw += text.startsWith('\r\n', raw) ? 2 : 1;
  return raw;
}

/**
 * The offsets at which `text` can be cut so that what is before the cut begins `start`, and what is behind it ends `end`: from `first` to `last`, none
 * where `first` is greater.
 */
export function cuts(text: string, [start, end]: readonly [string, string]): { first: number; last: number } {
  let last = 0;
  while (last < text.length && last < start.length && text[last] === start[last]) last++;
  let tail = 0;
  while (tail < text.length && tail < end.length && text.at(-1 - tail) === end.at(-1 - tail)) tail++;
  return { first: text.length - tail, last };
}

/** Whether an offset is at the end of a line of a gap; behind the gap is a header, unless it is the last one of the text. */
export const isLineEnd = (text: string, at: number, isLast: boolean): boolean =>
  at >= text.length ? isLast : text[at] === '\n';

/** Whether an offset is at the beginning of a line of a gap; the gap before the first part begins with a line. */
export const isLineStart = (text: string, at: number, isFirst: boolean): boolean =>
  at === 0 ? isFirst : text[at - 1] === '\n';

/** Whether an offset of a gap is neither at the beginning nor at the end of a line. */
export const isInLine = (text: string, at: number): boolean =>
  at > 0 && at < text.length && text[at] !== '\n' && text[at - 1] !== '\n';

/** A series of parts: the indices from `start` to `end`, without `end`. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** The longest runs of the indices below `length` that have a property. */
export function runsOf(length: number, isIn: (index: number) => boolean): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < length; start++) {
    if (!isIn(start)) continue;
    let end = start;
    while (end < length && isIn(end)) end++;
    runs.push({ start, end });
    start = end;
  }
  return runs;
}
