// A CSV file on disk: is it there, and what its first lines say. At most 1 MiB of it is read, and of that only the rows that are looked at are decoded.
import type { Host, ReadFailure, ReadResult } from '../host/host';
import { type CsvHead, csvHead, SAMPLE_ROWS } from '../kyn/csvHead';

/** How much of a file is looked at, in bytes. */
export const CSV_BYTES = 1024 * 1024;

/** What stands at the path of a CSV file. `head` is absent where the file is no UTF-8 text with a header that can be read. */
export type CsvFile =
  | { readonly state: 'file'; readonly size: number; readonly head?: CsvHead }
  | { readonly state: 'none'; readonly reason: ReadFailure };

/** Looks at a file. */
export function readCsv(host: Host, path: string): CsvFile {
  const read = host.readHead(path, CSV_BYTES);
  if (!read.ok) return { state: 'none', reason: read.reason };
  const size = host.stat(path)?.size ?? read.bytes.length;
  const head = headOf(host, read, size <= read.bytes.length);
  return { state: 'file', size, ...(head && { head }) };
}

const LF = 10;
const CR = 13;

function headOf(host: Host, { bytes }: ReadResult & { ok: true }, whole: boolean): CsvHead | undefined {
  const lines = firstLines(bytes);
  // A part ends with a line: a cut through a row or a character would be misread.
  const part = lines < bytes.length || !whole;
  const text = host.decodeUtf8(bytes.subarray(0, part ? lines : bytes.length));
  return text === undefined ? undefined : csvHead(text.replace(/^\ufeff/, ''), !part);
}

// Where the lines end that hold the header and the rows that are looked at; 0 where no line ends.
function firstLines(bytes: Uint8Array): number {
  const newline = bytes.includes(LF) ? LF : CR;
  let end = 0;
  for (let lines = 0; lines <= SAMPLE_ROWS; lines++) {
    const next = bytes.indexOf(newline, end) + 1;
    if (next === 0) return end;
    end = next;
  }
  return end;
}
