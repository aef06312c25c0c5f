// A header whose keyword is none.
import { type Check, fix } from '../check';
import { blockKeywords } from '../chunks';

/** A block starts with params, sweep, dataset, model, train, evaluate or export. */
export const unknownBlock: Check = {
  code: 'unknown-block',
  severity: 'error',
  stage: 'syntax',
  summary: 'A block starts with params, sweep, dataset, model, train, evaluate or export.',
  example: 'datset D:\n    target = "y"\n',
  cure: 'Correct the keyword.',
  fault: ({ span, detail }, item) => {
    const word = item.text.slice(span.start, span.end);
    if (detail)
      return {
        message: `There is no block ${word}; did you mean ${detail}?`,
        span,
        fixes: [fix(`Change to ${detail}`, span, detail)],
      };
    return { message: `There is no block ${word}; a block is one of ${blockKeywords.join(', ')}.`, span };
  },
};
