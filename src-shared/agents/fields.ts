// The kinds of fields that inputs of tools have. Predicates, because the checks of zod would make each package larger; listing.ts uses their JSON schemas.
import * as z from 'zod/mini';

const MAX_TEXT = 1000;
const MAX_ENTRIES = 100;

const isLine = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_TEXT && !/[\0-\x1f\x7f]/.test(value);

const field = <T>(expected: string, isValid: (value: unknown) => value is T) =>
  z.custom<T>(isValid, { error: expected });

/** A text of one line, such as a path. */
export const lineField = field(`a text of one line with 1 to ${MAX_TEXT} characters`, isLine);

/** Yes or no. */
export const flagField = field('true or false', value => value === true || value === false);

/** How many entries of a list are wanted. */
export const limitField = field(
  `a whole number from 1 to ${MAX_ENTRIES}`,
  (value): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_ENTRIES,
);

/** Values by name, as text. */
export const valuesField = field(
  'an object whose keys are names and whose values are texts',
  (value): value is Readonly<Record<string, string>> =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([name, text]) => /^[A-Za-z_]\w{0,99}$/.test(name) && isLine(text)),
);

/** JSON schemas by the kind of a field. */
export type FieldSchemas = ReadonlyMap<unknown, object>;

/** Those of all kinds. */
export const fieldSchemas: FieldSchemas = new Map<unknown, object>([
  [lineField, { type: 'string', minLength: 1, maxLength: MAX_TEXT }],
  [flagField, { type: 'boolean' }],
  [limitField, { type: 'integer', minimum: 1, maximum: MAX_ENTRIES }],
  [valuesField, { type: 'object', additionalProperties: { type: 'string', minLength: 1, maxLength: MAX_TEXT } }],
]);
