// A JSON tree -> text as Python's json.dumps(..., sort_keys=True, indent=2) writes it, with number tokens kept as they are written.
import { type JsonNode, members } from './jsonText';

/** Prints with sorted keys and 2 blanks a level; non-ASCII as `\uXXXX`, like Python. No newline at the end. */
export function printJson(node: JsonNode, indent = ''): string {
  const inner = `${indent}  `;
  switch (node.kind) {
    case 'string':
      return quote(node.text);
    case 'number':
      return node.text;
    case 'bool':
      return String(node.value);
    case 'null':
      return 'null';
    case 'array':
      if (node.items.length === 0) return '[]';
      return `[\n${node.items.map(item => inner + printJson(item, inner)).join(',\n')}\n${indent}]`;
    case 'object': {
      const sorted = [...members(node)].sort(([a], [b]) => byCodePoint(a, b));
      if (sorted.length === 0) return '{}';
      return `{\n${sorted.map(([key, m]) => `${inner}${quote(key)}: ${printJson(m.value, inner)}`).join(',\n')}\n${indent}}`;
    }
  }
}

/** Python's order of strings: by code point. It differs from JavaScript's (by UTF-16 unit) for characters beyond U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

// Surrogates stand for characters beyond U+FFFF, so they sort after all other units.
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

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
