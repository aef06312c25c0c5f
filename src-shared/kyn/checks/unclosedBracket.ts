// Reports lists and calls that are not closed on their line.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import { lineEnd } from '../syntax/chunks';
import { closersAt, significantTokensBefore } from '../syntax/lineContext';

/** A list or call is not closed on its line. */
export const unclosedBracket: Check = {
  code: 'unclosed-bracket',
  severity: 'error',
  stage: 'syntax',
  summary: 'A list or call must end on the line where it starts.',
  example: 'evaluate:\n    metrics = [mae\n',
  fix: 'Close the bracket.',
  fault: ({ span, detail }, item) => {
    const line = lineEnd(item.text, span.end);
    const end = significantTokensBefore(item, line).at(-1)?.end ?? line;
    // Outer brackets close after the inner ones, so they are missing too.
    const closers = closersAt(item, line);
    return {
      message: `This bracket is not closed on its line; \`${detail}\` is missing.`,
      span,
      fixes: [fix(`Add \`${closers}\``, { start: end, end }, closers, false)],
    };
  },
};
