// Settings that weaken what `deterministic = true` promises.
import type { Check } from '../check';
import { weaknesses } from '../training/determinism';

/** A setting works against `deterministic = true`. */
export const weakDeterminism: Check = {
  code: 'weak-determinism',
  severity: 'info',
  stage: 'reproducibility',
  summary:
    'The spec claims determinism, and a setting works against it: `num_workers` above 0, `fp16` or `bf16`, `compile`, or `device = auto`.',
  example: 'train:\n    seed = 1\n    deterministic = true\n    compile = true\n',
  fix: 'Change the setting, or do without the claim.',
  *file(context) {
    for (const { reason, span, fixes } of weaknesses(context))
      yield { message: `${reason}, which works against deterministic = true.`, span, fixes };
  },
};
