// Indentation other than 4 blanks.
import { type Check, fix } from '../check';

/** Lines of a block are indented by exactly 4 blanks. */
export const wrongIndentation: Check = {
  code: 'wrong-indentation',
  severity: 'error',
  stage: 'syntax',
  summary: 'Lines of a block are indented by exactly 4 blanks.',
  example: 'train:\n  epochs = 3\n',
  cure: 'Indent by 4 blanks.',
  fault: ({ span, detail }) => {
    const at = detail === '' ? { start: span.start, end: span.start } : span;
    const has = detail === '' ? 'not indented' : `indented by ${detail.length}`;
    return {
      message: `This line is ${has}; lines of a block are indented by exactly 4 blanks.`,
      span,
      fixes: [fix('Indent by 4 blanks', at, '    ')],
    };
  },
};
