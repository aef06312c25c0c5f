// JSON trees that come from no text: what is built to be printed or hashed. Their places mean nothing.
import type { JsonNode } from './jsonText';
import { span } from './span';

const NOWHERE = span(0, 0);

/** A string. */
export const jsonString = (text: string): JsonNode => ({ kind: 'string', text, span: NOWHERE });

/** Null. */
export const jsonNull: JsonNode = { kind: 'null', span: NOWHERE };

/** A list. */
export const jsonList = (items: readonly JsonNode[]): JsonNode => ({ kind: 'array', items, span: NOWHERE });

/** Keys with their values, in order. */
export type JsonEntries = readonly (readonly [key: string, value: JsonNode])[];

/** An object. */
export const jsonObject = (entries: JsonEntries): JsonNode => ({
  kind: 'object',
  members: entries.map(([key, value]) => ({ key, keySpan: NOWHERE, value })),
  span: NOWHERE,
});
