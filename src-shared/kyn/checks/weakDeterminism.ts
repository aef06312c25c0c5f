// Reports settings that weaken `deterministic = true`.
import type { Check } from '../check';
import { weaknesses } from '../training/determinism';

/** A setting weakens `deterministic = true`. */
export const weakDeterminism: Check = {
  code: 'weak-determinism',
  severity: 'info',
  stage: 'reproducibility',
  summary:
    'The spec sets `deterministic = true`, but another setting weakens it: `num_workers` above 0, `fp16` or `bf16`, `compile`, or `device = auto`.',
  example: 'train:\n    seed = 1\n    deterministic = true\n    compile = true\n',
  fix: 'Change the setting, or remove `deterministic`.',
  *file(context) {
    for (const { reason, span, fixes } of weaknesses(context))
      yield { message: `${reason}, which weakens \`deterministic = true\`.`, span, fixes };
  },
};
