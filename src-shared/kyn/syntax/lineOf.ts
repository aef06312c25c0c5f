// The line number of an offset in a spec, without scanning the whole text after each keystroke.
import type { Item, SyntaxTree } from './ast';

/** The line number of an offset, from 1. */
export function lineOf({ items }: SyntaxTree, offset: number): number {
  let line = 1;
  for (const { at, item } of items) {
    if (at + item.text.length > offset) return line + lineEnds(item.text.slice(0, Math.max(0, offset - at)));
    line += lineEndsOf(item);
  }
  return line;
}

// An unchanged item is the same object in the next version, so its lines are counted once.
const counts = new WeakMap<Item, number>();

function lineEndsOf(item: Item): number {
  const count = counts.get(item) ?? lineEnds(item.text);
  counts.set(item, count);
  return count;
}

const lineEnds = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
