// Which part of a spec holds a place.
import type { Block, Placed, SyntaxTree } from './ast';

/** The item that holds an offset: the last one that starts at it or before. */
export function itemAt({ items }: SyntaxTree, offset: number): Placed | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

/** The block whose body holds the line that starts at an offset. A line after the last header belongs to that block. */
export function blockAt(tree: SyntaxTree, lineStart: number): Block | undefined {
  const item = itemAt(tree, lineStart - 1)?.item;
  return item?.kind === 'block' ? item : undefined;
}
