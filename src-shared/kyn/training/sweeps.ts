// How many runs a sweep makes.
import type { Block } from '../syntax/ast';

/** More combinations than this are worth a word. */
export const MANY_COMBINATIONS = 1000;

/** How many runs a sweep block makes: the product of the lengths of its axes. */
export function combinationCount(block: Block): number {
  const lengths = block.entries.map(({ value }) => (value?.kind === 'list' ? value.items.length : 0));
  return lengths.length === 0 ? 0 : lengths.reduce((product, n) => product * n, 1);
}
