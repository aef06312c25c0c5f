// A place where a value should stand.
import type { Check } from '../check';

/** A value is missing. */
export const missingValue: Check = {
  code: 'missing-value',
  severity: 'error',
  stage: 'syntax',
  summary: 'A value is missing.',
  example: 'train:\n    epochs =\n',
  cure: 'Write a number, true or false, a "string", a name, a call or a [list].',
  fault: ({ span, detail }) => ({
    message: detail ? `A value should stand here instead of ${detail}.` : 'A value is missing here.',
    span,
  }),
};
