// Values -> JSON text for the output. Numbers of artifacts keep their digits; NaN and the infinities, which JSON lacks, become strings.
import { HIDDEN } from './hidden';
import type { JsonNode } from './jsonText';
import { withEscapes } from './oneLine';
import { withoutSecretForms } from './secretText';

/** A value that can be printed. Undefined members are omitted. */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | RawJson
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** JSON text that is printed unchanged. */
export class RawJson {
  constructor(readonly text: string) {}
}

// Escapes of JSON keep the data exact, and a terminal that shows it safe.
const jsonString = (text: string): string =>
  JSON.stringify(withoutSecretForms(text)).replace(/[^ -~]/gu, c => (withEscapes(c) === c ? c : escaped(c)));

const escaped = (c: string): string =>
  c
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** JSON with an indentation of two spaces and a final newline. */
export const printJson = (value: JsonValue): string => `${print(value, '')}\n`;

/** A value as `printJson` prints it inside of others, ready to be one of them. `indent`: that of its last line. */
export const printInner = (value: JsonValue, indent: string): RawJson => new RawJson(print(value, indent));

/** A value of an artifact; secrets are hidden. */
export function artifactValue(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(m => [withoutSecretForms(m.key), artifactValue(m.value)]));
    case 'array':
      return node.items.map(artifactValue);
    case 'number':
      if (node.secret) return HIDDEN;
      return /^-?\d/.test(node.text) ? new RawJson(node.text) : node.text;
    case 'string':
      return node.secret ? HIDDEN : node.text;
    case 'bool':
      return node.value;
    case 'null':
      return null;
  }
}

function print(value: JsonValue, indent: string): string {
  if (value instanceof RawJson) return value.text;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return jsonString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isArray = isList(value);
  const parts = isArray ? value.map(v => print(v, inner)) : entries(value, inner);
  const [open, close] = isArray ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);

const entries = (value: { readonly [key: string]: JsonValue | undefined }, indent: string): string[] =>
  Object.entries(value).flatMap(([key, v]) => (v === undefined ? [] : [`${jsonString(key)}: ${print(v, indent)}`]));
