// Reports sweeps with an unusually large number of combinations.
import { shift } from '../../text/span';
import type { Check } from '../check';
import { blocksOf } from '../names/scope';
import { combinationCount, MANY_COMBINATIONS } from '../training/combinationCount';
/** A sweep has more than 1,000 combinations. */
export const sweepSize: Check = {
  code: 'sweep-size',
  severity: 'warning',
  stage: 'meaning',
  summary: 'A sweep has more than 1,000 combinations, and each of them is a full training run.',
  example: `params:\n    a = 1\n    b = 1\n\nsweep:\n    a = [${Array.from({ length: 40 }, (_, i) => i).join(', ')}]\n    b = [${Array.from({ length: 40 }, (_, i) => i).join(', ')}]\n`,
  fix: 'Shorten an axis, or split the sweep.',
  *file({ tree }) {
    for (const { at, item } of blocksOf(tree, 'sweep')) {
      const count = combinationCount(item);
      if (count > MANY_COMBINATIONS)
        yield {
          message: `This sweep has ${count.toLocaleString('en-US')} combinations, and each of them is a full training run.`,
          span: shift(item.header.span, at),
        };
    }
  },
};
