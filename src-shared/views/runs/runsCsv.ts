// A list of runs as CSV (RFC 4180 with line feeds), with all digits.
import { oneLine } from '../../text/oneLine';
import type { RunTable } from './runTable';

/** The CSV with a header of keys. A metric with second values has a second column: `mae delta` with a baseline, `mae sd` over seeds. */
export function runsCsv({ columns, rows }: RunTable): string {
  const withSecond = columns.map((_, i) => rows.some(row => row[i]?.second !== undefined));
  const header = columns.flatMap(({ key, second }, i) => (withSecond[i] ? [key, `${key} ${second}`] : [key]));
  const lines = rows.map(row =>
    row.flatMap(({ exact, second }, i) => (withSecond[i] ? [exact, second?.exact ?? ''] : [exact])),
  );
  return [header, ...lines].map(line => `${line.map(csvField).join(',')}\n`).join('');
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

// A spreadsheet runs a text that starts like a formula; an apostrophe makes it a text. A line end would look like a row where the CSV is read.
function csvField(value: string): string {
  const text = oneLine(value);
  const safe = /^[=+\-@]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
