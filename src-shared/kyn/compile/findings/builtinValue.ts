// A value that cannot be determined, or that Python cannot represent.
import { defineFinding } from '../../../text/defineFinding';

type Reason = 'undetermined' | 'too-large' | 'seed' | 'empty';

const REASONS: Readonly<Record<Reason, string>> = {
  undetermined: 'cannot be determined',
  'too-large': 'is too large',
  seed: 'is outside of the range of 64-bit integers, which PyTorch requires',
  empty: 'is empty',
};

/** The built-in compiler cannot use the value of a key. */
export const builtinValue = defineFinding<{ readonly key: string; readonly reason: Reason }>({
  code: 'builtin-value',
  severity: 'info',
  group: 'specs',
  summary:
    'The built-in compiler cannot use a value, because it cannot be determined, is empty, or is a number that Python or PyTorch cannot represent. `kyn compile` and `kyn train` report it as an error.',
  example: 'train:\n    seed = 99999999999999999999\n',
  fix: 'Write another value.',
  message: ({ key, reason }) => `The built-in compiler cannot use this value: \`${key}\` ${REASONS[reason]}.`,
});
