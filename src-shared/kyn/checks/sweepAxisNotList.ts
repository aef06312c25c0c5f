// Reports sweep axes that have a single value instead of a list.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** The value of a sweep axis is not a list. */
export const sweepAxisNotList: Check = {
  code: 'sweep-axis-not-list',
  severity: 'error',
  stage: 'syntax',
  summary: 'A sweep axis must be a list of values.',
  example: 'sweep:\n    lr = 0.1\n',
  fix: 'Put the values in brackets.',
  fault: ({ span, detail }, item) => ({
    message: `The sweep axis \`${detail}\` must be a list of values.`,
    span,
    fixes: [fix('Put the value in a list', span, `[${item.text.slice(span.start, span.end)}]`)],
  }),
};
