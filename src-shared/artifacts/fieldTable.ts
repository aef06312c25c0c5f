// The fields of a kind as rows of a table, for the page of formats. They come from the schema that validates.
import * as z from 'zod';
import type { Kind } from './kind';

/** One field. In `path`, `*` is any key and `[]` is each element of a list. */
export interface FieldRow {
  readonly path: string;
  /** The required form in words. */
  readonly form: string;
  readonly required: boolean;
  readonly doc: string;
}

/** All fields of a schema, outer before inner. */
export const fieldTable = (kind: Pick<Kind, 'schema'>): FieldRow[] => rowsOf('', kind.schema);

function rowsOf(path: string, schema: z.ZodType): FieldRow[] {
  const { inner } = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    const fields = Object.entries(inner.shape).flatMap(([key, type]) => row(join(path, key), type as z.ZodType));
    const rest = inner.def.catchall as z.ZodType | undefined;
    return rest && !(rest instanceof z.ZodNever) && !(rest instanceof z.ZodUnknown)
      ? [...fields, ...row(join(path, '*'), rest, false)]
      : fields;
  }
  if (inner instanceof z.ZodRecord) return row(join(path, '*'), inner.valueType as z.ZodType, false);
  return inner instanceof z.ZodArray ? rowsOf(`${path}[]`, inner.element as z.ZodType) : [];
}

function row(path: string, schema: z.ZodType, required = true): FieldRow[] {
  const { inner, optional, nullable } = unwrapped(schema);
  const form = `${formOf(inner)}${nullable ? ', or null' : ''}`;
  const doc = schema.description ?? inner.description ?? '';
  return [{ path, form, required: required && !optional, doc }, ...rowsOf(path, schema)];
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function unwrapped(schema: z.ZodType): { inner: z.ZodType; optional: boolean; nullable: boolean } {
  if (!(schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault))
    return { inner: schema, optional: false, nullable: false };
  const below = unwrapped(schema.unwrap() as z.ZodType);
  const nullable = below.nullable || schema instanceof z.ZodNullable;
  return { inner: below.inner, nullable, optional: below.optional || !(schema instanceof z.ZodNullable) };
}

function formOf(schema: z.ZodType): string {
  const expected = (z.globalRegistry.get(schema) as { expected?: string } | undefined)?.expected;
  if (expected !== undefined) return expected;
  if (schema instanceof z.ZodUnknown || schema instanceof z.ZodAny) return 'any value';
  return schema instanceof z.ZodArray ? 'a list' : 'a JSON object';
}
