// Keys that a block does not have.
import type { Fix } from '../../text/diagnostic';
import type { Block, Entry } from '../ast';
import { wholeLines } from '../blockLines';
import { blocks } from '../catalogue';
import { type Check, fix } from '../check';
import { hasKey } from '../entriesByKey';
import { meantKey } from '../mistypedKey';

/** A block has no key of this name. */
export const unknownKey: Check = {
  code: 'unknown-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A block has no key of this name.',
  example: 'train:\n    epoch = 3\n',
  cure: 'Correct the key; keys that a block lacks cannot be added.',
  *block({ block }) {
    const { keyword, entries } = block;
    const keys = keyword ? blocks[keyword].keys.map(k => k.name) : [];
    if (keys.length === 0) return;
    for (const entry of entries) {
      const { key } = entry;
      if (keys.includes(key.text)) continue;
      const meant = meantKey(block, entry);
      // Without a value the word may be anything; that it has none is said already.
      if (!meant && !entry.value) continue;
      const advice = meant ? `did you mean ${meant}?` : `it has ${keys.join(', ')}.`;
      yield {
        message: `The ${keyword} block has no key ${key.text}; ${advice}`,
        span: key.span,
        fixes: curesOf(block, entry, meant),
      };
    }
  },
};

// A key that is written already would stand twice, and `model` without a value would begin a block.
function curesOf(block: Block, entry: Entry, meant: string | undefined): Fix[] {
  if (!meant || hasKey(block, meant)) return [fix('Remove this line', wholeLines(block, entry.span), '', false)];
  return entry.value || meant !== 'model' ? [fix(`Change to ${meant}`, entry.key.span, meant, false)] : [];
}
