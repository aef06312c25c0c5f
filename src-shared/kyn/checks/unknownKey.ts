// Keys that a block does not have.
import { blocks } from '../catalogue';
import { type Check, fix } from '../check';
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
        fixes: meant ? [fix(`Change to ${meant}`, key.span, meant, false)] : [],
      };
    }
  },
};
