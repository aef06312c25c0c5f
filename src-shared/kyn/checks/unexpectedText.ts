// Reports text after the end of a statement.
import { shortText } from '../../text/shortText';
import type { Check } from '../check';
import { readingOf, removal } from '../fixes/restOfLine';

/** A line continues after its statement is complete. */
export const unexpectedText: Check = {
  code: 'unexpected-text',
  severity: 'error',
  stage: 'syntax',
  summary: 'A line continues after its statement is complete.',
  example: 'train:\n    epochs = 3 4\n',
  fix: 'Remove the rest, or put each statement on its own line.',
  fault: ({ span, detail }, item) => ({
    message: `\`${shortText(detail)}\` is not expected here, after the end of the statement.`,
    fixes: removal(item, span),
    ...readingOf(item, span),
    span,
  }),
};
