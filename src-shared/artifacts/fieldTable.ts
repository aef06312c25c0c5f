// The fields of a kind as rows of a table, for the page of formats. They come from the schema that validates.
import * as z from 'zod/mini';
import { documentationOf } from './exact';
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

function rowsOf(path: string, schema: z.ZodMiniType): FieldRow[] {
  const { inner } = unwrapped(schema);
  if (inner instanceof z.ZodMiniObject) {
    const fields = Object.entries(inner.shape).flatMap(([key, type]) => row(join(path, key), type as z.ZodMiniType));
    const rest = inner.def.catchall as z.ZodMiniType | undefined;
    return rest && !(rest instanceof z.ZodMiniNever) && !(rest instanceof z.ZodMiniUnknown)
      ? [...fields, ...row(join(path, '*'), rest, false)]
      : fields;
  }
  if (inner instanceof z.ZodMiniRecord) return row(join(path, '*'), inner.def.valueType as z.ZodMiniType, false);
  return inner instanceof z.ZodMiniArray ? rowsOf(`${path}[]`, inner.def.element as z.ZodMiniType) : [];
}

function row(path: string, schema: z.ZodMiniType, required = true): FieldRow[] {
  const { inner, optional, nullable } = unwrapped(schema);
  const form = `${formOf(inner)}${nullable ? ', or null' : ''}`;
  const doc = documentationOf(schema)?.description ?? documentationOf(inner)?.description ?? '';
  return [{ path, form, required: required && !optional, doc }, ...rowsOf(path, schema)];
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function unwrapped(schema: z.ZodMiniType): { inner: z.ZodMiniType; optional: boolean; nullable: boolean } {
  if (
    !(schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable || schema instanceof z.ZodMiniDefault)
  )
    return { inner: schema, optional: false, nullable: false };
  const below = unwrapped(schema.def.innerType as z.ZodMiniType);
  const nullable = below.nullable || schema instanceof z.ZodMiniNullable;
  return { inner: below.inner, nullable, optional: below.optional || !(schema instanceof z.ZodMiniNullable) };
}

function formOf(schema: z.ZodMiniType): string {
  const expected = documentationOf(schema)?.expected;
  if (expected !== undefined) return expected;
  if (schema instanceof z.ZodMiniUnknown || schema instanceof z.ZodMiniAny) return 'any value';
  return schema instanceof z.ZodMiniArray ? 'a list' : 'a JSON object';
}
