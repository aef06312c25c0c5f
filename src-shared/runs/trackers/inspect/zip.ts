// One entry of a ZIP archive, read from its directory at the end, so that the other entries are not read.
import { Inflate } from 'fflate/browser';
import { crc32 } from '../../../zip/crc32';
import { LENGTHS, METHODS, SIGNATURES } from '../../../zip/zipForm';
import type { Place } from '../place';

/** An entry: its bytes, or why they were not read, as the end of a sentence. */
export type ZipEntry = { readonly bytes: Uint8Array } | { readonly why: string };

// ZIP64, for archives of several GiB: a place that does not fit into 32 bits is WIDE there, and another field has it with 64 bits.
const [WIDE_END, WIDE_END_LENGTH, WIDE] = [0x06064b50, 56, 0xffffffff];
const WIDE_FIELD = 1;
const MAX_COMMENT = 0xffff;
// Of the directory of an archive with many samples, the end: the names looked for were written last.
const MAX_DIRECTORY = 1024 * 1024;
const MAX_ENTRY = 4 * 1024 * 1024;
const ZSTANDARD = 93;

/** The first of some names that an archive has; undefined for a file that is not a ZIP archive or has none of them. */
export function zipEntry(place: Place, file: string, names: readonly string[]): ZipEntry | undefined {
  const area = directoryIn(place, file);
  if (!area) return undefined;
  const read = Math.min(area.length, MAX_DIRECTORY);
  const directory = viewOf(place.part(file, area.from + area.length - read, read));
  const found = directory && names.map(name => entryNamed(directory, name)).find(at => at !== undefined);
  return directory && found !== undefined ? contentOf(place, file, { directory, at: found }) : undefined;
}

interface Area {
  readonly from: number;
  readonly length: number;
}

function directoryIn(place: Place, file: string): Area | undefined {
  const size = place.size(file) ?? 0;
  const length = Math.min(size, LENGTHS.wideLocator + LENGTHS.end + MAX_COMMENT);
  const tail = viewOf(place.part(file, size - length, length));
  const end = tail && lastIndexOf(tail, SIGNATURES.end, LENGTHS.end);
  if (!tail || end === undefined) return undefined;
  const area = { length: tail.getUint32(end + 12, true), from: tail.getUint32(end + 16, true) };
  return area.from === WIDE ? wideDirectory(place, file, { tail, at: end - LENGTHS.wideLocator }) : area;
}

function wideDirectory(
  place: Place,
  file: string,
  { tail, at }: { readonly tail: DataView; readonly at: number },
): Area | undefined {
  if (at < 0 || tail.getUint32(at, true) !== SIGNATURES.wideLocator) return undefined;
  const from = Number(tail.getBigUint64(at + 8, true));
  const record = viewOf(place.part(file, from, WIDE_END_LENGTH));
  if (!record || record.byteLength < WIDE_END_LENGTH || record.getUint32(0, true) !== WIDE_END) return undefined;
  return { length: Number(record.getBigUint64(40, true)), from: Number(record.getBigUint64(48, true)) };
}

const viewOf = (bytes: Uint8Array | undefined): DataView | undefined =>
  bytes && new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function lastIndexOf(view: DataView, signature: number, length: number): number | undefined {
  for (let at = view.byteLength - length; at >= 0; at--) if (view.getUint32(at, true) === signature) return at;
  return undefined;
}

function entryNamed(directory: DataView, name: string): number | undefined {
  for (let at = directory.byteLength - LENGTHS.entry - name.length; at >= 0; at--)
    if (
      directory.getUint32(at, true) === SIGNATURES.entry &&
      directory.getUint16(at + 28, true) === name.length &&
      [...name].every((c, i) => directory.getUint8(at + LENGTHS.entry + i) === c.charCodeAt(0))
    )
      return at;
  return undefined;
}

interface Found {
  readonly directory: DataView;
  readonly at: number;
}

function contentOf(place: Place, file: string, { directory, at }: Found): ZipEntry {
  const method = directory.getUint16(at + 10, true);
  const [crc = 0, packed = 0, size = 0] = [16, 20, 24].map(offset => directory.getUint32(at + offset, true));
  if (method === ZSTANDARD) return { why: 'is compressed with zstd, which is not read' };
  if (method !== METHODS.stored && method !== METHODS.deflated)
    return { why: 'is compressed in a way that is not read' };
  if (packed > MAX_ENTRY || size > MAX_ENTRY) return { why: 'is too large to be read' };
  const local = localPlace(directory, at);
  const head = viewOf(place.part(file, local, LENGTHS.local));
  if (!head || head.byteLength < LENGTHS.local) return { why: DAMAGED };
  // Another place than that of the entry shows in the checksum.
  const start = local + LENGTHS.local + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = unpacked(place.part(file, start, packed), method === METHODS.stored ? undefined : size);
  return bytes && bytes.length === size && crc32(bytes) === crc ? { bytes } : { why: DAMAGED };
}

const DAMAGED = 'is damaged';

// Of an entry whose sizes fit into 32 bits, the extra field of ZIP64 has only the place.
function localPlace(directory: DataView, entry: number): number {
  const place = directory.getUint32(entry + 42, true);
  const start = entry + LENGTHS.entry + directory.getUint16(entry + 28, true);
  const end = Math.min(start + directory.getUint16(entry + 30, true), directory.byteLength);
  for (let at = start; place === WIDE && at + 12 <= end; at += 4 + directory.getUint16(at + 2, true))
    if (directory.getUint16(at, true) === WIDE_FIELD) return Number(directory.getBigUint64(at + 4, true));
  return place;
}

// The most that a piece becomes is about a thousand times its length.
const PIECE = 4096;

// A small text must not become a large one, so unpacking ends where there is more than `size`.
function unpacked(bytes: Uint8Array | undefined, size: number | undefined): Uint8Array | undefined {
  if (!bytes || size === undefined) return bytes;
  const pieces: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate(piece => {
    pieces.push(piece);
    length += piece.length;
  });
  try {
    for (let at = 0; at < bytes.length && length <= size; at += PIECE)
      inflate.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch {
    return undefined;
  }
  return length === size ? joined(pieces, size) : undefined;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
