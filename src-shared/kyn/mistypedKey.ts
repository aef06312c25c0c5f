// Which key of a block a key that it does not have most likely stands for.
import { closest } from '../text/closest';
import type { Block, Entry } from './ast';
import { blocks } from './catalogue';

/** The key that was meant; undefined where the key is known, nothing is near, or the block takes any key. */
export function meantKey({ keyword }: Block, entry: Entry): string | undefined {
  const keys = keyword && keysOf.get(keyword);
  if (!keys || keys.includes(entry.key.text)) return undefined;
  if (!answers.has(entry)) answers.set(entry, closest(entry.key.text, keys));
  return answers.get(entry);
}

// Several ask for each entry, and with every keystroke; an entry never changes, nor does its block.
const answers = new WeakMap<Entry, string | undefined>();

const keysOf = new Map(
  Object.values(blocks)
    .filter(b => b.keys.length > 0)
    .map(b => [b.keyword, b.keys.map(k => k.name)]),
);
