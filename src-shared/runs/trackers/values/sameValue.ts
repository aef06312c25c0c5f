// Whether two recorded values are the same, also where one program keeps them as text: first as they are written, then as numbers.
import { type JsonNode, parseJson } from '../../../text/jsonText';
import { printJson } from '../../../text/printJson';
import { numberToken } from './numberToken';

/** `written-differently`: the same value in another form, such as `0.10` and `0.1`. `unknown`: a list, and a text that is not one. */
export type Sameness = 'same' | 'written-differently' | 'differs' | 'unknown';

/** Compares two values. */
export function sameValue(a: JsonNode, b: JsonNode): Sameness {
  if (a.kind === b.kind && printJson(a) === printJson(b)) return 'same';
  const [x, y] = [simpleText(a), simpleText(b)];
  if (x !== undefined && y !== undefined) return x === y || isSameNumber(x, y) ? 'written-differently' : 'differs';
  const [left, right] = [structure(a), structure(b)];
  if (!left || !right) return 'unknown';
  return canonical(left) === canonical(right) ? 'written-differently' : 'differs';
}

// Text as Python prints it and JSON differ in words: None and null, True and true.
function simpleText(node: JsonNode): string | undefined {
  switch (node.kind) {
    case 'bool':
      return String(node.value);
    case 'null':
      return 'null';
    case 'number':
      return node.text;
    case 'string':
      return WORDS.get(node.text) ?? (structure(node) ? undefined : node.text);
    default:
      return undefined;
  }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['None', 'null'],
  ['True', 'true'],
  ['False', 'false'],
]);

const MAX_INTEGER = /^-?\d{1,15}$/;

// Doubles cannot hold every long integer, so those are equal only as integers.
function isSameNumber(x: string, y: string): boolean {
  const [a, b] = [numberToken(x), numberToken(y)];
  if (a === undefined || b === undefined) return false;
  if (a === b) return true;
  const isLong = (token: string): boolean => /^-?\d+$/.test(token) && !MAX_INTEGER.test(token);
  return !isLong(a) && !isLong(b) && Number(a) === Number(b);
}

const MAX_TEXT = 100_000;

function structure(node: JsonNode): JsonNode | undefined {
  if (node.kind === 'object' || node.kind === 'array') return node;
  if (node.kind !== 'string' || node.text.length > MAX_TEXT || !/^\s*[[{]/.test(node.text)) return undefined;
  const { value } = parseJson(node.text);
  return value?.kind === 'object' || value?.kind === 'array' ? value : undefined;
}

// Numbers by their value, so that 1 and 1.0 in a list are equal.
function canonical(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members
        .map(m => `${JSON.stringify(m.key)}:${canonical(m.value)}`)
        .sort()
        .join()}}`;
    case 'array':
      return `[${node.items.map(canonical).join()}]`;
    case 'number':
      return /^-?\d{16}\d*$/.test(node.text) ? node.text : String(Number(node.text));
    case 'string':
      return JSON.stringify(node.text);
    default:
      return printJson(node);
  }
}
