// Reads the first lines of a CSV file. At most 1 MiB is read, and only the rows that are checked are decoded.
import type { Host, ReadFailure } from '../../host/host';
import { isUtf16 } from '../../host/readText';
import { type CsvHead, csvHead, SAMPLE_ROWS } from '../../kyn/data/csvHead';
import { dataPointer } from '../../text/dataPointer';
import { mergeConflicts } from '../../text/mergeConflicts';

/** How much of a file is read, in bytes. */
export const CSV_BYTES = 1024 * 1024;

/** The entry at the path of a CSV file. Without `head` its columns are unknown, and if it was opened, `trouble` is the reason; it completes "It ". `advice`: a sentence. */
export type CsvFile =
  | ({ readonly state: 'file'; readonly size: number } & CsvContent)
  | { readonly state: 'none'; readonly reason: ReadFailure };

/** Reads a file. */
export function readCsv(host: Host, path: string): CsvFile {
  const read = host.readHead(path, CSV_BYTES);
  if (!read.ok) return { state: 'none', reason: read.reason };
  const size = host.stat(path)?.size;
  // The file was deleted in the meantime, so its content is not used.
  if (size === undefined) return { state: 'file', size: read.bytes.length };
  return { state: 'file', size, ...contentOf(host, read.bytes, size <= read.bytes.length) };
}

/** Checks whether a file exists, without opening it. */
export function probeCsv(host: Host, path: string): CsvFile {
  const stat = host.stat(path);
  if (!stat) {
    const read = host.readHead(path, 0);
    return { state: 'none', reason: read.ok ? 'missing' : read.reason };
  }
  if (stat.kind !== 'file') return { state: 'none', reason: stat.kind === 'folder' ? 'folder' : 'special' };
  return { state: 'file', size: stat.size };
}

const LF = 10;
const CR = 13;

interface CsvContent {
  readonly head?: CsvHead;
  readonly trouble?: string;
  readonly advice?: string;
}

function contentOf(host: Host, bytes: Uint8Array, whole: boolean): CsvContent {
  if (isUtf16(bytes))
    return {
      trouble: 'is UTF-16 and not UTF-8',
      advice: 'Save it as UTF-8; `>` in Windows PowerShell writes UTF-16.',
    };
  const end = endOfRows(bytes, whole);
  if (end === 0 && !whole) return { trouble: 'has no line end in its first MiB' };
  const text = host.decodeUtf8(bytes.subarray(0, end))?.replace(/^\ufeff/, '');
  if (text === undefined) return { trouble: 'is not UTF-8 (it may be Latin-1 or a Windows code page)' };
  if (text.includes('\0')) return { trouble: 'contains NUL characters, so it is not UTF-8 text' };
  const pointer = whole ? dataPointer(text) : undefined;
  if (pointer)
    return {
      trouble: `is a ${pointer.name} pointer and not the data`,
      advice: `Run \`${pointer.fetch}\` to fetch the data.`,
    };
  if (mergeConflicts(text).length > 0)
    return { trouble: 'contains a merge conflict', advice: 'Resolve the conflict first.' };
  const head = csvHead(text, whole && end === bytes.length);
  return head ? { head } : { trouble: headlessText(text) };
}

// Why a text does not have a header.
const headlessText = (text: string): string =>
  text === ''
    ? 'is empty'
    : text.trim() === ''
      ? 'contains only blank lines'
      : 'has a quote in its header that is not closed';

// The end of the header and the rows that are checked. The last line of a file may lack a line end. In a part of a file, the text after the last line
// end is left out, because a truncated row or character would be misread.
function endOfRows(bytes: Uint8Array, whole: boolean): number {
  const newline = bytes.includes(LF) ? LF : CR;
  let end = 0;
  for (let lines = 0; lines <= SAMPLE_ROWS; lines++) {
    const next = bytes.indexOf(newline, end) + 1;
    if (next === 0) return whole ? bytes.length : end;
    end = next;
  }
  return end;
}
