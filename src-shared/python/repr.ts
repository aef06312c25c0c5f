// JSON values as Python's repr() prints them after its json module has read them, for messages that must equal those of a Python program.
import { HIDDEN } from '../text/hidden';
import { type JsonNode, members } from '../text/jsonText';
import { pythonNumber } from './number';

/** What repr(json.loads(text)) prints; secrets are hidden. */
export function pythonRepr(node: JsonNode): string {
  if ('secret' in node && node.secret) return HIDDEN;
  switch (node.kind) {
    case 'null':
      return 'None';
    case 'bool':
      return node.value ? 'True' : 'False';
    case 'number':
      return { NaN: 'nan', Infinity: 'inf', '-Infinity': '-inf' }[pythonNumber(node.text)] ?? pythonNumber(node.text);
    case 'string':
      return stringRepr(node.text);
    case 'array':
      return `[${node.items.map(pythonRepr).join(', ')}]`;
    case 'object':
      return `{${[...members(node).values()].map(m => `${stringRepr(m.key)}: ${pythonRepr(m.value)}`).join(', ')}}`;
  }
}

/** The name of the Python type of a value. */
export function pythonType(node: JsonNode): string {
  if (node.kind === 'number') return /^-?\d+$/.test(node.text) ? 'int' : 'float';
  return { null: 'NoneType', bool: 'bool', string: 'str', array: 'list', object: 'dict' }[node.kind];
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** What repr() prints for a string. */
export function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = [...text].map(
    c => SHORT[c] ?? (c === quote ? `\\${c}` : /[\p{C}\p{Z}]/u.test(c) && c !== ' ' ? escaped(c) : c),
  );
  return quote + inner.join('') + quote;
}

function escaped(c: string): string {
  const hex = (c.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 2
    ? `\\x${hex.padStart(2, '0')}`
    : hex.length <= 4
      ? `\\u${hex.padStart(4, '0')}`
      : `\\U${hex.padStart(8, '0')}`;
}
