// Which key of a block a key that it does not have most likely stands for.
import { closest } from '../text/closest';
import type { Block, BlockKeyword, Entry } from './ast';
import { blocks } from './catalogue';

/** The key that was meant; undefined where the key is known, nothing is near, or the block takes any key. */
export function meantKey({ keyword }: Block, entry: Entry): string | undefined {
  if (!keyword || !keywordsWithKeys.has(keyword)) return undefined;
  if (!answers.has(entry)) answers.set(entry, meant(keyword, entry.key.text));
  return answers.get(entry);
}

// Several ask for each entry, and with every keystroke; an entry never changes, nor does its block.
const answers = new WeakMap<Entry, string | undefined>();

const keywordsWithKeys = new Map(
  Object.values(blocks)
    .filter(b => b.keys.length > 0)
    .map(b => [b.keyword, b.keys.map(k => k.name)]),
);

function meant(keyword: BlockKeyword, key: string): string | undefined {
  const keys = keywordsWithKeys.get(keyword) ?? [];
  return keys.includes(key) ? undefined : closest(key, keys);
}
