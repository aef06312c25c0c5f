// Indentation other than 4 blanks.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** Lines of a block are indented by exactly 4 blanks, headers are not. */
export const wrongIndentation: Check = {
  code: 'wrong-indentation',
  severity: 'error',
  stage: 'syntax',
  summary: 'Lines of a block are indented by exactly 4 blanks, headers and imports are not indented.',
  example: 'train:\n  epochs = 3\n',
  fix: 'Indent by 4 blanks, or start the header in column 1.',
  fault: ({ span, detail }) => {
    // An item starts with its header, so only a header's indentation starts where the item does.
    if (span.start === 0)
      return {
        message: 'This line is indented; block headers and imports start in column 1.',
        span,
        fixes: [fix('Remove the indentation', span, '')],
      };
    const at = detail === '' ? { start: span.start, end: span.start } : span;
    const has = detail === '' ? 'not indented' : `indented by ${detail.length}`;
    return {
      message: `This line is ${has}; lines of a block are indented by exactly 4 blanks.`,
      span,
      fixes: [fix('Indent by 4 blanks', at, '    ')],
    };
  },
};
