// The metrics that a spec evaluates.
import { blocksOf } from '../names/scope';
import type { SyntaxTree } from '../syntax/ast';

/** Their names in the order of the spec; empty without a list. */
export function evaluatedMetrics(tree: SyntaxTree): string[] {
  const value = blocksOf(tree, 'evaluate')[0]?.item.entries.find(e => e.key.text === 'metrics')?.value;
  return value?.kind === 'list' ? value.items.flatMap(item => (item.kind === 'name' ? [item.text] : [])) : [];
}
