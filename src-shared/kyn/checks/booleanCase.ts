// Booleans as Python writes them.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** KynML writes booleans in small letters: `true` and `false`. */
export const booleanCase: Check = {
  code: 'boolean-case',
  severity: 'error',
  stage: 'syntax',
  summary: 'KynML writes booleans in small letters: `true` and `false`.',
  example: 'dataset D:\n    normalize = True\n',
  fix: 'Write `true` or `false`.',
  fault: ({ span, detail }) => {
    const plain = detail.toLowerCase();
    return {
      message: `${detail} is not a value; KynML writes ${plain}.`,
      span,
      fixes: [fix(`Write ${plain}`, span, plain)],
    };
  },
};
