// JSON schemas from the zod schemas that validate. There are two variants: a strict one for any tool, and one that is contributed to editors.
// The latter has only names and descriptions, no types and no required keys: the language server reports those problems, and each problem must be
// underlined only once.
import * as z from 'zod/mini';
import { documentationOf, documentationOfSchemas } from './exact';
import type { Kind } from './kind';

type Schema = Record<string, unknown>;

/** The strict schema of a kind. */
export function strictSchema(kind: Kind): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...(kind.schemaId !== undefined && { $id: kind.schemaId }),
    ...(z.toJSONSchema(kind.schema, {
      unrepresentable: 'any',
      metadata: documentationOfSchemas,
      override: applyMeta,
    }) as Schema),
  };
}

// Fields that are predicates have their JSON schema in their metadata.
function applyMeta({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Schema }): void {
  const meta = documentationOf(zodSchema);
  if (meta?.jsonSchema) Object.assign(jsonSchema, meta.jsonSchema);
  delete jsonSchema.jsonSchema;
  delete jsonSchema.expected;
}

/** The schema for completion and hover in an editor. */
export function editorSchema(kind: Kind): Schema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...describing(strictSchema(kind)) };
}

function describing(schema: Schema): Schema {
  const properties = schema.properties as Record<string, Schema> | undefined;
  const description =
    schema.description ?? (schema.anyOf as Schema[] | undefined)?.find(s => s.description)?.description;
  return {
    ...(schema.title !== undefined && { title: schema.title }),
    ...(description !== undefined && { description }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, s]) => [key, { ...describing(s), ...snippets(s) }]),
      ),
    }),
  };
}

// The value that completion inserts for a new field.
function snippets(schema: Schema): Schema {
  const types = [schema, ...((schema.anyOf as Schema[] | undefined) ?? [])].map(s => s.type);
  const body = types.includes('object')
    ? { $1: '$2' }
    : types.includes('string')
      ? '$1'
      : types.includes('integer') || types.includes('number')
        ? '^$1'
        : undefined;
  return body === undefined ? {} : { defaultSnippets: [{ label: String(types.find(Boolean)), body }] };
}
