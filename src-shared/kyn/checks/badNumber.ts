// Reports numbers in a format that KynML does not support, such as `1e3` or `1_000`.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import { plainNumber } from '../names/plainNumber';

/** A number is written in a format that KynML does not support. */
export const badNumber: Check = {
  code: 'bad-number',
  severity: 'error',
  stage: 'syntax',
  summary:
    'A number is written in a format that KynML does not support. Only forms like `64`, `-1` and `0.001` are valid.',
  example: 'train:\n    epochs = 1e1\n',
  fix: 'Write out all digits.',
  fault: ({ span, detail }, item) => {
    // Directly after a letter, the corrected number would become part of that word.
    const isGlued = /\w/.test(item.text[span.start - 1] ?? '');
    const plain = isGlued ? undefined : plainNumber(detail);
    const advice = plain ? `write \`${plain}\`` : 'write digits with one decimal point, like `0.001`';
    const message = `\`${detail}\` is not a valid KynML number; ${advice}.`;
    return { message, span, fixes: plain ? [fix(`Write \`${plain}\``, span, plain)] : [] };
  },
};
