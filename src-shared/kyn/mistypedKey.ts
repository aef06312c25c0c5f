// Which key of a block a key that it does not have most likely stands for.
import { closest } from '../text/closest';
import type { Block, Entry } from './ast';
import { blocks } from './catalogue';

/** The key that was meant; undefined where the key is known, nothing is near, or the block takes any key. */
export function meantKey(block: Block, { key }: Entry): string | undefined {
  const keys = block.keyword ? blocks[block.keyword].keys.map(k => k.name) : [];
  return keys.includes(key.text) ? undefined : closest(key.text, keys);
}
