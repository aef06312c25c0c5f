// The first findings of each line: a line of a megabyte can have a million, which need gigabytes.
import { firstIndex } from './firstIndex';

/** So many findings of one code are kept in a line, and twice as many in the first line that has more. */
export const MAX_IN_LINE = 100;

/** What becomes of a finding. `more`: the first one that is left out in its line, in place of which the others are mentioned. */
export type InLine = 'kept' | 'more' | 'left-out';

/** What the finding at `more` says. */
export const MORE_IN_LINE = 'This line has more problems of this kind, which are not listed. Correct the first ones.';

interface CountedLine {
  readonly start: number;
  readonly end: number;
  count: number;
}

/**
 * Counts the findings of one code by line. Returns a function that takes the offset of the next finding in the text. It reads only the lines of findings,
 * each once, because this runs on each keystroke.
 */
export function firstInLine(text: string): (offset: number) => InLine {
  let total = 0;
  const lines: CountedLine[] = [];
  return offset => {
    total++;
    // Lines are looked for only where there is much to count.
    if (total <= MAX_IN_LINE) return 'kept';
    const line = lineAt(lines, text, offset);
    line.count++;
    if (line.count <= MAX_IN_LINE) return 'kept';
    return line.count === MAX_IN_LINE + 1 ? 'more' : 'left-out';
  };
}

// `known`: by their place; a line that is not among them is added.
function lineAt(known: CountedLine[], text: string, offset: number): CountedLine {
  const index = firstIndex(known, ({ end }) => end >= offset);
  const next = known[index];
  if (next && next.start <= offset) return next;
  let [start, end] = [offset, offset];
  while (start > 0 && !isBreak(text, start - 1)) start--;
  while (end < text.length && !isBreak(text, end)) end++;
  const line = { start, end, count: 0 };
  known.splice(index, 0, line);
  return line;
}

function isBreak(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10);
}
