// Reports tabs in the indentation.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** A line is indented with a tab. */
export const tabIndentation: Check = {
  code: 'tab-indentation',
  severity: 'error',
  stage: 'syntax',
  summary: 'Lines of a block must be indented by exactly 4 spaces; tabs are not allowed.',
  example: 'train:\n	epochs = 3\n',
  fix: 'Replace the tab with 4 spaces.',
  fault: ({ span }) => ({
    message: 'This line is indented with a tab; use exactly 4 spaces.',
    span,
    fixes: [fix('Indent by 4 spaces', span, '    ')],
  }),
};
