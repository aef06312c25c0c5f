// JSON values for zod that keep the tokens of numbers, because in Python 7 and 7.0 have different types, and NaN is a number.
import * as z from 'zod/mini';
import { isInteger, type JsonNode } from '../text/jsonText';

/** A number as a symbol whose description is its token. Not an object, because zod would accept one in place of an object. */
export type ExactNumber = symbol;

/** A number whose token has a form. */
export const isNumber = (value: unknown, isValid: (token: string) => boolean): value is ExactNumber =>
  typeof value === 'symbol' && isValid(value.description ?? '');

/** A tree as plain values: every key is an own property (also `__proto__`), numbers are ExactNumber. The reader limits the depth. */
export function exactValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object': {
      const value: Record<string, unknown> = {};
      // `__proto__` is never one of these keys, so each assignment makes a property.
      for (const member of node.members) value[visibleKey(member.key)] = exactValue(member.value);
      return value;
    }
    case 'array':
      return node.items.map(exactValue);
    case 'string':
      return node.text;
    case 'number':
      return Symbol(node.text);
    case 'bool':
      return node.value;
    case 'null':
      return null;
  }
}

// zod ignores a key named `__proto__`, so a space is added to it, and also to the keys that would then be mistaken for it.
const IGNORED = /^__proto__ *$/;
const visibleKey = (key: string): string => (key.startsWith('__') && IGNORED.test(key) ? `${key} ` : key);

/** The key of a file for a key of an exact value. */
export const keyInFile = (key: string): string => (IGNORED.test(key) ? key.slice(0, -1) : key);

/** What a schema says about its values, besides their form: for hover, the JSON schema and the page of formats. */
type Documentation = {
  readonly title?: string;
  readonly description?: string;
  readonly jsonSchema?: FieldDoc['schema'];
  readonly expected?: string;
};

/** The documentation of all schemas. */
export const documentationOfSchemas = z.registry<Documentation>();

/** A copy of a schema with its documentation. */
export function documented<T extends z.ZodMiniType>(schema: T, documentation: Documentation): T {
  const copy = schema.clone() as T;
  documentationOfSchemas.add(copy, documentation);
  return copy;
}

/** The documentation of a schema. */
export const documentationOf = (schema: z.core.$ZodType): Documentation | undefined =>
  documentationOfSchemas.get(schema);

/** A field: its required form in words, its meaning, and its JSON schema. */
export interface FieldDoc {
  readonly expected: string;
  readonly doc: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A field whose form is a predicate. Any other value gives an issue whose message is `expected`. */
export function field<T>(doc: FieldDoc, isValid: (value: unknown) => value is T): z.ZodMiniType<T> {
  return documented(
    z.custom<T>(value => isValid(value), { error: doc.expected }),
    { description: doc.doc, jsonSchema: doc.schema, expected: doc.expected },
  );
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** Any string. */
export const text = (doc: string): z.ZodMiniType<string> =>
  field({ expected: 'a string', doc, schema: { type: 'string' } }, isString);

/** A string that matches a pattern. */
export const pattern = (expected: string, doc: string, regex: RegExp): z.ZodMiniType<string> =>
  field(
    { expected, doc, schema: { type: 'string', pattern: regex.source } },
    (v): v is string => isString(v) && regex.test(v),
  );

/** 64 lower-case hex digits. */
export const hash64 = (doc: string): z.ZodMiniType<string> =>
  pattern('64 lower-case hex digits', doc, /^[0-9a-f]{64}$/);

/** An integer of any size, without decimal point and exponent. */
export const integer = (doc: string): z.ZodMiniType<ExactNumber> =>
  field(
    { expected: 'an integer without decimal point or exponent', doc, schema: { type: 'integer' } },
    (v): v is ExactNumber => isNumber(v, isInteger),
  );

/** A metric: documented as a number, but any value is valid, because the form of a metric does not make a file invalid. */
export const metric = (doc: string): z.ZodMiniType<unknown> =>
  field({ expected: 'a number', doc, schema: { type: 'number' } }, (_v): _v is unknown => true);
