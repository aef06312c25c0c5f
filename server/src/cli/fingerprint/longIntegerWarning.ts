// The warning about integers that Python reads only with a special setting.
import { PYTHON_MAX_DIGITS } from '../../../../src-shared/python/number';
import { longestInteger } from '../../../../src-shared/repro/hash/canonicalJson';
import type { JsonFile } from './readJson';

/** A warning where a file has an integer that Python 3.11 and later reject; its digits are kept. */
export function longIntegerWarning({ label, root }: JsonFile): string[] {
  const digits = longestInteger(root);
  if (digits <= PYTHON_MAX_DIGITS) return [];
  return [
    `${label} has an integer of ${digits} digits. Python 3.11 and later reject more than ${PYTHON_MAX_DIGITS} unless \`sys.set_int_max_str_digits\` allows them.`,
  ];
}
