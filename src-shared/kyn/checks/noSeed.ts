// A training without a seed cannot be repeated.
import { shift } from '../../text/span';
import type { Check } from '../check';
import { entryOf, isTrue, trained } from '../trained';

/** The train block sets no seed. */
export const noSeed: Check = {
  code: 'no-seed',
  severity: 'info',
  stage: 'reproducibility',
  summary:
    'Without a seed the manifest records null, and the run cannot be reproduced at RNG level. `deterministic` means little without it.',
  example: 'train:\n    epochs = 3\n',
  cure: 'Add `seed`.',
  *file(context) {
    const train = trained(context)?.train;
    if (!train || entryOf(train.item, 'seed')) return;
    const deterministic = entryOf(train.item, 'deterministic');
    const end = train.at + train.item.text.trimEnd().length;
    const message =
      deterministic && isTrue(train.item, 'deterministic')
        ? 'deterministic means little without a seed: the run starts from other random numbers each time.'
        : 'No seed is set, so this run cannot be reproduced exactly.';
    yield {
      message,
      span: shift((deterministic ?? { span: train.item.header.span }).span, train.at),
      fixes: [{ title: 'Add seed = 42', edits: [{ span: { start: end, end }, text: '\n    seed = 42' }], safe: false }],
    };
  },
};
