// Reports block headers without a colon.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** A block header does not end with a colon. */
export const missingColon: Check = {
  code: 'missing-colon',
  severity: 'error',
  stage: 'syntax',
  summary: 'A block header must end with a colon.',
  example: 'train\n    epochs = 3\n',
  fix: 'Add the colon.',
  fault: ({ span }) => ({
    message: 'A block header must end with a colon.',
    span,
    fixes: [fix('Add the colon', span, ':')],
  }),
};
