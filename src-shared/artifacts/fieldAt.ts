// The fields of an artifact, with their documentation from the kind's schema.
import * as z from 'zod/mini';
import type { JsonNode } from '../text/jsonText';
import { oneLine } from '../text/oneLine';
import { type Span, span, touches } from '../text/span';
import { step } from './diff';
import { documentationOf } from './exact';
import type { Kind } from './kind';

/** A field and the span of its key and value. */
export interface FieldAt {
  readonly path: string;
  readonly doc: string;
  readonly span: Span;
}

/** The innermost documented field whose key or value contains an offset. */
export function fieldAt(kind: Kind, root: JsonNode, offset: number): FieldAt | undefined {
  let found: FieldAt | undefined;
  let node: JsonNode | undefined = root;
  let schema: z.ZodMiniType | undefined = kind.schema;
  let path = '';
  while (node?.kind === 'object' && schema) {
    const member: Extract<JsonNode, { kind: 'object' }>['members'][number] | undefined = node.members.findLast(m =>
      touches(span(m.keySpan.start, m.value.span.end), offset),
    );
    if (!member) break;
    schema = propertyOf(schema, member.key);
    path = step(path, member.key);
    const doc = schema && docOf(schema);
    if (doc) found = { path: oneLine(path), doc, span: span(member.keySpan.start, member.value.span.end) };
    node = member.value;
  }
  return found;
}

/** The documented fields of the object at a path: keys from the outermost object, `[]` for an element of a list. */
export function fieldsBelow(kind: Kind, path: readonly string[]): { readonly name: string; readonly doc: string }[] {
  let schema: z.ZodMiniType | undefined = kind.schema;
  for (const key of path) {
    const inner: z.ZodMiniType | undefined = schema && unwrapped(schema);
    schema = inner instanceof z.ZodMiniArray ? (inner.def.element as z.ZodMiniType) : inner && propertyOf(inner, key);
  }
  const inner = schema && unwrapped(schema);
  if (!(inner instanceof z.ZodMiniObject)) return [];
  return Object.entries(inner.shape).map(([name, type]) => ({ name, doc: docOf(type as z.ZodMiniType) ?? '' }));
}

function propertyOf(schema: z.ZodMiniType, key: string): z.ZodMiniType | undefined {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodMiniObject) {
    const property = Object.hasOwn(inner.shape, key) ? inner.shape[key] : inner.def.catchall;
    return property as z.ZodMiniType | undefined;
  }
  return inner instanceof z.ZodMiniRecord ? (inner.def.valueType as z.ZodMiniType) : undefined;
}

const docOf = (schema: z.ZodMiniType): string | undefined =>
  documentationOf(schema)?.description ?? documentationOf(unwrapped(schema))?.description;

function unwrapped(schema: z.ZodMiniType): z.ZodMiniType {
  return schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable
    ? unwrapped(schema.def.innerType as z.ZodMiniType)
    : schema;
}
