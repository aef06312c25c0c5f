// Reports booleans that are not lowercase, such as Python's `True`.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** A boolean is not lowercase. */
export const booleanCase: Check = {
  code: 'boolean-case',
  severity: 'error',
  stage: 'syntax',
  summary: 'Booleans must be lowercase: `true` and `false`.',
  example: 'dataset D:\n    normalize = True\n',
  fix: 'Write `true` or `false`.',
  fault: ({ span, detail }) => {
    const plain = detail.toLowerCase();
    return {
      message: `\`${detail}\` is not a valid value; write \`${plain}\`.`,
      span,
      fixes: [fix(`Write \`${plain}\``, span, plain)],
    };
  },
};
