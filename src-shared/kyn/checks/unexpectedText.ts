// More text than the line can hold.
import type { Check } from '../check';

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** The statement is complete, but the line goes on. */
export const unexpectedText: Check = {
  code: 'unexpected-text',
  severity: 'error',
  stage: 'syntax',
  summary: 'The statement is complete, but the line goes on.',
  example: 'train:\n    epochs = 3 4\n',
  cure: 'Remove the rest, or put each statement on a line of its own.',
  fault: ({ span, detail }) => ({
    message: `${short(detail)} is not expected here; the statement ends before it.`,
    span,
  }),
};
