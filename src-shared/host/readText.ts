// Files as text, with the reasons why there may be none.
import type { Host, ReadFailure } from './host';

/** Text of a file with its byte order mark, or why there is none. */
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

/** A reason in words that complete "<file> cannot be read: ". */
export function reasonText(reason: ReadFailure | 'not-utf8'): string {
  switch (reason) {
    case 'missing':
      return 'there is no such file';
    case 'folder':
      return 'it is a folder';
    case 'denied':
      return 'you may not read it';
    case 'too-large':
      return 'it is larger than 64 MiB';
    case 'not-utf8':
      return 'it is not UTF-8 text';
    case 'unreadable':
      return 'the system could not read it';
  }
}
