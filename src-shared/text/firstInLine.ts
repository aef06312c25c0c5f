// The first findings of each line: a line of a megabyte can have a million, which need gigabytes.
import { firstIndex } from './firstIndex';

/** So many findings of one code are kept in a line, and twice as many in the first line that has more. */
export const MAX_IN_LINE = 100;

/** What becomes of a finding. `more`: the first one that is left out in its line, in place of which the others are mentioned. */
export type InLine = 'kept' | 'more' | 'left-out';

/** What the finding at `more` says. */
export const MORE_IN_LINE = 'This line has more problems of this kind, which are not listed. Correct the first ones.';

/** Counts the findings of one code by line. Returns a function that takes the offset of the next finding in the text. */
export function firstInLine(text: string): (offset: number) => InLine {
  let total = 0;
  let many: { readonly ends: readonly number[]; readonly counts: Map<number, number> } | undefined;
  return offset => {
    total++;
    // Lines are looked for only where there is much to count, because this runs on each keystroke.
    if (total <= MAX_IN_LINE) return 'kept';
    many ??= { ends: lineEnds(text), counts: new Map() };
    const line = firstIndex(many.ends, end => end >= offset);
    const count = (many.counts.get(line) ?? 0) + 1;
    many.counts.set(line, count);
    if (count <= MAX_IN_LINE) return 'kept';
    return count === MAX_IN_LINE + 1 ? 'more' : 'left-out';
  };
}

const lineEnds = (text: string): number[] => Array.from(text.matchAll(/\r(?!\n)|\n/g), ({ index }) => index);
