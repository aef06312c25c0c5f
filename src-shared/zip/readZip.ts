// Reads a ZIP archive that anyone may have made: nothing is unpacked to a disk, and all sizes have limits.
import { crc32 } from './crc32';
import { KINDS, LENGTHS, LIMITS, METHODS, mib, SIGNATURES, UNIX } from './zipForm';

/** An archive. `part`: bytes from an offset on, fewer at the end; `inflate`: unpacks, undefined for damaged bytes and for more than `size` bytes. */
export interface ZipSource {
  readonly size: number;
  readonly part: (from: number, length: number) => Uint8Array;
  readonly inflate: (packed: Uint8Array, size: number) => Uint8Array | undefined;
  readonly decodeUtf8: (bytes: Uint8Array) => string | undefined;
}

/** An entry. `path`: its name as it is written; `size`: of its content, not packed. */
export interface ZipEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** The entries of an archive, or why it is not read: a clause. */
export function zipEntries(source: ZipSource): readonly ZipEntry[] | string {
  const area = directoryOf(source);
  if (typeof area === 'string') return area;
  const view = viewOf(source.part(area.at, area.length));
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < area.count; i++) {
    const entry = entryAt(source, view, at);
    if (typeof entry === 'string') return entry;
    entries.push(entry.entry);
    at = entry.end;
  }
  if (at !== area.length) return DAMAGED;
  return sizeProblem(entries, source) ?? gapProblem(entries, source, area.at) ?? entries;
}

const DAMAGED = 'it is damaged, or it is not a ZIP archive';
const WIDE = 'it is an archive in the form ZIP64, which is not read';
const [NONE_WIDE, COUNT_WIDE] = [0xffffffff, 0xffff];
const MAX_COMMENT = 0xffff;
const MAX_DIRECTORY = 16 * 1024 * 1024;

interface Area {
  readonly at: number;
  readonly length: number;
  readonly count: number;
}

