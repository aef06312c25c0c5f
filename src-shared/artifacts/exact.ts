// JSON values for zod, without losing how numbers are written: 7 and 7.0 are not the same to Python, and NaN is a number it writes.
import * as z from 'zod';
import { isInteger, type JsonNode } from '../text/jsonText';

/** A number as its token. */
export class ExactNumber {
  constructor(readonly token: string) {}
}

/** A tree as plain values: every key an own property (`__proto__` too), numbers as ExactNumber. The reader limits the depth, so this cannot overflow. */
export function exactValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.defineProperties(
        {},
        Object.fromEntries(
          node.members.map(m => [inSight(m.key), { value: exactValue(m.value), enumerable: true, configurable: true }]),
        ),
      );
    case 'array':
      return node.items.map(exactValue);
    case 'string':
      return node.text;
    case 'number':
      return new ExactNumber(node.text);
    case 'bool':
      return node.value;
    case 'null':
      return null;
  }
}

// zod passes over a key named `__proto__`, so in its sight the key has a blank more; so have those that would then be taken for it.
const HIDDEN = /^__proto__ *$/;
const inSight = (key: string): string => (HIDDEN.test(key) ? `${key} ` : key);

/** The key of a file for a key of an exact value. */
export const keyInFile = (key: string): string => (HIDDEN.test(key) ? key.slice(0, -1) : key);

/** What a field is: the form it must have in words, what it means, and its JSON schema. */
export interface FieldDoc {
  readonly expected: string;
  readonly doc: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A field whose form is a predicate. A value of another form gives an issue whose message is `expected`. */
export function field<T>(doc: FieldDoc, holds: (value: unknown) => value is T): z.ZodType<T> {
  return z
    .custom<T>(value => holds(value), { error: doc.expected })
    .meta({ description: doc.doc, jsonSchema: doc.schema, expected: doc.expected });
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** Any string. */
export const text = (doc: string): z.ZodType<string> =>
  field({ expected: 'a string', doc, schema: { type: 'string' } }, isString);

/** A string that a pattern describes. */
export const pattern = (expected: string, doc: string, regex: RegExp): z.ZodType<string> =>
  field(
    { expected, doc, schema: { type: 'string', pattern: regex.source } },
    (v): v is string => isString(v) && regex.test(v),
  );

/** 64 lower-case hex digits. */
export const hash64 = (doc: string): z.ZodType<string> => pattern('64 lower-case hex digits', doc, /^[0-9a-f]{64}$/);

/** An integer of any size, written without point and exponent. */
export const integer = (doc: string): z.ZodType<ExactNumber> =>
  field(
    { expected: 'an integer written without point or exponent', doc, schema: { type: 'integer' } },
    (v): v is ExactNumber => v instanceof ExactNumber && isInteger(v.token),
  );

/** Any number, NaN and the infinities included. */
export const number = (doc: string): z.ZodType<ExactNumber> =>
  field({ expected: 'a number', doc, schema: { type: 'number' } }, (v): v is ExactNumber => v instanceof ExactNumber);
