// JSON values that stand in no text yet, to be printed.
import type { JsonNode } from './jsonText';

const NOWHERE = { start: 0, end: 0 };

/** A string. */
export const stringNode = (text: string): JsonNode => ({ kind: 'string', text, span: NOWHERE });

/** A number by its token, e.g. `7` or `7.0`. */
export const numberNode = (token: string): JsonNode => ({ kind: 'number', text: token, span: NOWHERE });

/** `true` or `false`. */
export const boolNode = (value: boolean): JsonNode => ({ kind: 'bool', value, span: NOWHERE });

/** An object with its members in order. */
export const objectNode = (entries: Iterable<readonly [string, JsonNode]>): JsonNode => ({
  kind: 'object',
  members: [...entries].map(([key, value]) => ({ key, keySpan: NOWHERE, value })),
  span: NOWHERE,
});
