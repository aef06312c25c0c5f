// A bracket that is never closed.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import { lineEnd } from '../syntax/chunks';
import { closersAt, significantTokensBefore } from '../syntax/lineContext';

/** A list or call ends on the line on which it starts. */
export const unclosedBracket: Check = {
  code: 'unclosed-bracket',
  severity: 'error',
  stage: 'syntax',
  summary: 'A list or call ends on the line on which it starts.',
  example: 'evaluate:\n    metrics = [mae\n',
  fix: 'Close the bracket.',
  fault: ({ span, detail }, item) => {
    const line = lineEnd(item.text, span.end);
    const end = significantTokensBefore(item, line).at(-1)?.end ?? line;
    // The outer brackets are open as well, for they end behind the inner ones.
    const closers = closersAt(item, line);
    return {
      message: `This bracket is not closed on its line; ${detail} is missing.`,
      span,
      fixes: [fix(`Add ${closers}`, { start: end, end }, closers, false)],
    };
  },
};
