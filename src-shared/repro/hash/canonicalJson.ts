// The text of a configuration that is hashed. Defined only here: byte for byte what Python gives for
// `json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=True)` (seed document 003, canonical_json).

import { pythonNumber } from '../../python/number';
import { isInteger, type JsonNode, members } from '../../text/jsonText';
import { byCodePoint, quote } from '../../text/printJson';

/**
 * Canonical JSON: keys sorted by code point, the last of duplicates, no blanks, ASCII only. Integers keep their digits whatever their number; what is
 * written as a float becomes the shortest text that Python gives for it. No newline at the end. Depth is limited by the reader of JSON.
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

/** Python since 3.11 refuses to read integers of more digits unless configured otherwise (`sys.set_int_max_str_digits`); older ones read them all. */
export const PYTHON_MAX_DIGITS = 4300;

/** How many digits the longest integer of a value has; 0 where there is none. */
export function longestInteger(node: JsonNode): number {
  if (node.kind === 'number') return isInteger(node.text) ? node.text.replace('-', '').length : 0;
  const inner = node.kind === 'array' ? node.items : [...members(node).values()].map(m => m.value);
  return inner.reduce((most, value) => Math.max(most, longestInteger(value)), 0);
}
