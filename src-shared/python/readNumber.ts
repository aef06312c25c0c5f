// Texts that Python's int() and float() accept, as Python literals with the same digits.
import { PYTHON_MAX_DIGITS } from './number';

// What int() and float() skip around a number. str.strip() removes more.
const BLANKS = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*';
// A repeated group would need some stack for each repetition, so `isGrouped` checks the underscores.
const DIGITS = '[\\d_]+';
const INT = new RegExp(`^${BLANKS}([+-]?)(${DIGITS})${BLANKS}$`);
const FLOAT = new RegExp(
  `^${BLANKS}([+-]?)(?:(?:(${DIGITS})(?:\\.(${DIGITS})?)?|\\.(${DIGITS}))(?:[eE]([+-]?${DIGITS}))?|(inf(?:inity)?)|(nan))${BLANKS}$`,
  'i',
);

// Longer texts are not numbers of a spec.
const MAX_TEXT = 100_000;

/** What int(text) gives, as a literal: `007` -> `7`; undefined where int() raises an error. */
export function readInt(text: string): string | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const ascii = asciiDigits(text);
  const [, sign = '', digits = ''] = (isGrouped(ascii) && INT.exec(ascii)) || [];
  const plain = digits.replaceAll('_', '');
  if (plain === '' || plain.length > PYTHON_MAX_DIGITS) return undefined;
  const number = withoutZeros(plain);
  return sign === '-' && number !== '0' ? `-${number}` : number;
}

/** What float(text) gives, as a literal: `1e-3`, `0.5`; `nan`, `inf` and `-inf` are not literals. Undefined where float() raises an error. */
export function readFloat(text: string): string | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const ascii = asciiDigits(text);
  const parts = FLOAT.exec(ascii);
  if (!parts || !isGrouped(ascii)) return undefined;
  const [, sign, whole = '', fraction, bare, exponent, infinite, nan] = parts;
  if (nan !== undefined) return 'nan';
  const minus = sign === '-' ? '-' : '';
  if (infinite !== undefined) return `${minus}inf`;
  const plain = (digits: string): string => digits.replaceAll('_', '');
  const power = exponent === undefined ? '' : `e${plain(exponent).replace(/^\+/, '')}`;
  const after = plain(fraction ?? bare ?? '') || (power === '' ? '0' : '');
  const literal = `${minus}${withoutZeros(plain(whole)) || '0'}${after && `.${after}`}${power}`;
  return Number.isFinite(Number(literal)) ? literal : `${minus}inf`;
}

// Python accepts an underscore only between two digits.
const isGrouped = (text: string): boolean => !/(?<!\d)_|_(?!\d)/.test(text);

const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

const DIGIT = /\p{Nd}/u;

// Python reads the decimal digits of every script. Unicode has them in runs of ten, from 0 to 9.
const asciiDigits = (text: string): string =>
  text.replace(/[^\P{Nd}0-9]/gu, digit => {
    const code = digit.codePointAt(0) ?? 0;
    let start = code;
    while (DIGIT.test(String.fromCodePoint(start - 1))) start--;
    return String((code - start) % 10);
  });
