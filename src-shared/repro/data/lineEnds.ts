// Whether a data file differs from the recorded data only in its line ends, as after git converted them on checkout.
import type { Host } from '../../host/host';

/** The line ends of a text: `lf` (`\n`) or `crlf` (`\r\n`). */
export type LineEnds = 'lf' | 'crlf';

/** Larger files are not examined, in bytes: the bytes are held in memory and hashed twice. */
export const LINE_ENDS_LIMIT = 16 * 1024 * 1024;

const LF = 10;
const CR = 13;

/** The line ends with which a file would have the recorded SHA-256; undefined if more differs or the file is too large. */
export function recordedLineEnds(
  host: Pick<Host, 'readBytes' | 'sha256'>,
  path: string,
  recorded: string,
): LineEnds | undefined {
  const read = host.readBytes(path, LINE_ENDS_LIMIT);
  if (!read.ok || !read.bytes.includes(LF)) return undefined;
  const lf = withoutCr(read.bytes);
  if (lf.length < read.bytes.length && host.sha256(lf) === recorded) return 'lf';
  return host.sha256(withCr(lf)) === recorded ? 'crlf' : undefined;
}

// Removes each CR before an LF.
function withoutCr(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== CR || bytes[i + 1] !== LF) out[length++] = bytes[i] as number;
  return out.subarray(0, length);
}

// Adds a CR before each LF.
function withCr(bytes: Uint8Array): Uint8Array {
  let lines = 0;
  for (const byte of bytes) if (byte === LF) lines++;
  const out = new Uint8Array(bytes.length + lines);
  let length = 0;
  for (const byte of bytes) {
    if (byte === LF) out[length++] = CR;
    out[length++] = byte;
  }
  return out;
}
