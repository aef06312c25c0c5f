// Whether a data file differs from the recorded data only in its line ends, as after git converted them on checkout.
import type { Host } from '../../host/host';

/** The line ends of a text: `lf` (`\n`), `crlf` (`\r\n`) or `cr` (`\r`). */
type LineEnd = 'lf' | 'crlf' | 'cr';

/** The line ends of the recorded data, and those of the file now; a file may have several. */
export interface LineEnds {
  readonly recorded: LineEnd;
  readonly now: LineEnd | 'mixed';
}

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
  if (!read.ok) return undefined;
  const lf = withEnds(read.bytes, [LF]);
  const versions: [LineEnd, Uint8Array][] = [
    ['lf', lf],
    ['crlf', withEnds(read.bytes, [CR, LF])],
    ['cr', withEnds(read.bytes, [CR])],
    // A CR alone may also be part of a value.
    ['lf', withEnds(read.bytes, [LF], true)],
    ['crlf', withEnds(read.bytes, [CR, LF], true)],
  ];
  if (!lf.includes(LF)) return undefined;
  const found = versions.find(([, bytes]) => host.sha256(bytes) === recorded)?.[0];
  const now = versions.find(([, bytes]) => isEqual(bytes, read.bytes))?.[0] ?? 'mixed';
  return found === undefined || found === now ? undefined : { recorded: found, now };
}

/** The line ends of two files that differ in nothing else; undefined if more differs, one has no line end, or one is too large. */
export function differingLineEnds(
  host: Pick<Host, 'readBytes'>,
  a: string,
  b: string,
): { readonly a: LineEnds['now']; readonly b: LineEnds['now'] } | undefined {
  const [x, y] = [host.readBytes(a, LINE_ENDS_LIMIT), host.readBytes(b, LINE_ENDS_LIMIT)];
  if (!x.ok || !y.ok || isEqual(x.bytes, y.bytes)) return undefined;
  // A CR alone may also be part of a value.
  const isSameText = [false, true].some(keepsCr =>
    isEqual(withEnds(x.bytes, [LF], keepsCr), withEnds(y.bytes, [LF], keepsCr)),
  );
  return isSameText ? { a: endsOf(x.bytes), b: endsOf(y.bytes) } : undefined;
}

const ENDS: readonly (readonly [LineEnd, readonly number[]])[] = [
  ['lf', [LF]],
  ['crlf', [CR, LF]],
  ['cr', [CR]],
];

const endsOf = (bytes: Uint8Array): LineEnds['now'] =>
  ENDS.find(([, end]) => isEqual(withEnds(bytes, end), bytes))?.[0] ?? 'mixed';

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

// Replaces each line end.
function withEnds(bytes: Uint8Array, end: readonly number[], keepsCr = false): Uint8Array {
  const out = new Uint8Array(2 * bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte !== LF && (byte !== CR || (keepsCr && bytes[i + 1] !== LF))) out[length++] = byte;
    else {
      for (const part of end) out[length++] = part;
      if (byte === CR && bytes[i + 1] === LF) i++;
    }
  }
  return out.subarray(0, length);
}
