// `$name` without a param of that name. The message is the compiler's own, to the letter.
import { closest } from '../../text/closest';
import { type Check, fix } from '../check';

/** `$name` stands for nothing. */
export const undefinedParam: Check = {
  code: 'undefined-param',
  severity: 'error',
  stage: 'composition',
  summary: 'A `$name` stands for no value of the params block.',
  example: 'train:\n    optimizer = adam(lr=$lr)\n',
  cure: 'Add the name to the params block, or correct it.',
  *block({ block, params }) {
    for (const { text, span } of block.params) {
      if (params.values.has(text) || !params.complete) continue;
      const known = [...params.values.keys()];
      const meant = closest(text, known);
      yield {
        message: `Undefined parameter reference '$${text}'. Known params: [${known.map(k => `'${k}'`).join(', ')}]`,
        span,
        fixes: meant ? [fix(`Change to $${meant}`, span, `$${meant}`, false)] : [],
      };
    }
  },
};
