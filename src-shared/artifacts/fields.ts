// Fields with specific forms: a choice, a date and time, a non-empty string, a count.
import * as z from 'zod/mini';
import { inBackticks } from '../text/inBackticks';
import { suggest } from '../text/suggest';
import { documented, type ExactNumber, field, isNumber } from './exact';

const isString = (value: unknown): value is string => typeof value === 'string';

/** What other words mean. `synonyms`: the same as one of the words; `otherWords`: something else, although they resemble one of them. */
interface WordHints {
  readonly synonyms?: ReadonlyMap<string, string>;
  readonly otherWords?: RegExp;
}

/** One of a few words. The message suggests the word that a mistyped one resembles or is a synonym of. */
export function choice(
  doc: string,
  words: readonly string[],
  { synonyms, otherWords }: WordHints = {},
): z.ZodMiniType<string> {
  const expected = `one of ${inBackticks(words)}`;
  const error = ({ input }: { readonly input?: unknown }): string => {
    const isTypo = isString(input) && !otherWords?.test(input);
    const meant = isTypo ? (synonyms?.get(input) ?? suggest(input, words)) : undefined;
    return meant === undefined ? expected : `${expected} (did you mean ${inBackticks([meant])}?)`;
  };
  return documented(
    z.custom<string>(value => isString(value) && words.includes(value), { error }),
    { description: doc, jsonSchema: { type: 'string', enum: [...words] }, expected },
  );
}

/** A string of at least one character. */
export const nonEmpty = (doc: string): z.ZodMiniType<string> =>
  field(
    { expected: 'a non-empty string', doc, schema: { type: 'string', minLength: 1 } },
    (v): v is string => isString(v) && v !== '',
  );

/** An integer of any size from 1, without decimal point and exponent. */
export const count = (doc: string): z.ZodMiniType<ExactNumber> =>
  field(
    {
      expected: 'an integer of at least 1, without decimal point or exponent',
      doc,
      schema: { type: 'integer', minimum: 1 },
    },
    (v): v is ExactNumber => isNumber(v, token => /^[1-9]\d*$/.test(token)),
  );

/** A date and time in ISO 8601, with or without an offset, as pydantic reads it from a string. */
export const dateTime = (doc: string): z.ZodMiniType<string> =>
  field(
    { expected: 'a date and time like 2026-04-19T17:30:00', doc, schema: { type: 'string' } },
    (v): v is string => isString(v) && isDateTime(v),
  );

// Tests with pydantic showed what it accepts beyond the usual form: a date alone, a space or _ in place of the T, a comma before the fraction,
// an offset without colon, U+2212 as its sign. Numbers (seconds since 1970) are left out, because no writer of these files uses them.
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:$|[Tt _](.+)$)/s;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:[Zz]|[-+\u2212](?:[01]\d|2[0-3]):?[0-5]\d)?$/;

// Whether a text is a date, or a date and time, that exists.
function isDateTime(text: string): boolean {
  const [, year = '', month = '', day = '', time] = DATE.exec(text) ?? [];
  if (time !== undefined && !TIME.test(time)) return false;
  return Number(year) >= 1 && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

const DAYS: readonly number[] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The number of days of a month, counted from 1; 0 if the month does not exist. */
export function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS[month] ?? 0);
}
