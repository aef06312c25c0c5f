// Reads files as text, and describes why a file cannot be read.
import type { Host, ReadFailure } from './host';

/** Text of a file with its byte order mark, or why it cannot be read. */
export type TextResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: ReadFailure | 'not-utf8' };

/** Reads a file as UTF-8. */
export function readText(host: Host, path: string): TextResult {
  const read = host.readBytes(path);
  if (!read.ok) return read;
  const text = host.decodeUtf8(read.bytes);
  return text === undefined ? { ok: false, reason: 'not-utf8' } : { ok: true, text };
}

// Most first lines are short, and a folder may contain thousands of files.
const SHORT_HEAD = 16 * 1024;
const LINE_END = 10;

/** Reads the first line of a file as UTF-8, at most `most` bytes. The rest of the file is not read and may be anything. */
export function readFirstLine(host: Host, path: string, most: number): TextResult {
  const short = host.readHead(path, Math.min(most, SHORT_HEAD));
  const read =
    short.ok && short.bytes.length >= SHORT_HEAD && !short.bytes.includes(LINE_END) ? host.readHead(path, most) : short;
  if (!read.ok) return read;
  const end = read.bytes.indexOf(LINE_END);
  const line = read.bytes.subarray(0, end < 0 ? read.bytes.length : end + 1);
  const text = host.decodeUtf8(read.bytes.length >= most && end < 0 ? wholeCharacters(line) : line);
  return text === undefined ? { ok: false, reason: 'not-utf8' } : { ok: true, text };
}

// Removes the bytes of a truncated character at the end.
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let start = bytes.length - 1;
  while (start > bytes.length - 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  const lead = bytes[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + length > bytes.length ? bytes.subarray(0, start) : bytes;
}

/** A reason as text; completes "<file> cannot be read: ". */
export function reasonText(reason: ReadFailure | 'not-utf8'): string {
  switch (reason) {
    case 'missing':
      return 'it does not exist';
    case 'folder':
      return 'it is a folder';
    case 'denied':
      return 'permission denied';
    case 'too-large':
      return 'it is larger than 64 MiB';
    case 'not-utf8':
      return 'it is not UTF-8 text';
    case 'unreadable':
      return 'the system could not read it';
  }
}
