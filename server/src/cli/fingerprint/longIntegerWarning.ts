// What is said of integers that Python reads only with a setting of its own.
import { longestInteger, PYTHON_MAX_DIGITS } from '../../../../src-shared/repro/hash/canonicalJson';
import type { JsonFile } from './readJson';

/** A warning where a file holds an integer that Python since 3.11 refuses; its digits are kept all the same. */
export function longIntegerWarning({ label, root }: JsonFile): string[] {
  const digits = longestInteger(root);
  if (digits <= PYTHON_MAX_DIGITS) return [];
  return [
    `${label} holds an integer of ${digits} digits; Python since 3.11 refuses more than ${PYTHON_MAX_DIGITS} unless sys.set_int_max_str_digits allows them.`,
  ];
}
