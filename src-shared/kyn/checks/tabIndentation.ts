// Tabs in the indentation.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** Lines of a block are indented by exactly 4 blanks; tabs are not allowed. */
export const tabIndentation: Check = {
  code: 'tab-indentation',
  severity: 'error',
  stage: 'syntax',
  summary: 'Lines of a block are indented by exactly 4 blanks; tabs are not allowed.',
  example: 'train:\n	epochs = 3\n',
  fix: 'Replace the tab by 4 blanks.',
  fault: ({ span }) => ({
    message: 'A tab indents this line; KynML allows exactly 4 blanks.',
    span,
    fixes: [fix('Indent by 4 blanks', span, '    ')],
  }),
};
