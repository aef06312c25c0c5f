// What the names of a spec are, without where they are: most edits change neither the blocks nor their names, so what depends only on these is
// computed once for many versions.
import type { Item, SyntaxTree } from '../syntax/ast';
import { blockOccurrences } from './occurrences';

/** Identifies trees that have the same items in the same order: keywords, names and uses of names, imports, and whether everything could be read. */
type Outline = object;

const outlines = new WeakMap<SyntaxTree['version'], Outline>();

/** The outline of a tree; the same object for all versions with the same one. */
export function outlineOf(tree: SyntaxTree): Outline {
  let outline = outlines.get(tree.version);
  if (!outline) {
    const { change } = tree;
    outline = (change && isSame(tree, change) && outlines.get(change.from)) || {};
    outlines.set(tree.version, outline);
  }
  return outline;
}

function isSame({ items }: SyntaxTree, { at, removed, added }: NonNullable<SyntaxTree['change']>): boolean {
  if (removed.length !== added) return false;
  return removed.every((before, i) => {
    const now = items[at + i]?.item;
    return now !== undefined && hasSameOutline(before, now);
  });
}

function hasSameOutline(a: Item, b: Item): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'import' && b.kind === 'import') return a.path?.value === b.path?.value;
  if (a.kind !== 'block' || b.kind !== 'block') return true;
  if (a.keyword !== b.keyword || a.unread !== b.unread) return false;
  const [x, y] = [blockOccurrences(a), blockOccurrences(b)];
  return (
    x.length === y.length && x.every((o, i) => o.kind === y[i]?.kind && o.name === y[i]?.name && o.role === y[i]?.role)
  );
}

/**
 * A function of a tree that is computed once for all versions with the same outline. Its result must not depend on anything else: not on positions,
 * values or faults. Items are given by index.
 */
export function ofOutline<T>(compute: (tree: SyntaxTree) => T): (tree: SyntaxTree) => T {
  const known = new WeakMap<Outline, { readonly value: T }>();
  return tree => {
    const outline = outlineOf(tree);
    let found = known.get(outline);
    if (!found) {
      found = { value: compute(tree) };
      known.set(outline, found);
    }
    return found.value;
  };
}
