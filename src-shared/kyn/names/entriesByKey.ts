// The entries of a block by their keys. Many ask, some with every keystroke, and a block never changes.
import type { Block, Entry } from '../syntax/ast';
import { suggestKey } from './suggestKey';

const found = new WeakMap<Block, Map<string, Entry[]>>();

/** The entries of each key that is written, in text order. */
export function entriesByKey(block: Block): ReadonlyMap<string, readonly Entry[]> {
  const known = found.get(block);
  if (known) return known;
  const entries = new Map<string, Entry[]>();
  for (const entry of block.entries) {
    const others = entries.get(entry.key.text);
    if (others) others.push(entry);
    else entries.set(entry.key.text, [entry]);
  }
  found.set(block, entries);
  return entries;
}

// For the few keys of an ordinary block looking through them is quicker than a map of them.
const FEW = 40;

/** Whether a key is written in a block. */
export const hasKey = (block: Block, key: string): boolean =>
  block.entries.length <= FEW ? block.entries.some(e => e.key.text === key) : entriesByKey(block).has(key);

const meant = new WeakMap<Block, ReadonlySet<string>>();

/** The keys that mistyped ones most likely stand for. */
export function suggestedKeys(block: Block): ReadonlySet<string> {
  let known = meant.get(block);
  if (!known) {
    known = new Set(block.entries.flatMap(e => suggestKey(block, e) ?? []));
    meant.set(block, known);
  }
  return known;
}
