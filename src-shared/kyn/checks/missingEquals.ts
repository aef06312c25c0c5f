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
  fault: ({ span, detail }) => ({
    message: `${detail} needs a value: ${detail} = ...`,
    span,
    fixes: [fix('Add =', span, ' =')],
  }),
};
