// A key without `=`.
import { type Check, fix } from '../check';

/** Each line of this block is `key = value`. */
export const missingEquals: Check = {
  code: 'missing-equals',
  severity: 'error',
  stage: 'syntax',
  summary: 'Each line of this block is `key = value`.',
  example: 'train:\n    epochs 3\n',
  cure: 'Put `=` between key and value.',
  fault: ({ span, detail }, item) => {
    // A colon is how other languages write it; where nothing follows, = alone would only be the next fault.
    const [, colon = '', rest = ''] = /^([ \t]*:)?[ \t]*([^\r\n]*)/.exec(item.text.slice(span.end)) ?? [];
    const fixable = rest !== '' && !rest.startsWith('#');
    return {
      message: `${detail} needs a value: ${detail} = ...`,
      span,
      fixes: fixable ? [fix('Add =', { start: span.start, end: span.end + colon.length }, ' =')] : [],
    };
  },
};
