// A number as programs write it -> the token of JSON as Python reads it.

const DECIMAL = /^([+-]?)(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const NOT_FINITE = /^([+-]?)\.?(nan|inf(?:inity)?)$/i;
const OTHER_BASE = /^0(?:x[0-9a-f]+|o[0-7]+)$/i;
// No program writes a longer one, and a hostile one would be slow to convert.
const MAX_LENGTH = 1000;

/** The token of a text such as `1e-05`, `nan`, `-inf`, `.5` or `0x1F`; undefined for what is not a number. The digits stay as they are. */
export function numberToken(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const special = NOT_FINITE.exec(text);
  if (special) return /nan/i.test(text) ? 'NaN' : `${special[1] === '-' ? '-' : ''}Infinity`;
  if (OTHER_BASE.test(text)) return String(BigInt(text));
  const [whole, sign, digits = '', fraction, exponent] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || (digits === '' && (fraction ?? '') === '')) return undefined;
  const integer = digits.replace(/^0+(?=\d)/, '') || '0';
  const rest = fraction === undefined ? '' : `.${fraction || '0'}`;
  return `${sign === '-' ? '-' : ''}${integer}${rest}${exponent === undefined ? '' : `e${exponent}`}`;
}
