// Reports lines that are not indented correctly.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** A line of a block is not indented by exactly 4 spaces, or a header is indented. */
export const wrongIndentation: Check = {
  code: 'wrong-indentation',
  severity: 'error',
  stage: 'syntax',
  summary: 'Lines of a block must be indented by exactly 4 spaces; headers and imports must not be indented.',
  example: 'train:\n  epochs = 3\n',
  fix: 'Indent by 4 spaces, or start the header in column 1.',
  fault: ({ span, detail }) => {
    // An item starts with its header, so a span at the start of the item is the header's indentation.
    if (span.start === 0)
      return {
        message: 'This line is indented; block headers and imports must start in column 1.',
        span,
        fixes: [fix('Remove the indentation', span, '')],
      };
    const at = detail === '' ? { start: span.start, end: span.start } : span;
    const has = detail === '' ? 'not indented' : `indented by ${detail.length}`;
    return {
      message: `This line is ${has}; lines of a block must be indented by exactly 4 spaces.`,
      span,
      fixes: [fix('Indent by 4 spaces', at, '    ')],
    };
  },
};
