// Sweep axes that cannot vary anything: no param of that name, or no values.
import { closest } from '../../text/closest';
import { type Check, fix } from '../check';

/** A sweep axis names no param, or has no values. */
export const sweepAxis: Check = {
  code: 'sweep-axis',
  severity: 'error',
  stage: 'composition',
  summary: 'A sweep axis names no param, or has no values; an axis acts like `--param`.',
  example: 'params:\n    lr = 0.1\n\nsweep:\n    rate = [0.1, 0.2]\n',
  cure: 'Name a param of the params block, and give at least one value.',
  *block({ block: { keyword, entries }, params }) {
    if (keyword !== 'sweep') return;
    for (const { key, value } of entries) {
      if (value?.kind === 'list' && value.items.length === 0)
        yield {
          message: `The sweep axis ${key.text} has no values, so the sweep has no combinations.`,
          span: value.span,
        };
      if (params.values.has(key.text) || !params.complete) continue;
      const meant = closest(key.text, params.values.keys());
      yield {
        message: `The sweep axis ${key.text} is no param${meant ? `; did you mean ${meant}?` : '; add it to the params block.'}`,
        span: key.span,
        fixes: meant ? [fix(`Change to ${meant}`, key.span, meant, false)] : [],
      };
    }
  },
};
