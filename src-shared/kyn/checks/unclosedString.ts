// A string without its closing quote.
import { type Check, fix } from '../check';

/** A string ends on the line on which it starts. */
export const unclosedString: Check = {
  code: 'unclosed-string',
  severity: 'error',
  stage: 'syntax',
  summary: 'A string ends on the line on which it starts.',
  example: 'dataset D:\n    target = "price\n',
  cure: 'Close the quotes.',
  fault: ({ span, detail }) => {
    const inner = detail.slice(1).trimEnd();
    const fixes = /^[^"#]*$/.test(inner) ? [fix('Close the string', span, `"${inner}"`, false)] : [];
    return { message: 'This string is not closed on its line.', span, fixes };
  },
};
