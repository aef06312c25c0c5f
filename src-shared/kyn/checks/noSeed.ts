// Reports a train block without a seed, because its run cannot be reproduced exactly.
import { fix } from '../../text/diagnostic';
import { shift, span } from '../../text/span';
import type { Check } from '../check';
import { blocksOf } from '../names/scope';
import { endOfBody, newLine } from '../syntax/blockLines';
import { isTrueValue, runSetting } from '../training/runValues';

/** The train block sets no seed. */
export const noSeed: Check = {
  code: 'no-seed',
  severity: 'info',
  stage: 'reproducibility',
  summary:
    'Without a seed, the manifest records null and the run cannot be reproduced at RNG level. `deterministic` has little effect without a seed.',
  example: 'train:\n    epochs = 3\n',
  fix: 'Add `seed`.',
  *file(context) {
    const train = blocksOf(context.tree, 'train')[0];
    if (!train || runSetting(train.item, 'seed', context)) return;
    const deterministic = runSetting(train.item, 'deterministic', context);
    const isDeterministic = deterministic?.entry !== undefined && deterministic.values.some(isTrueValue);
    const end = train.at + endOfBody(train.item);
    yield {
      message: isDeterministic
        ? '`deterministic` has little effect without a seed: each run starts from different random numbers.'
        : 'No seed is set, so this run cannot be reproduced exactly.',
      span: shift(isDeterministic && deterministic.entry ? deterministic.entry.span : train.item.header.span, train.at),
      fixes: [fix('Add `seed = 42`', span(end, end), newLine(train.item, 'seed = 42'), false)],
    };
  },
};
