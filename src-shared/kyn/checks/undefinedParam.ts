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
    // A param that is nothing but another one is a fault of its own, whatever that is.
    const own = new Set(
      block.keyword === 'params' ? block.entries.map(e => e.value?.kind === 'param' && e.value.span.start) : [],
    );
    const unknown = block.params.filter(p => params.complete && !params.values.has(p.text) && !own.has(p.span.start));
    if (unknown.length === 0) return;
    const known = [...params.values.keys()];
    const list = known.map(k => `'${k}'`).join(', ');
    for (const { text, span } of unknown) {
      const meant = closest(text, known);
      yield {
        message: `Undefined parameter reference '$${text}'. Known params: [${list}]`,
        span,
        fixes: meant ? [fix(`Change to $${meant}`, span, `$${meant}`, false)] : [],
      };
    }
  },
};
