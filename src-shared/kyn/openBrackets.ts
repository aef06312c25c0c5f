// Which brackets are open at a place of a line, for the cures of what is not closed.
import type { Item } from './ast';

const CLOSES: Readonly<Record<string, string>> = { '[': ']', '(': ')' };

/** The tokens of the line that holds an offset and start before it, without blanks and comments. */
export function lineTokensBefore(item: Item, offset: number): Item['tokens'] {
  const end = countBefore(item.tokens, offset);
  let start = end;
  while (start > 0 && item.tokens[start - 1]?.kind !== 'newline') start--;
  return item.tokens.slice(start, end).filter(t => t.kind !== 'blank' && t.kind !== 'comment');
}

// A file can be one block with a fault a line, so the line is looked up and not searched for.
function countBefore(tokens: Item['tokens'], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What closes the brackets that are open at an offset, the innermost first. */
export function closersAt(item: Item, offset: number): string {
  const open: string[] = [];
  for (const { kind } of lineTokensBefore(item, offset)) {
    const close = CLOSES[kind];
    if (close) open.push(close);
    else if (kind === open.at(-1)) open.pop();
  }
  return open.reverse().join('');
}
