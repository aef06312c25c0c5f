// A bracket that is never closed.
import { type Check, fix } from '../check';

// Where the closing bracket can go: after the last sign of the line that is no blank.
function endOfLine(text: string, from: number): number {
  const line = /[^\r\n#]*/.exec(text.slice(from))?.[0] ?? '';
  return from + line.trimEnd().length;
}

/** A list or call ends on the line on which it starts. */
export const unclosedBracket: Check = {
  code: 'unclosed-bracket',
  severity: 'error',
  stage: 'syntax',
  summary: 'A list or call ends on the line on which it starts.',
  example: 'evaluate:\n    metrics = [mae\n',
  cure: 'Close the bracket.',
  fault: ({ span, detail }, item) => {
    const end = endOfLine(item.text, span.end);
    return {
      message: `This bracket is not closed on its line; ${detail} is missing.`,
      span,
      fixes: [fix(`Add ${detail}`, { start: end, end }, detail, false)],
    };
  },
};
