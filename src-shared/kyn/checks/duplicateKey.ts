// Reports a key that is set twice in one block.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import { wholeLines } from '../syntax/blockLines';

/** A key is set twice in one block. */
export const duplicateKey: Check = {
  code: 'duplicate-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A key is set twice in one block. It is not documented which value is used.',
  example: 'params:\n    lr = 0.1\n    lr = 0.2\n',
  fix: 'Remove one of them.',
  *block({ block }) {
    const seen = new Set<string>();
    for (const { key, span } of block.entries) {
      if (seen.has(key.text))
        yield {
          message: `\`${key.text}\` is set twice in this block; remove one.`,
          span: key.span,
          fixes: [fix('Remove this line', wholeLines(block, span), '', false)],
        };
      seen.add(key.text);
    }
  },
};
