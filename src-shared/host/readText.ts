// Reads files as text, and describes why a file cannot be read.
import type { Host, IsExpected, ReadFailure, Stat } from './host';

/** Why bytes are not text: they are UTF-16, or neither UTF-16 nor UTF-8. */
export type EncodingFault = 'not-utf8' | 'utf-16';

/** Why the text of a file cannot be read. `untrusted`: it is outside the folders of a workspace that is not trusted. */
export type TextFailure = ReadFailure | EncodingFault | 'untrusted';

/** Text of a file with its byte order mark, or why it cannot be read. `stat`: the state of the file that was opened, where it is known. */
export type TextResult =
  | { readonly ok: true; readonly text: string; readonly stat?: Stat | undefined }
  | { readonly ok: false; readonly reason: TextFailure; readonly stat?: Stat | undefined };

/** Whether a file exists but its bytes are not UTF-8 text. */
export const isEncodingFault = (reason: TextFailure): reason is EncodingFault =>
  reason === 'not-utf8' || reason === 'utf-16';

/** Reads a file as UTF-8, of at most `limit` bytes (64 MiB without one). `isListed`: see Host. */
export function readText(host: Host, path: string, limit?: number, isListed?: boolean): TextResult {
  const read = host.readBytes(path, limit, isListed);
  return read.ok ? decoded(host, read.bytes, read.stat) : read;
}

function decoded(host: Host, bytes: Uint8Array, stat: Stat | undefined): TextResult {
  const result = decodeText(host, bytes);
  return result.ok ? { ok: true, text: result.text, stat } : { ok: false, reason: result.reason, stat };
}

/** Whether a file is still as it was read. Two contents that are not text count as equal. */
export const isStill =
  (host: Pick<Host, 'decodeUtf8'>, before: TextResult): IsExpected =>
  current =>
    sameText(before, current.ok ? decodeText(host, current.bytes) : current);

/** Whether two results of reading are the same text, or the same reason. */
export const sameText = (a: TextResult, b: TextResult): boolean =>
  a.ok ? b.ok && a.text === b.text : !b.ok && a.reason === b.reason;

/** The text of bytes in UTF-8, with its byte order mark. */
export function decodeText(
  host: Pick<Host, 'decodeUtf8'>,
  bytes: Uint8Array,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: EncodingFault } {
  // ASCII in UTF-16 or UTF-32 is also valid UTF-8, with NULs after each character. Without a NUL or a mark, no text is taken for either.
  if (hasMark(bytes) || bytes.includes(0)) {
    if (isUtf32(bytes)) return { ok: false, reason: 'not-utf8' };
    if (isUtf16(bytes)) return { ok: false, reason: 'utf-16' };
  }
  const text = host.decodeUtf8(bytes);
  return text === undefined ? { ok: false, reason: 'not-utf8' } : { ok: true, text };
}

const SAMPLE = 4096;
const MIN_SAMPLE = 8;
// Text in any script contains many ASCII characters: blanks, line ends, digits, keywords.
const MIN_SHARE = 0.5;

/** Whether bytes are UTF-16 text, by their byte order mark or by the zero byte in most of their characters. */
export function isUtf16(bytes: Uint8Array): boolean {
  if (isUtf32(bytes)) return false;
  if (hasMark(bytes)) return true;
  if (bytes.length < MIN_SAMPLE) return false;
  const units = Math.min(bytes.length, SAMPLE) >> 1;
  const zeros = [0, 0];
  for (let i = 0; i < 2 * units; i++) if (bytes[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  return Math.min(...zeros) === 0 && Math.max(...zeros) >= MIN_SHARE * units;
}

function hasMark([a, b]: Uint8Array): boolean {
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
}

const LAST_PLANE = 0x10;

// Whether each group of four bytes, in either byte order, is a character and not the NUL character. A mark is such a character too.
function isUtf32(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length - (bytes.length % 4), SAMPLE);
  if (end < MIN_SAMPLE) return false;
  const isCharacter = ([high = 0, plane = 0, a = 0, b = 0]: readonly number[]): boolean =>
    high === 0 && plane <= LAST_PLANE && (plane | a | b) !== 0;
  let [little, big] = [true, true];
  for (let at = 0; at < end && (little || big); at += 4) {
    const group = Array.from(bytes.subarray(at, at + 4));
    big &&= isCharacter(group);
    little &&= isCharacter(group.reverse());
  }
  return little || big;
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
  return decoded(host, read.bytes.length >= most && end < 0 ? wholeCharacters(line) : line, read.stat);
}

/** Reads the beginning of a file as UTF-8, at most `most` bytes. */
export function readBeginning(host: Host, path: string, most: number): TextResult {
  const read = host.readHead(path, most);
  if (!read.ok) return read;
  return decoded(host, read.bytes.length >= most ? wholeCharacters(read.bytes) : read.bytes, read.stat);
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
export function reasonText(reason: TextFailure): string {
  switch (reason) {
    case 'missing':
      return 'it does not exist';
    case 'broken-link':
      return 'it is a link whose target does not exist';
    case 'not-in-annex':
      return 'it is content that git-annex has not fetched; run `git annex get` to fetch it';
    case 'folder':
      return 'it is a folder';
    case 'special':
      return 'it is a device, a pipe or a file of the system and not a regular file';
    case 'denied':
      return 'permission denied';
    case 'link-cycle':
      return 'it is a link that leads back to itself';
    case 'name-too-long':
      return 'its name is too long for this system';
    case 'too-large':
      return 'it is larger than 64 MiB';
    case 'not-utf8':
      return 'it is not UTF-8 text';
    case 'utf-16':
      return 'it is not UTF-8 text but UTF-16, as `>` in Windows PowerShell writes it; save it as UTF-8';
    case 'untrusted':
      return 'it is outside the workspace folders and is not read until the workspace is trusted';
    case 'not-loaded':
      return 'it was not loaded into the browser, so it is not known what it contains or whether it exists';
    case 'unreadable':
      return 'the system could not read it';
  }
}
