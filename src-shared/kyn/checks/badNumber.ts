// Numbers in a form that KynML does not read.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import { plainNumber } from '../names/plainNumber';

/** A number stands in a form that KynML does not read: only `64`, `-1`, `0.001` are numbers. */
export const badNumber: Check = {
  code: 'bad-number',
  severity: 'error',
  stage: 'syntax',
  summary: 'A number stands in a form that KynML does not read: only `64`, `-1`, `0.001` are numbers.',
  example: 'train:\n    epochs = 1e1\n',
  fix: 'Write the digits out.',
  fault: ({ span, detail }, item) => {
    // Behind a letter the number would only make the word longer.
    const isGlued = /\w/.test(item.text[span.start - 1] ?? '');
    const plain = isGlued ? undefined : plainNumber(detail);
    const message = `${detail} is not a number KynML reads; write ${plain ?? 'digits with one point between them, like 0.001'}.`;
    return { message, span, fixes: plain ? [fix(`Write ${plain}`, span, plain)] : [] };
  },
};
