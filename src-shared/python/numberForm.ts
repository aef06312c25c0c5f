// A number token in a form that equal numbers share, as Python compares them: integers exactly, also with floats.
import { isInteger } from '../text/jsonText';

/** An integer by its digits, whatever their number; a float by its value. `1`, `1.0` and `1e0` have one form, 9007199254740993 and its float have not. */
export function numberForm(token: string): string {
  if (isInteger(token)) return token === '-0' ? '0' : token;
  const value = Number(token);
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}
