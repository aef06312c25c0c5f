// Bounded reading: only regular files, and never more bytes than a file had when it was opened. A pipe, a device or a
// file of /proc may block or never end. `promises` is loaded where it is used, because most commands of `kyn` do not need it.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  promises,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { FolderResult, HashOptions, HashResult, ReadFailure, ReadResult, Stat } from '../host';
import { linkFailure } from '../linkFailure';
import { withSlashes } from '../slashes';
import { isByteName, nameOf, systemPath } from './byteNames';
import { codeOf } from './errors';
import { hashPieces, type ReadPiece } from './hashPieces';

const MAX_FILE = 64 * 1024 * 1024;

// Opening must not wait either; Windows does not have these flags.
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Whole content of a file of at most `limit` bytes. `isListed`: see Host. */
export function readBytes(path: string, limit = MAX_FILE, isListed = false): ReadResult {
  const read: Read = (file, info) =>
    info.size > limit
      ? { ok: false, reason: 'too-large' }
      : { ok: true, bytes: bytesOf(file, info.size), stat: statOf(info) };
  return withFile(path, read, isListed);
}

/** The first bytes of a file, at most `length`. */
export function readHead(path: string, length: number): ReadResult {
  return withFile(path, (file, info) => ({
    ok: true,
    bytes: bytesOf(file, Math.min(length, info.size)),
    stat: statOf(info),
  }));
}

/** The bytes of a file from an offset on, at most `length`. */
export function readPart(path: string, from: number, length: number): ReadResult {
  return withFile(path, (file, { size }) => ({
    ok: true,
    bytes: bytesOf(file, Math.min(length, Math.max(0, size - from)), from),
  }));
}

function bytesOf(file: number, length: number, from = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  let read = 0;
  for (let more = -1; more !== 0 && read < length; read += more)
    more = readSync(file, bytes, read, length - read, from + read);
  return bytes.subarray(0, read);
}

type Read = (file: number, info: Stats) => ReadResult;

function withFile(path: string, read: Read, isListed = false): ReadResult {
  let file: number | undefined;
  try {
    const refused = isListed ? undefined : refusalBefore(path);
    if (refused) return { ok: false, reason: refused };
    file = openSync(systemPath(path), READ);
    const info = fstatSync(file);
    const replaced = isListed ? refusalAt(path, info) : refusal(info);
    return replaced ? { ok: false, reason: replaced } : read(file, info);
  } catch (error) {
    return { ok: false, reason: failureOf(error, path) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

// Opening a device may have an effect. Missing files are frequent, and an exception costs more than the check.
function refusalBefore(path: string): ReadFailure | undefined {
  const found = statSync(systemPath(path), { throwIfNoEntry: false });
  return found ? refusalAt(path, found) : absence(path);
}

const refusal = (info: Stats): ReadFailure | undefined =>
  info.isDirectory() ? 'folder' : info.isFile() ? undefined : 'special';

const refusalAt = (path: string, info: Stats): ReadFailure | undefined =>
  refusal(info) ?? (isOfSystem(path, info.size) ? 'special' : undefined);

// proc, sysfs, debugfs, tracefs, securityfs, cgroup and cgroup2.
const SYSTEM_TYPES: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x27e0eb, 0x63677270,
]);

// The kernel writes such a file while it is read, so its size is unknown: it claims to have no bytes, or one page. Only then is the system asked.
const isOfSystem = (path: string, size: number): boolean =>
  process.platform === 'linux' && (size === 0 || size === 4096) && SYSTEM_TYPES.has(statfsSync(systemPath(path)).type);

/** SHA-256 of a file of any size, in pieces. */
export async function hashFile(path: string, options: HashOptions = {}): Promise<HashResult> {
  let file: FileHandle | undefined;
  try {
    const refused = refusalAt(path, statSync(systemPath(path)));
    if (refused) return { ok: false, reason: refused };
    file = await promises.open(systemPath(path), READ);
    const info = await file.stat();
    const replaced = refusal(info);
    return replaced ? { ok: false, reason: replaced } : await hashPieces(readPiece(file), info.size, options);
  } catch (error) {
    return { ok: false, reason: failureOf(error, path) };
  } finally {
    await file?.close().catch(() => undefined);
  }
}

const readPiece =
  (file: FileHandle): ReadPiece =>
  async (into, length, at) =>
    (await file.read(into, 0, length, at)).bytesRead;

// Why there is nothing at a path: there is no entry, or it is a link to nothing.
function absence(path: string): ReadFailure {
  const target = linkTarget(path);
  return target === undefined ? 'missing' : linkFailure(target);
}

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

function failureOf(error: unknown, path: string): ReadFailure {
  if (MISSING.has(codeOf(error))) return absence(path);
  const reasons: Record<string, ReadFailure> = {
    EISDIR: 'folder',
    EACCES: 'denied',
    EPERM: 'denied',
    ENAMETOOLONG: 'name-too-long',
    ELOOP: 'link-cycle',
  };
  return reasons[codeOf(error)] ?? 'unreadable';
}

/** The path after following links; undefined if it does not exist. */
export function realPath(path: string): string | undefined {
  try {
    if (isByteName(path)) return nameOf(realpathSync.native(systemPath(path), 'buffer'));
    return withSlashes(realpathSync.native(path));
  } catch {
    return undefined;
  }
}

/** The target of a symbolic link, as it is written in the link; undefined for anything else. */
export function linkTarget(path: string): string | undefined {
  try {
    // Most paths are not links, and an exception costs more than the check.
    const isLink = lstatSync(systemPath(path), { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink ? withSlashes(readlinkSync(systemPath(path))) : undefined;
  } catch {
    return undefined;
  }
}

const kindOf = (entry: Pick<Stats, 'isFile' | 'isDirectory'>): Stat['kind'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';

// Of a folder that belongs to this user, a disk without permissions reports that all may write. Windows has neither a user nor such a permission.
const isShared = ({ mode, uid }: Stats): boolean =>
  process.getuid !== undefined && (mode & 0o002) !== 0 && ((mode & 0o1000) !== 0 || uid !== process.getuid());

function statOf(info: Stats): Stat {
  const { size, mtimeMs: modified, ctimeMs: changed, ino: inode } = info;
  const stat: Stat = { kind: kindOf(info), size, modified, changed, inode };
  return info.isDirectory() && isShared(info) ? { ...stat, isShared: true } : stat;
}

/** The entry at a path, after following links. */
export function stat(path: string): Stat | undefined {
  try {
    // Missing files are frequent, and an exception costs more than the check.
    const info = statSync(systemPath(path), { throwIfNoEntry: false });
    return info && statOf(info);
  } catch {
    return undefined;
  }
}

/** Entries of a folder, or why it cannot be read. */
export function readFolder(path: string): FolderResult {
  try {
    const entries = readdirSync(systemPath(path), { withFileTypes: true });
    return { ok: true, entries: entries.map(entry => ({ name: entry.name, kind: kindOf(entry) })) };
  } catch (error) {
    return { ok: false, reason: failureOf(error, path) };
  }
}
