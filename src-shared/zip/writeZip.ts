// A ZIP archive in pieces, so that large files are not copied. The files are not packed: the same files give the same bytes with every version.
import { crc32 } from './crc32';
import { KINDS, LIMITS, METHODS, mib, SIGNATURES, UNIX, UTF8_NAME } from './zipForm';

/** The files of an archive by their paths; a text is written as UTF-8. */
export type ZipFiles = ReadonlyMap<string, string | Uint8Array>;

/** Why files of these sizes in bytes are not written as an archive, as a clause; undefined where they are. What the reader would refuse is not written. */
export function tooMuch(sizes: readonly number[]): string | undefined {
  if (sizes.length > LIMITS.count) return `it would have more than ${LIMITS.count} files`;
  if (sizes.some(size => size > LIMITS.file)) return `one of its files is larger than ${mib(LIMITS.file)}`;
  return sizes.reduce((a, b) => a + b, 0) > LIMITS.all ? `its files are larger than ${mib(LIMITS.all)}` : undefined;
}

interface Entry {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
}

/** The bytes of an archive, in order. Each entry has the same time and the same permissions. */
export function* zipPieces(files: ZipFiles, encodeUtf8: (text: string) => Uint8Array): Generator<Uint8Array, void> {
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path) ?? '';
    const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
    const entry = { name: encodeUtf8(path), crc: crc32(bytes), size: bytes.length };
    const head = Uint8Array.from([...four(SIGNATURES.local), ...shared(entry), ...entry.name]);
    directory.push(directoryEntry(entry, at));
    at += head.length + bytes.length;
    yield head;
    yield bytes;
  }
  yield* directory;
  const length = directory.reduce((sum, { length }) => sum + length, 0);
  const count = two(directory.length);
  yield Uint8Array.from([...four(SIGNATURES.end), 0, 0, 0, 0, ...count, ...count, ...four(length), ...four(at), 0, 0]);
}

// What both records of an entry have: version 2.0, a name in UTF-8, not packed, the first time that the format has, and the sizes.
const shared = ({ name, crc, size }: Entry): number[] => [
  ...[20, UTF8_NAME, METHODS.stored, 0, FIRST_DAY].flatMap(two),
  ...[crc, size, size].flatMap(four),
  ...[name.length, 0].flatMap(two),
];

// 1 January 1980.
const FIRST_DAY = 0x21;
const READABLE = 0o644;

const directoryEntry = (entry: Entry, at: number): Uint8Array =>
  Uint8Array.from([
    ...four(SIGNATURES.entry),
    ...two((UNIX << 8) | 20),
    ...shared(entry),
    ...[0, 0, 0].flatMap(two),
    ...four(((KINDS.file | READABLE) << 16) >>> 0),
    ...four(at),
    ...entry.name,
  ]);

// The lowest byte comes first.
const two = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
const four = (value: number): number[] => [...two(value & 0xffff), ...two(value >>> 16)];
