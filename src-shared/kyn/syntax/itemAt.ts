// Finds the item of a spec at an offset.
import type { Block, Placed, SyntaxTree } from './ast';

/** The item at an offset: the last one that starts at or before it. */
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

/**
 * The block whose body contains the line that starts at `lineStart`. Lines after the last header belong to its block.
 */
export function blockAt(tree: SyntaxTree, lineStart: number): Block | undefined {
  const item = itemAt(tree, lineStart - 1)?.item;
  return item?.kind === 'block' ? item : undefined;
}
