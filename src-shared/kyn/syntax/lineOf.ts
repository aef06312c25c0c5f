// The line of a place in a spec, without looking at the whole text again after each keystroke.
import type { Item, SyntaxTree } from './ast';

/** Number of the line that holds an offset, from 1. */
export function lineOf({ items }: SyntaxTree, offset: number): number {
  let line = 1;
  for (const { at, item } of items) {
    if (at + item.text.length > offset) return line + lineEnds(item.text.slice(0, Math.max(0, offset - at)));
    line += lineEndsOf(item);
  }
  return line;
}

// An item that did not change is the same object in the next version, so its lines are counted once.
const counts = new WeakMap<Item, number>();

function lineEndsOf(item: Item): number {
  const known = counts.get(item) ?? lineEnds(item.text);
  counts.set(item, known);
  return known;
}

const lineEnds = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
