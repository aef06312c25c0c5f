// More text than the line can hold.
import type { Check } from '../check';
import { readingOf, removal, shortText } from '../fixes/restOfLine';

/** The statement is complete, but the line goes on. */
export const unexpectedText: Check = {
  code: 'unexpected-text',
  severity: 'error',
  stage: 'syntax',
  summary: 'The statement is complete, but the line goes on.',
  example: 'train:\n    epochs = 3 4\n',
  fix: 'Remove the rest, or put each statement on a line of its own.',
  fault: ({ span, detail }, item) => ({
    message: `${shortText(detail)} is not expected here; the statement ends before it.`,
    fixes: removal(item, span),
    ...readingOf(item, span),
    span,
  }),
};
