// Suggests the intended key for an unknown one.
import { suggest } from '../../text/suggest';
import { blocks } from '../catalogue';
import { keySynonym } from '../catalogue/keySynonyms';
import type { BlockKeyword } from '../catalogue/types';
import type { Block, Entry } from '../syntax/ast';

/** The likely intended key; undefined if the key is known, no key is similar, or the block accepts any key. */
export function suggestKey({ keyword }: Block, entry: Entry): string | undefined {
  if (!keyword) return undefined;
  if (!suggestions.has(entry)) suggestions.set(entry, suggestKeyText(keyword, entry.key.text));
  return suggestions.get(entry);
}

// Needed several times per entry on every keystroke; entries and their blocks are immutable.
const suggestions = new WeakMap<Entry, string | undefined>();

/** The same for a word: a synonym from other tools, else a similar key. Undefined for an exact key of another block. */
export function suggestKeyText(keyword: BlockKeyword, word: string): string | undefined {
  const keys = keysOf.get(keyword);
  if (!keys || keys.includes(word)) return undefined;
  const synonym = keySynonym(keyword, word);
  if (synonym) return synonym.key;
  return blocksWithKey(word).length > 0 ? undefined : suggest(word, keys);
}

/** The keywords of the blocks that have a key of a name. */
export const blocksWithKey = (key: string): readonly BlockKeyword[] => blocksOfKey.get(key) ?? [];

const keysOf = new Map(
  Object.values(blocks)
    .filter(b => b.keys.length > 0)
    .map(b => [b.keyword, b.keys.map(k => k.name)]),
);

const blocksOfKey = new Map<string, BlockKeyword[]>();
for (const [keyword, keys] of keysOf)
  for (const key of keys) blocksOfKey.set(key, [...(blocksOfKey.get(key) ?? []), keyword]);
