// File names that are not UTF-8, which every system but Windows allows. A byte that is not part of a UTF-8 character becomes half of a surrogate pair,
// U+DC80 to U+DCFF, as in Python's surrogateescape. So a path stays a text, shows such a byte as an escape, and still names its file.
import { decodeUtf8 } from './decodeUtf8';

const ESCAPED = /[\udc80-\udcff]/;
const FIRST = 0xdc00;

/** Whether a path contains bytes that are not UTF-8. */
export const isByteName = (path: string): boolean =>
  ESCAPED.test(path) && ESCAPED.test(path.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));

/** A path for the functions of Node: bytes where a text cannot name the file. */
export const systemPath = (path: string): string | Buffer =>
  process.platform !== 'win32' && isByteName(path) ? bytesOfName(path) : path;

/** Why nothing is written to a path, as a clause: Node's functions that write take texts, and would write to a file with another name. */
export const writeObstacle = (path: string): string | undefined =>
  process.platform !== 'win32' && isByteName(path) ? 'its path is not UTF-8' : undefined;

/** The bytes of a name. */
export const bytesOfName = (name: string): Buffer =>
  Buffer.concat(
    [...name].map(c =>
      ESCAPED.test(c) && c.length === 1 ? Buffer.of((c.codePointAt(0) ?? FIRST) - FIRST) : Buffer.from(c, 'utf8'),
    ),
  );

/** The name with these bytes. */
export function nameOf(bytes: Uint8Array): string {
  const whole = decodeUtf8(bytes);
  if (whole !== undefined) return whole;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    const character = at + length <= bytes.length ? decodeUtf8(bytes.subarray(at, at + length)) : undefined;
    // Shorter texts in the same bytes are characters of their own.
    const isOne = character !== undefined && [...character].length === 1;
    parts.push(isOne ? character : String.fromCharCode(FIRST + byte));
    at += isOne ? length : 1;
  }
  return parts.join('');
}

/** A name as the system passes it to a program: each sequence that is not UTF-8 is U+FFFD. */
export const lossyName = (name: string): string => (isByteName(name) ? bytesOfName(name).toString('utf8') : name);
