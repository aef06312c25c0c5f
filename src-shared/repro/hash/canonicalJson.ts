// The text of a configuration that is hashed. Defined only here: byte for byte the output of Python's
// `json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=True)` (seed document 003, canonical_json).

import { integerDigits, pythonNumber } from '../../python/number';
import { type JsonNode, members } from '../../text/jsonText';
import { byCodePoint, quote } from '../../text/printJson';

/**
 * Canonical JSON: keys sorted by code point, the last of duplicates, no blanks, ASCII only. Integers keep all digits; a
 * float is printed in Python's shortest form. No newline at the end. The reader of JSON limits the depth.
 */
export function canonicalJson(node: JsonNode): string {
  switch (node.kind) {
    case 'object': {
      const sorted = [...members(node)].sort(([a], [b]) => byCodePoint(a, b));
      return `{${sorted.map(([key, m]) => `${quote(key)}:${canonicalJson(m.value)}`).join(',')}}`;
    }
    case 'array':
      return `[${node.items.map(canonicalJson).join(',')}]`;
    case 'string':
      return quote(node.text);
    case 'number':
      return pythonNumber(node.text);
    case 'bool':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

/** The number of digits of the longest integer in a value; 0 without integers. */
export function longestInteger(node: JsonNode): number {
  if (node.kind === 'number') return integerDigits(node.text);
  const inner = node.kind === 'array' ? node.items : [...members(node).values()].map(m => m.value);
  return inner.reduce((most, value) => Math.max(most, longestInteger(value)), 0);
}
