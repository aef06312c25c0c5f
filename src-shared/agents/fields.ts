// The fields of the inputs of tools: their forms, and what they mean, for the schema that an agent sees and for messages about a wrong input.
import * as z from 'zod/mini';

const MAX_TEXT = 1000;
const MAX_ENTRIES = 100;

/** What the fields mean. */
export const fieldDocs = z.registry<{ readonly description: string }>();

const documented = <S extends z.ZodMiniType>(schema: S, description: string): S => {
  fieldDocs.add(schema, { description });
  return schema;
};

// Not a pattern, because the engines of agents have different rules for control characters.
const oneLineText = () =>
  z.string().check(
    z.minLength(1),
    z.maxLength(MAX_TEXT),
    z.refine(text => !/[\0-\x1f\x7f]/.test(text)),
  );

/** A text of one line. */
export const lineField = (description: string) => documented(oneLineText(), description);

/** The path of a file or folder. */
export const pathField = (what: string) => lineField(`${what}. A path in an allowed folder.`);

/** Yes or no. */
export const flagField = (description: string) => documented(z.boolean(), description);

/** How many entries of each list are wanted. */
export const limitField = z.optional(
  documented(z.int().check(z.gte(1), z.lte(MAX_ENTRIES)), `The most entries of each list, 1 to ${MAX_ENTRIES}.`),
);

/** Values by name, as text. */
export const valuesField = (description: string) =>
  documented(z.record(z.string().check(z.regex(/^[A-Za-z_]\w{0,99}$/)), oneLineText()), description);
