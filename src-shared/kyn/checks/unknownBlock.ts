// A header whose keyword is none.
import { fix } from '../../text/diagnostic';
import type { Span } from '../../text/span';
import type { Check } from '../check';
import type { Item } from '../syntax/ast';
import { blockKeywords } from '../syntax/chunks';

/** A block starts with params, sweep, dataset, model, train, evaluate or export. */
export const unknownBlock: Check = {
  code: 'unknown-block',
  severity: 'error',
  stage: 'syntax',
  summary: 'A block starts with params, sweep, dataset, model, train, evaluate or export.',
  example: 'datset D:\n    target = "y"\n',
  fix: 'Correct the keyword.',
  fault: ({ span, detail }, item) => {
    const word = item.text.slice(span.start, span.end);
    if (detail)
      return {
        message: `There is no block ${word}; did you mean ${detail}?`,
        span,
        // A word that is only begun may be meant for another; its header may lack the colon too.
        fixes: [
          fix(`Change to ${detail}`, headerSpan(item, span), written(item, span, detail), !detail.startsWith(word)),
        ],
      };
    return { message: `There is no block ${word}; a block is one of ${blockKeywords.join(', ')}.`, span };
  },
};

const rest = (item: Item, { end }: Span): string => /^[^:#\r\n]*:?/.exec(item.text.slice(end))?.[0] ?? '';

// Without a colon the whole of the header is written again; `import` has none.
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