// Where the list of entries is. It must reach to the end record, because otherwise another program may find another list.
function directoryOf({ size, part }: ZipSource): Area | string {
  const length = Math.min(size, LENGTHS.end + MAX_COMMENT);
  const tail = viewOf(part(size - length, length));
  const end = endIn(tail);
  if (end === undefined) return DAMAGED;
  const [disk, listDisk, here, count] = [4, 6, 8, 10].map(offset => tail.getUint16(end + offset, true));
  const [listed = 0, at = 0] = [12, 16].map(offset => tail.getUint32(end + offset, true));
  const locator = end - LENGTHS.wideLocator;
  const isWide = locator >= 0 && tail.getUint32(locator, true) === SIGNATURES.wideLocator;
  if (isWide || count === COUNT_WIDE || listed === NONE_WIDE || at === NONE_WIDE) return WIDE;
  if (disk !== 0 || listDisk !== 0 || here !== count) return 'it is only a part of an archive';
  if (count === undefined || at + listed !== size - length + end) return DAMAGED;
  return count > LIMITS.count || listed > MAX_DIRECTORY
    ? `it has more than ${LIMITS.count} files`
    : { at, length: listed, count };
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// The end record, whose comment reaches exactly to the end of the archive.
function endIn(tail: DataView): number | undefined {
  for (let at = tail.byteLength - LENGTHS.end; at >= 0; at--) {
    const isEnd = tail.getUint32(at, true) === SIGNATURES.end;
    if (isEnd && at + LENGTHS.end + tail.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  return undefined;
}

function entryAt(
  { decodeUtf8 }: ZipSource,
  view: DataView,
  at: number,
): { readonly entry: ZipEntry; readonly end: number } | string {
  if (at + LENGTHS.entry > view.byteLength || view.getUint32(at, true) !== SIGNATURES.entry) return DAMAGED;
  const [flags = 0, method = 0] = [8, 10].map(offset => view.getUint16(at + offset, true));
  const [crc = 0, packed = 0, size = 0] = [16, 20, 24].map(offset => view.getUint32(at + offset, true));
  const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map(offset => view.getUint16(at + offset, true));
  const start = at + LENGTHS.entry;
  const end = start + name + extra + comment;
  const place = view.getUint32(at + 42, true);
  if (end > view.byteLength) return DAMAGED;
  if (flags & ENCRYPTED) return 'it is encrypted';
  if ([packed, size, place].includes(NONE_WIDE)) return WIDE;
  if (method !== METHODS.stored && method !== METHODS.deflated) return 'it is packed in a way that is not read';
  const path = decodeUtf8(new Uint8Array(view.buffer, view.byteOffset + start, name));
  if (path === undefined) return 'it has a name that is not UTF-8';
  const isUnix = view.getUint8(at + 5) === UNIX;
  const kind = kindOf(path, isUnix ? view.getUint16(at + 40, true) & KINDS.mask : 0);
  return { entry: { path, kind, method, crc, packed, size, at: place }, end };
}

// The flags of encrypted content, of strong encryption and of an encrypted directory.
const ENCRYPTED = 0x2041;

const kindOf = (path: string, mode: number): ZipEntry['kind'] => {
  if (path.endsWith('/')) return mode === 0 || mode === KINDS.folder ? 'folder' : 'other';
  return mode === 0 || mode === KINDS.file ? 'file' : 'other';
};

function sizeProblem(entries: readonly ZipEntry[], { size }: ZipSource): string | undefined {
  const sum = (of: (entry: ZipEntry) => number): number => entries.reduce((total, entry) => total + of(entry), 0);
  if (entries.some(entry => entry.size > LIMITS.file)) return `one of its files is larger than ${mib(LIMITS.file)}`;
  if (sum(entry => entry.size) > LIMITS.all) return `its files are larger than ${mib(LIMITS.all)}`;
  // Entries that share their bytes make a small archive large.
  return sum(entry => entry.packed) > size ? DAMAGED : undefined;
}

// A program that reads an archive from its start unpacks what the list of entries does not have.
function gapProblem(entries: readonly ZipEntry[], source: ZipSource, end: number): string | undefined {
  let from = 0;
  let mayDescribe = false;
  for (const { at, packed } of [...entries].sort((a, b) => a.at - b.at)) {
    const head = source.part(at, LENGTHS.local);
    if (head.length < LENGTHS.local) return DAMAGED;
    if (!isNext(at - from, mayDescribe)) return GAP;
    const view = viewOf(head);
    mayDescribe = (view.getUint16(6, true) & DESCRIBED) !== 0;
    from = at + LENGTHS.local + view.getUint16(26, true) + view.getUint16(28, true) + packed;
  }
  return isNext(end - from, mayDescribe) ? undefined : GAP;
}

const GAP = 'it has bytes that belong to none of its files. Do not unpack it';
// The flag of a file whose sizes follow it, with or without a signature.
const DESCRIBED = 0x8;
const DESCRIPTIONS: readonly number[] = [12, 16];

const isNext = (distance: number, mayDescribe: boolean): boolean =>
  distance === 0 || (mayDescribe && DESCRIPTIONS.includes(distance));

/** The content of an entry; undefined where it is damaged, or where the entry and its own header do not agree. */
export function zipContent(source: ZipSource, entry: ZipEntry): Uint8Array | undefined {
  const { path, method, crc, packed, size, at } = entry;
  const head = source.part(at, LENGTHS.local);
  if (head.length < LENGTHS.local) return undefined;
  const view = viewOf(head);
  const [name, extra] = [view.getUint16(26, true), view.getUint16(28, true)];
  const isSame = view.getUint32(0, true) === SIGNATURES.local && view.getUint16(8, true) === method;
  const start = at + LENGTHS.local;
  if (!isSame || source.decodeUtf8(source.part(start, name)) !== path) return undefined;
  const bytes = source.part(start + name + extra, packed);
  const content = method === METHODS.stored ? bytes : source.inflate(bytes, size);
  return content?.length === size && crc32(content) === crc ? content : undefined;
}
