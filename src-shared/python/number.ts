// Numbers as Python's json module prints them after reading: integers digit by digit, floats in their shortest form.
import { isInteger } from '../text/jsonText';

/** What json.dumps(json.loads(token)) prints; `token` is a number as jsonText reads it, NaN and the infinities included. */
export const pythonNumber = (token: string): string =>
  isInteger(token) ? (token === '-0' ? '0' : token) : floatText(Number(token));

/** Python 3.11 and newer reject integers with more digits unless configured otherwise (`sys.set_int_max_str_digits`). */
export const PYTHON_MAX_DIGITS = 4300;

/** The number of digits of an integer token; 0 for any other number. */
export const integerDigits = (token: string): number => (isInteger(token) ? token.replace('-', '').length : 0);

// Python's repr of a float: the shortest digits that give the same number, like JavaScript's, but with an exponent from 1e16 up and below 1e-4.
function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power > 15) return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  const fixed = String(value);
  return fixed.includes('.') ? fixed : `${fixed}.0`;
}
