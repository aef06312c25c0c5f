// A sweep axis that is one value.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** A sweep axis is a list of values. */
export const sweepAxisNotList: Check = {
  code: 'sweep-axis-not-list',
  severity: 'error',
  stage: 'syntax',
  summary: 'A sweep axis is a list of values.',
  example: 'sweep:\n    lr = 0.1\n',
  fix: 'Put the values in brackets.',
  fault: ({ span, detail }, item) => ({
    message: `The sweep axis ${detail} must be a list of values.`,
    span,
    fixes: [fix('Put it in a list', span, `[${item.text.slice(span.start, span.end)}]`)],
  }),
};
