// One entry of a ZIP archive, read from its directory at the end, so that the other entries are not read.
import { inflateSync } from 'fflate/browser';
import type { Place } from '../place';
import { crc32 } from '../values/crc32';

/** An entry: its bytes, or why they were not read, as the end of a sentence. */
export type ZipEntry = { readonly bytes: Uint8Array } | { readonly why: string };

const [END, ENTRY] = [0x06054b50, 0x02014b50];
const [END_LENGTH, ENTRY_LENGTH, LOCAL_LENGTH] = [22, 46, 30];
const MAX_COMMENT = 0xffff;
// Of the directory of an archive with many samples, the end: the names looked for were written last.
const MAX_DIRECTORY = 1024 * 1024;
const MAX_ENTRY = 4 * 1024 * 1024;
const [STORED, DEFLATED, ZSTANDARD] = [0, 8, 93];

/** The first of some names that an archive has; undefined for a file that is not a ZIP archive or has none of them. */
export function zipEntry(place: Place, file: string, names: readonly string[]): ZipEntry | undefined {
  const size = place.size(file) ?? 0;
  const tail = viewOf(place.part(file, Math.max(0, size - END_LENGTH - MAX_COMMENT), END_LENGTH + MAX_COMMENT));
  const end = tail && lastIndexOf(tail, END, END_LENGTH);
  if (!tail || end === undefined) return undefined;
  const [length, from] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const read = Math.min(length, MAX_DIRECTORY);
  const directory = viewOf(place.part(file, from + length - read, read));
  const found = directory && names.map(name => entryNamed(directory, name)).find(at => at !== undefined);
  return directory && found !== undefined ? contentOf(place, file, { directory, at: found }) : undefined;
}

const viewOf = (bytes: Uint8Array | undefined): DataView | undefined =>
  bytes && new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function lastIndexOf(view: DataView, signature: number, length: number): number | undefined {
  for (let at = view.byteLength - length; at >= 0; at--) if (view.getUint32(at, true) === signature) return at;
  return undefined;
}

function entryNamed(directory: DataView, name: string): number | undefined {
  for (let at = directory.byteLength - ENTRY_LENGTH - name.length; at >= 0; at--)
    if (
      directory.getUint32(at, true) === ENTRY &&
      directory.getUint16(at + 28, true) === name.length &&
      [...name].every((c, i) => directory.getUint8(at + ENTRY_LENGTH + i) === c.charCodeAt(0))
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
  const [crc = 0, packed = 0, size = 0, local = 0] = [16, 20, 24, 42].map(offset =>
    directory.getUint32(at + offset, true),
  );
  if (method === ZSTANDARD) return { why: 'is compressed with zstd, which is not read' };
  if (method !== STORED && method !== DEFLATED) return { why: 'is compressed in a way that is not read' };
  if (packed > MAX_ENTRY || size > MAX_ENTRY) return { why: 'is too large to be read' };
  const head = viewOf(place.part(file, local, LOCAL_LENGTH));
  if (!head || head.byteLength < LOCAL_LENGTH) return { why: DAMAGED };
  // Another place than that of the entry shows in the checksum.
  const start = local + LOCAL_LENGTH + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = unpacked(place.part(file, start, packed), method === STORED ? undefined : size);
  return bytes && bytes.length === size && crc32(bytes) === crc ? { bytes } : { why: DAMAGED };
}

const DAMAGED = 'is damaged';

function unpacked(bytes: Uint8Array | undefined, size: number | undefined): Uint8Array | undefined {
  if (!bytes || size === undefined) return bytes;
  try {
    // The room is given, so that a small text cannot become a large one.
    return inflateSync(bytes, { out: new Uint8Array(size) });
  } catch {
    return undefined;
  }
}
