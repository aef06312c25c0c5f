// Reports sweep axes without an effect, because nothing uses their param.
import { fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import type { Check } from '../check';
import { blocksOf } from '../names/scope';
import { wholeLines } from '../syntax/blockLines';
import { unusedNames } from '../training/unusedNames';

/** Nothing uses the param of a sweep axis. */
export const sweepEffect: Check = {
  code: 'sweep-effect',
  severity: 'warning',
  stage: 'meaning',
  summary: 'Nothing uses the param of a sweep axis, so all its values run the same training.',
  example: 'params:\n    lr = 0.1\n\nsweep:\n    lr = [0.1, 0.2]\n\ntrain:\n    epochs = 3\n',
  fix: 'Use the param where it should vary, or remove the axis.',
  *file(context) {
    const sweeps = blocksOf(context.tree, 'sweep');
    if (sweeps.length === 0 || blocksOf(context.tree, 'train').length === 0) return;
    const unused = unusedNames(context).param;
    for (const { at, item } of sweeps)
      for (const { key, span } of item.entries)
        if (unused.has(key.text))
          yield {
            message: `Nothing uses \`$${key.text}\`, so every value of this axis runs the same training.`,
            span: shift(key.span, at),
            fixes: [fix('Remove this axis', shift(wholeLines(item, span), at), '', false)],
          };
  },
};
