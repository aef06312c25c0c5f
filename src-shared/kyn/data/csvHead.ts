// The beginning of a CSV text: its columns, and which of them hold numbers in the first rows. Knows commas only: another separator is not documented.
// Quotes as in RFC 4180: `"a, ""b"""` is `a, "b"`. What cannot be told is undefined or said as such, never guessed.

/** Rows that are looked at for numbers. */
export const SAMPLE_ROWS = 1000;

/** What the first rows say. */
export interface CsvSample {
  /** How many rows were looked at. */
  readonly rows: number;
  /** Whether these are all rows of the file. */
  readonly whole: boolean;
  /** Whether every row has as many fields as the header. */
  readonly even: boolean;
  /** Which row begins a quote that nothing closes, counted from 1 behind the header; known only where the whole file was looked at. */
  readonly unclosed?: number;
  /** For each column whether it holds numbers and nothing else; empty fields do not count. */
  readonly numeric: readonly boolean[];
}

/** The header of a CSV, and on asking what its first rows say. */
export interface CsvHead {
  readonly columns: readonly string[];
  readonly sample: () => CsvSample;
}

/** Reads a header and prepares the rows. `whole`: the text is the whole file and not its first lines. Undefined: there is no header that can be read. */
export function csvHead(text: string, whole: boolean): CsvHead | undefined {
  let header = recordAt(text, 0);
  while (header?.fields.length === 0) header = recordAt(text, header.end);
  if (!header || (header.fields.length === 1 && header.fields[0]?.trim() === '')) return undefined;
  const { fields: columns, end: start } = header;
  let known: CsvSample | undefined;
  return {
    columns,
    sample: () => {
      known ??= sampleOf(text, { start, columns: columns.length, whole });
      return known;
    },
  };
}

// `+1`, `1.`, `.5` and `1e-3` are numbers to everyone who reads CSV; words like `inf` are not to all.
const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const isAbsent = (field: string): boolean => field.trim() === '';

function sampleOf(text: string, from: { start: number; columns: number; whole: boolean }): CsvSample {
  const numbers = Array<number>(from.columns).fill(0);
  const others = Array<number>(from.columns).fill(0);
  const numericOf = (): boolean[] => numbers.map((found, i) => found > 0 && others[i] === 0);
  let rows = 0;
  let even = true;
  let at = from.start;
  while (at < text.length && rows < SAMPLE_ROWS) {
    const record = recordAt(text, at);
    // A quote that is not closed: in a part of a file its end was cut off, in a whole file nothing can be told.
    if (!record)
      return {
        rows,
        whole: false,
        even: even && !from.whole,
        numeric: numericOf(),
        ...(from.whole && { unclosed: rows + 1 }),
      };
    at = record.end;
    if (record.fields.length === 0) continue;
    rows++;
    even = even && record.fields.length === from.columns;
    for (const [i, field] of record.fields.slice(0, from.columns).entries())
      if (!isAbsent(field)) count(NUMBER.test(field) ? numbers : others, i);
  }
  return { rows, whole: from.whole && at >= text.length, even, numeric: numericOf() };
}

const count = (tally: number[], i: number): void => {
  tally[i] = (tally[i] ?? 0) + 1;
};

interface CsvRecord {
  /** None for a blank line. */
  readonly fields: readonly string[];
  /** Where the next one starts. */
  readonly end: number;
}

// The record at an offset; undefined where a quote is not closed.
function recordAt(text: string, start: number): CsvRecord | undefined {
  const blank = lineEndAt(text, start);
  if (blank > start) return { fields: [], end: blank };
  const fields: string[] = [];
  for (let at = start; ; at++) {
    const field = fieldAt(text, at);
    if (!field) return undefined;
    fields.push(field.value);
    at = field.end;
    if (text[at] !== ',') return { fields, end: lineEndAt(text, at) };
  }
}

// The offset behind the line end at an offset; the offset itself where there is none.
const lineEndAt = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? at + 2 : text[at] === '\n' || text[at] === '\r' ? at + 1 : at;

interface Field {
  readonly value: string;
  readonly end: number;
}

function fieldAt(text: string, start: number): Field | undefined {
  if (text[start] !== '"') return plainField(text, start);
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) return undefined;
  const rest = plainField(text, end + 1);
  return { value: text.slice(start + 1, end).replaceAll('""', '"') + rest.value, end: rest.end };
}

const UP_TO_SEPARATOR = /[^,\r\n]*/y;

function plainField(text: string, start: number): Field {
  UP_TO_SEPARATOR.lastIndex = start;
  UP_TO_SEPARATOR.test(text);
  const end = Math.max(start, UP_TO_SEPARATOR.lastIndex);
  return { value: text.slice(start, end), end };
}
