// The number of runs of a sweep.
import type { Block } from '../syntax/ast';

/** A sweep with more combinations than this gets a finding. */
export const MANY_COMBINATIONS = 1000;

/** The number of runs of a sweep block: the product of the lengths of its axes. */
export function combinationCount(block: Block): number {
  const lengths = block.entries.map(({ value }) => (value?.kind === 'list' ? value.items.length : 0));
  return lengths.length === 0 ? 0 : lengths.reduce((product, n) => product * n, 1);
}
