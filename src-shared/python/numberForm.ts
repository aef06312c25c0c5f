// A canonical form of number tokens, equal for numbers that are equal in Python: integers exactly, also with floats.
import { isInteger } from '../text/jsonText';

/** The exact digits of an integer of any size; a float by its value. `1`, `1.0` and `1e0` have the same form; 9007199254740993 and its nearest float do not. */
export function numberForm(token: string): string {
  if (isInteger(token)) return token === '-0' ? '0' : token;
  const value = Number(token);
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}
