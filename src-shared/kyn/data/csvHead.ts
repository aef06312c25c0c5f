// The columns of a CSV text and which of them are numeric in the first rows. Commas only: other separators are not
// documented. Quotes follow RFC 4180: `"a, ""b"""` is `a, "b"`. A value that cannot be determined is undefined, never
// guessed.

/** The number of rows to sample. */
export const SAMPLE_ROWS = 1000;

/** Facts about the first rows. */
export interface CsvSample {
  /** The number of rows sampled. */
  readonly rows: number;
  /** Whether the sample contains all rows of the file. */
  readonly whole: boolean;
  /** Whether every row has as many fields as the header. */
  readonly even: boolean;
  /** The row with an unclosed quote, counted from 1 after the header; known only if the text is the whole file. */
  readonly unclosed?: number;
  /** For each column, whether all its non-empty fields are numbers. */
  readonly numeric: readonly boolean[];
}

/** The header of a CSV, and lazily a sample of its first rows. */
export interface CsvHead {
  readonly columns: readonly string[];
  readonly sample: () => CsvSample;
}

/**
 * Reads the header of a CSV. `whole`: the text is the whole file, not only its beginning. Undefined without a
 * readable header.
 */
export function csvHead(text: string, whole: boolean): CsvHead | undefined {
  let header = recordAt(text, 0);
  while (header?.fields.length === 0) header = recordAt(text, header.end);
  if (!header || (header.fields.length === 1 && header.fields[0]?.trim() === '')) return undefined;
  const { fields: columns, end: start } = header;
  let cached: CsvSample | undefined;
  return {
    columns,
    sample: () => {
      cached ??= sampleOf(text, { start, columns: columns.length, whole });
      return cached;
    },
  };
}

// All CSV readers accept `+1`, `1.`, `.5` and `1e-3` as numbers; words like `inf` only some.
const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const isEmpty = (field: string): boolean => field.trim() === '';

// Most rows of most files have only decimals and a line end. The regex engine is fast even before the code is optimised.
const DECIMAL = '[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)';
const rowOfDecimals = (columns: number): RegExp =>
  new RegExp(`${DECIMAL}(?:,${DECIMAL}){${columns - 1}}(?:\\r\\n?|\\n)`, 'y');
// Of the number of columns that was read last: the files of a spec often have the same.
let decimals = { columns: 9, row: rowOfDecimals(9) };

function decimalRow(columns: number): RegExp {
  if (decimals.columns !== columns) decimals = { columns, row: rowOfDecimals(columns) };
  return decimals.row;
}

function sampleOf(text: string, from: { start: number; columns: number; whole: boolean }): CsvSample {
  const numbers = Array<number>(from.columns).fill(0);
  const others = Array<number>(from.columns).fill(0);
  let decimalRows = 0;
  const numericOf = (): boolean[] => numbers.map((found, i) => found + decimalRows > 0 && others[i] === 0);
  const decimal = decimalRow(from.columns);
  let rows = 0;
  let even = true;
  let at = from.start;
  while (at < text.length && rows < SAMPLE_ROWS) {
    decimal.lastIndex = at;
    if (decimal.test(text)) {
      at = decimal.lastIndex;
      rows++;
      decimalRows++;
      continue;
    }
    const row = tallyRow(text, at, { numbers, others });
    // An unclosed quote: in a part of a file its end is cut off; in a whole file the remaining rows cannot be
    // determined.
    if (!row)
      return {
        rows,
        whole: false,
        even: even && !from.whole,
        numeric: numericOf(),
        ...(from.whole && { unclosed: rows + 1 }),
      };
    at = row.end;
    if (row.fields === 0) continue;
    rows++;
    even = even && row.fields === from.columns;
  }
  return { rows, whole: from.whole && at >= text.length, even, numeric: numericOf() };
}

/** Counts by column. */
interface Tally {
  readonly numbers: number[];
  readonly others: number[];
}

// Counts the fields of the row at an offset, without a text for each field: a spec may have a hundred files of a thousand rows. Undefined if a
// quote is not closed.
function tallyRow(text: string, start: number, tally: Tally): { fields: number; end: number } | undefined {
  const blank = lineEndAt(text, start);
  if (blank > start) return { fields: 0, end: blank };
  let fields = 0;
  for (let at = start; ; at++) {
    const end = decimalEnd(text, at);
    const other = end < 0 ? fieldAt(text, at) : undefined;
    if (end >= 0) count(tally.numbers, fields);
    else if (!other) return undefined;
    else if (!isEmpty(other.value)) count(NUMBER.test(other.value) ? tally.numbers : tally.others, fields);
    fields++;
    at = other ? other.end : end;
    if (text.charCodeAt(at) !== COMMA) return { fields, end: lineEndAt(text, at) };
  }
}

// A row may have more fields than the header.
const count = (tally: number[], column: number): void => {
  if (column < tally.length) tally[column] = (tally[column] ?? 0) + 1;
};

// Codes of characters.
const LF = 0x0a;
const CR = 0x0d;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

// The end of a field such as `-12.5`; -1 for any other field, which may be a number too.
function decimalEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  let at = first === PLUS || first === MINUS ? start + 1 : start;
  let digits = 0;
  let dots = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) digits++;
    else if (code === DOT && dots === 0) dots++;
    else if (code === COMMA || code === LF || code === CR) break;
    else return -1;
  }
  return digits > 0 ? at : -1;
}

interface CsvRecord {
  /** Empty for a blank line. */
  readonly fields: readonly string[];
  /** The offset of the next record. */
  readonly end: number;
}

// The record at an offset; undefined if a quote is not closed.
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

// The offset after the line ending at an offset; the offset itself if there is none.
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
