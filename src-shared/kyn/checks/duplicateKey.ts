// The same key twice in one block.
import type { Check } from '../check';

/** A key stands twice in one block. */
export const duplicateKey: Check = {
  code: 'duplicate-key',
  severity: 'error',
  stage: 'meaning',
  summary: 'A key stands twice in one block; which one counts is not documented.',
  example: 'params:\n    lr = 0.1\n    lr = 0.2\n',
  cure: 'Remove one of them.',
  *block({ block: { entries, text } }) {
    const seen = new Set<string>();
    for (const { key, span } of entries) {
      if (seen.has(key.text))
        yield {
          message: `${key.text} is set twice in this block; remove one.`,
          span: key.span,
          fixes: [{ title: 'Remove this line', edits: [{ span: wholeLine(text, span), text: '' }], safe: false }],
        };
      seen.add(key.text);
    }
  },
};

function wholeLine(text: string, { start, end }: { start: number; end: number }) {
  let from = start;
  while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--;
  const rest = /^[^\r\n]*(\r\n|\n|\r)?/.exec(text.slice(end))?.[0] ?? '';
  return { start: from, end: end + rest.length };
}
