// Finds the item of a spec at an offset.
import { firstIndex } from '../../text/firstIndex';
import type { Span } from '../../text/span';
import type { Block, Placed, SyntaxTree } from './ast';

/** The item at an offset: the last one that starts at or before it. */
export const itemAt = ({ items }: SyntaxTree, offset: number): Placed | undefined =>
  items[firstIndex(items, ({ at }) => at > offset) - 1];

/** The index of the first item that ends at or after `start`, and that after the last one that starts at or before `end`. */
export const itemsBetween = ({ items }: SyntaxTree, { start, end }: Span): { from: number; to: number } => ({
  from: firstIndex(items, ({ at, item }) => at + item.text.length >= start),
  to: firstIndex(items, ({ at }) => at > end),
});

/**
 * The block whose body contains the line that starts at `lineStart`. Lines after the last header belong to its block.
 */
export function blockAt(tree: SyntaxTree, lineStart: number): Block | undefined {
  const item = itemAt(tree, lineStart - 1)?.item;
  return item?.kind === 'block' ? item : undefined;
}
