// Settings that weaken what `deterministic = true` promises.
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import { weaknesses } from '../determinism';

/** A setting works against `deterministic = true`. */
export const weakDeterminism: Check = {
  code: 'weak-determinism',
  severity: 'info',
  stage: 'reproducibility',
  summary:
    'The spec claims determinism, and a setting works against it: `num_workers` above 0, `fp16` or `bf16`, `compile`, or `device = auto`.',
  example: 'train:\n    seed = 1\n    deterministic = true\n    compile = true\n',
  cure: 'Change the setting, or do without the claim.',
  *file(context) {
    for (const { reason, placed, entry } of weaknesses(context)) {
      const span = shift(entry?.span ?? placed.item.header.span, placed.at);
      if (!placed.foreign)
        yield { message: `${reason}, which works against deterministic = true.`, span } satisfies Report;
    }
  },
};
