// Which key of a block a key that it does not have most likely stands for.
import { suggest } from '../../text/suggest';
import { blocks } from '../catalogue';
import { keySynonym } from '../catalogue/keySynonyms';
import type { BlockKeyword } from '../catalogue/types';
import type { Block, Entry } from '../syntax/ast';

/** The key that was meant; undefined where the key is known, nothing is near, or the block takes any key. */
export function suggestKey({ keyword }: Block, entry: Entry): string | undefined {
  if (!keyword) return undefined;
  if (!answers.has(entry)) answers.set(entry, suggestKeyText(keyword, entry.key.text));
  return answers.get(entry);
}

// Several ask for each entry, and with every keystroke; an entry never changes, nor does its block.
const answers = new WeakMap<Entry, string | undefined>();

/** The same for a word: what people write for the key in other tools, then the nearest key. A key of another block, written in full, is meant as that. */
export function suggestKeyText(keyword: BlockKeyword, word: string): string | undefined {
  const keys = keysOf.get(keyword);
  if (!keys || keys.includes(word)) return undefined;
  const synonym = keySynonym(keyword, word);
  if (synonym) return synonym.key;
  return blocksWithKey(word).length > 0 ? undefined : suggest(word, keys);
}

/** The kinds of blocks that have a key of a name. */
export const blocksWithKey = (key: string): readonly BlockKeyword[] => homes.get(key) ?? [];

const keysOf = new Map(
  Object.values(blocks)
    .filter(b => b.keys.length > 0)
    .map(b => [b.keyword, b.keys.map(k => k.name)]),
);

const homes = new Map<string, BlockKeyword[]>();
for (const [keyword, keys] of keysOf) for (const key of keys) homes.set(key, [...(homes.get(key) ?? []), keyword]);
