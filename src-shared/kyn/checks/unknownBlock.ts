// Reports headers with an unknown keyword.
import { fix } from '../../text/diagnostic';
import { inBackticks } from '../../text/inBackticks';
import type { Span } from '../../text/span';
import type { Check } from '../check';
import type { Item } from '../syntax/ast';
import { blockKeywords } from '../syntax/chunks';

/** A header does not start with the keyword of a block. */
export const unknownBlock: Check = {
  code: 'unknown-block',
  severity: 'error',
  stage: 'syntax',
  summary: 'A block must start with `params`, `sweep`, `dataset`, `model`, `train`, `evaluate` or `export`.',
  example: 'datset D:\n    target = "y"\n',
  fix: 'Correct the keyword.',
  fault: ({ span, detail }, item) => {
    const word = item.text.slice(span.start, span.end);
    if (detail)
      return {
        message: `Unknown block \`${word}\`; did you mean \`${detail}\`?`,
        span,
        // A prefix of a keyword may still be typed, so its fix is not safe. The header may lack its colon, too.
        fixes: [
          fix(`Change to \`${detail}\``, headerSpan(item, span), written(item, span, detail), !detail.startsWith(word)),
        ],
      };
    return { message: `Unknown block \`${word}\`; use one of ${inBackticks(blockKeywords)}.`, span };
  },
};

const rest = (item: Item, { end }: Span): string => /^[^:#\r\n]*:?/.exec(item.text.slice(end))?.[0] ?? '';

// Without a colon the whole header is rewritten; an `import` has none.
const headerSpan = (item: Item, span: Span): Span =>
  rest(item, span).endsWith(':') ? span : { start: span.start, end: span.end + rest(item, span).trimEnd().length };

function written(item: Item, span: Span, keyword: string): string {
  const { end } = headerSpan(item, span);
  return (
    keyword +
    item.text.slice(span.end, end) +
    (keyword === 'import' || (end === span.end && rest(item, span).endsWith(':')) ? '' : ':')
  );
}
