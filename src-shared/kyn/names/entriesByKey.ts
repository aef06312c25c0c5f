// The entries of a block by key, cached per block because many checks need them and blocks are immutable.
import type { Block, Entry } from '../syntax/ast';
import { suggestKey } from './suggestKey';

const cache = new WeakMap<Block, Map<string, Entry[]>>();

/** The entries of each key of a block, in text order. */
export function entriesByKey(block: Block): ReadonlyMap<string, readonly Entry[]> {
  const cached = cache.get(block);
  if (cached) return cached;
  const entries = new Map<string, Entry[]>();
  for (const entry of block.entries) {
    const others = entries.get(entry.key.text);
    if (others) others.push(entry);
    else entries.set(entry.key.text, [entry]);
  }
  cache.set(block, entries);
  return entries;
}

// For blocks of ordinary size a linear search is faster than building a map.
const SMALL_BLOCK = 40;

/** Whether a block contains a key. */
export const hasKey = (block: Block, key: string): boolean =>
  block.entries.length <= SMALL_BLOCK ? block.entries.some(e => e.key.text === key) : entriesByKey(block).has(key);

const suggestedKeysCache = new WeakMap<Block, ReadonlySet<string>>();

/** The likely intended keys of the mistyped keys in a block. */
export function suggestedKeys(block: Block): ReadonlySet<string> {
  let keys = suggestedKeysCache.get(block);
  if (!keys) {
    keys = new Set(block.entries.flatMap(e => suggestKey(block, e) ?? []));
    suggestedKeysCache.set(block, keys);
  }
  return keys;
}
