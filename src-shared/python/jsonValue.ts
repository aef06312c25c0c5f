// JSON trees for values that are built to be printed or compared. They do not have spans.
import type { JsonNode } from '../text/jsonText';

const span = { start: 0, end: 0 };

/** Null. */
export const jsonNull: JsonNode = { kind: 'null', span };

/** A string, or null. */
export const jsonString = (text: string | null): JsonNode =>
  text === null ? jsonNull : { kind: 'string', text, span };

/** A number as its token. */
export const jsonNumber = (token: string): JsonNode => ({ kind: 'number', text: token, span });

/** A list. */
export const jsonList = (items: readonly JsonNode[]): JsonNode => ({ kind: 'array', items, span });

/** An object. */
export const jsonObject = (fields: Iterable<readonly [string, JsonNode]>): JsonNode => ({
  kind: 'object',
  members: [...fields].map(([key, value]) => ({ key, keySpan: span, value })),
  span,
});
