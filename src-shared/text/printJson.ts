// Prints a JSON tree as Python's json.dumps(..., sort_keys=True, indent=2) writes it, with number tokens kept as they are written.
import { type JsonNode, members } from './jsonText';

/** How numbers are printed: unchanged, or as Python prints them after reading. */
type Numbers = (token: string) => string;

const asWritten: Numbers = token => token;

/** Prints with sorted keys and 2 blanks a level; non-ASCII as `\uXXXX`, like Python. No newline at the end. */
export const printJson = (node: JsonNode, numbers: Numbers = asWritten): string => print(node, '', numbers);

function print(node: JsonNode, indent: string, numbers: Numbers): string {
  const inner = `${indent}  `;
  switch (node.kind) {
    case 'string':
      return quote(node.text);
    case 'number':
      return numbers(node.text);
    case 'bool':
      return String(node.value);
    case 'null':
      return 'null';
    case 'array':
      if (node.items.length === 0) return '[]';
      return `[\n${node.items.map(item => inner + print(item, inner, numbers)).join(',\n')}\n${indent}]`;
    case 'object': {
      const sorted = [...members(node)].sort(([a], [b]) => byCodePoint(a, b));
      if (sorted.length === 0) return '{}';
      return `{\n${sorted.map(([key, m]) => `${inner}${quote(key)}: ${print(m.value, inner, numbers)}`).join(',\n')}\n${indent}}`;
    }
  }
}

/** Python's order of strings: by code point. It differs from JavaScript's (by UTF-16 unit) for characters beyond U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === length) return a.length - b.length;
  // If the difference is in the second unit of a surrogate pair, the character starts one unit earlier.
  const start =
    at > 0 && (isLow(a.charCodeAt(at)) || isLow(b.charCodeAt(at))) && isHigh(a.charCodeAt(at - 1)) ? at - 1 : at;
  return (a.codePointAt(start) ?? 0) - (b.codePointAt(start) ?? 0);
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\b', '\\b'],
  ['\f', '\\f'],
]);

/** A string as Python's json writes it with ensure_ascii. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]|[^ -~]/g, c => SHORT.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}
