// Values as Python literals in ASCII. Text of a user enters a Python program only through these functions.
import { type Code, codeOf } from './code';
import { PYTHON_MAX_DIGITS } from './number';

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', '"': '\\"' };

/** A string in double quotes on one line. A surrogate without its partner stays one, as Python allows. */
export const stringLiteral = (text: string): Code => codeOf(`"${escaped(text)}"`);

/** Bytes as `b"..."` on one line. */
export const bytesLiteral = (bytes: readonly number[]): Code =>
  codeOf(`b"${escaped(bytes.map(byte => String.fromCharCode(byte)).join(''))}"`);

/** A number as it is written. Python accepts neither leading zeros nor more than 4,300 decimal digits, so such integers change their form. */
export function numberLiteral(text: string): Code {
  if (/^-?\d+$/.test(text)) return codeOf(integerText(text));
  if (!/^-?(\d+\.\d*|\.\d+|\d+(?=e))(e[+-]?\d+)?$/i.test(text)) throw new Error('A number literal was expected.');
  return codeOf(text);
}

/** `True` or `False`. */
export const boolLiteral = (value: boolean): Code => codeOf(value ? 'True' : 'False');

/** `[a, b]`. */
export const list = (items: readonly Code[]): Code => codeOf(`[${items.map(inline).join(', ')}]`);

/** `{"a": 1}`, with strings as keys. */
export const dict = (entries: readonly (readonly [key: string, value: Code])[]): Code =>
  codeOf(`{${entries.map(([key, value]) => `${inline(stringLiteral(key))}: ${inline(value)}`).join(', ')}}`);

/** `callee(a, key=value)`; `callee` and the keys are code, never text of a user. */
export function call(callee: string, args: readonly Code[], keywords: Readonly<Record<string, Code>> = {}): Code {
  const named = Object.entries(keywords).map(([key, value]) => `${nameOf(key)}=${inline(value)}`);
  const dotted = callee.split('.').map(nameOf).join('.');
  return codeOf(`${dotted}(${[...args.map(inline), ...named].join(', ')})`);
}

/** `NAME = value`. */
export const assign = (name: string, value: Code): Code => codeOf(`${nameOf(name)} = ${inline(value)}`);

/** A line for a comment or a docstring: text of a user in it cannot end the line, the string or the comment. */
export const remark = (text: string): Code => codeOf(escaped(text));

const inline = ({ lines }: Code): string => {
  if (lines.length !== 1) throw new Error('Code of one line was expected.');
  return lines[0] as string;
};

function nameOf(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error('A name was expected.');
  return name;
}

function integerText(text: string): string {
  const value = BigInt(text);
  const digits = String(value);
  if (digits.length <= PYTHON_MAX_DIGITS) return digits;
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

function escaped(text: string): string {
  // By code point: a character beyond the BMP is one escape, and a lone surrogate is one of its own.
  return Array.from(text, c => SHORT[c] ?? (c >= ' ' && c <= '~' ? c : escapeOf(c))).join('');
}

function escapeOf(c: string): string {
  const hex = (c.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
