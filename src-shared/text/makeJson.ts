// JSON trees that are built to be printed or hashed, not read from a text. Their spans are meaningless.
import type { JsonNode } from './jsonText';
import { span } from './span';

const NOWHERE = span(0, 0);

/** A number by its token, e.g. `7` or `7.0`. */
export const jsonNumber = (token: string): JsonNode => ({ kind: 'number', text: token, span: NOWHERE });

/** `true` or `false`. */
export const jsonBool = (value: boolean): JsonNode => ({ kind: 'bool', value, span: NOWHERE });

/** Null. */
export const jsonNull: JsonNode = { kind: 'null', span: NOWHERE };

/** A string, or null. */
export const jsonString = (text: string | null): JsonNode =>
  text === null ? jsonNull : { kind: 'string', text, span: NOWHERE };

/** A list. */
export const jsonList = (items: readonly JsonNode[]): JsonNode => ({ kind: 'array', items, span: NOWHERE });

/** Keys with their values, in order. */
export type JsonEntries = readonly (readonly [key: string, value: JsonNode])[];

/** An object. */
export const jsonObject = (entries: Iterable<readonly [key: string, value: JsonNode]>): JsonNode => ({
  kind: 'object',
  members: [...entries].map(([key, value]) => ({ key, keySpan: NOWHERE, value })),
  span: NOWHERE,
});
