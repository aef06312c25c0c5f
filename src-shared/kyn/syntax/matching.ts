// The items of a tree that matter for something, kept from one version of a spec to the next.
import { firstIndex } from '../../text/firstIndex';
import type { Change, Item, Placed, SyntaxTree } from './ast';

/** The indices of the items that match, in order. */
export type Matching = (tree: SyntaxTree) => readonly number[];

/**
 * Finds the items that match a condition of the item alone. A version that was parsed from one whose matches are known costs work in proportion to its
 * change and its matches, not to its items.
 */
export function matching(matches: (item: Item) => boolean): Matching {
  const known = new WeakMap<SyntaxTree['version'], readonly number[]>();
  const find = ({ items }: SyntaxTree, from: number, to: number): number[] => {
    const found: number[] = [];
    for (let i = from; i < to; i++) if (matches((items[i] as Placed).item)) found.push(i);
    return found;
  };
  const updated = (before: readonly number[], tree: SyntaxTree, { at, removed, added }: Change): readonly number[] => {
    const head = firstIndex(before, i => i >= at);
    const tail = firstIndex(before, i => i >= at + removed.length);
    const found = find(tree, at, at + added);
    const by = added - removed.length;
    if (by === 0 && found.length === 0 && head === tail) return before;
    const rest = by === 0 ? before.slice(tail) : before.slice(tail).map(i => i + by);
    return before.slice(0, head).concat(found, rest);
  };
  return tree => {
    let found = known.get(tree.version);
    if (!found) {
      const { change } = tree;
      const before = change && known.get(change.from);
      found = before ? updated(before, tree, change) : find(tree, 0, tree.items.length);
      known.set(tree.version, found);
    }
    return found;
  };
}
