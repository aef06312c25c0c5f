// Files in this user's cache that a later run may use: read only if no one else can have written them and nothing is damaged, and never needed.
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const DAY_MS = 24 * 60 * 60 * 1000;
const UNUSED_AGE_MS = 30 * DAY_MS;

/** A kind of such files: the end of their names, how many are kept, and their size together, in bytes. `sealed` adds to a content what shows damage, and `opened` checks and removes it. */
export interface PrivateKind {
  readonly suffix: string;
  readonly most: number;
  readonly room: number;
  readonly sealed: (content: Uint8Array) => Uint8Array;
  readonly opened: (bytes: Buffer) => Buffer | undefined;
}

/** The content of a file that `writePrivate` wrote; undefined if there is none, or it cannot be trusted. */
export function readPrivate(file: string, { opened }: PrivateKind): Buffer | undefined {
  try {
    const info = lstatSync(file);
    if (!isPrivate(lstatSync(dirname(file)), 'folder') || !isPrivate(info, 'file')) return undefined;
    const content = opened(readFileSync(file));
    if (content) markUsed(file, info);
    return content;
  } catch {
    return undefined;
  }
}

// The time of the last use decides what is removed. Once a day is precise enough.
function markUsed(file: string, { mtimeMs }: Stats): void {
  const now = new Date();
  if (now.getTime() - mtimeMs < DAY_MS) return;
  try {
    utimesSync(file, now, now);
  } catch {}
}

/** Replaces a file as a whole. A failure only means that a later run does the work again. */
export function writePrivate(file: string, content: Uint8Array, kind: PrivateKind): void {
  const folder = dirname(file);
  // Only this user can write there, so the name need not be secret, only new.
  const temporary = join(folder, `${process.pid}-${Math.random().toString(36).slice(2)}${kind.suffix}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(lstatSync(folder), 'folder')) return;
    writeFileSync(temporary, kind.sealed(content), { flag: 'wx', mode: 0o600 });
    renameSync(temporary, file);
    removeUnused(folder, kind);
  } catch {
    // The temporary file may not exist.
    try {
      unlinkSync(temporary);
    } catch {}
  }
}

// The newest files are kept: a file of another start may be gone at any time.
function removeUnused(folder: string, { suffix, most, room }: PrivateKind): void {
  const files = readdirSync(folder)
    .filter(name => name.endsWith(suffix))
    .flatMap(name => {
      const path = join(folder, name);
      const info = lstatSync(path, { throwIfNoEntry: false });
      return info ? [{ path, used: info.mtimeMs, size: info.size }] : [];
    })
    .sort((a, b) => b.used - a.used);
  let together = 0;
  for (const [i, { path, used, size }] of files.entries()) {
    together += size;
    const isKept = i === 0 || (i < most && together <= room);
    if (isKept && Date.now() - used <= UNUSED_AGE_MS) continue;
    try {
      unlinkSync(path);
    } catch {}
  }
}

// Only this user may have written it. Windows has no owner and mode here; its folder of local data is private.
function isPrivate(info: Stats, kind: 'file' | 'folder'): boolean {
  if (!(kind === 'file' ? info.isFile() : info.isDirectory())) return false;
  return process.getuid === undefined || (info.uid === process.getuid() && (info.mode & 0o077) === 0);
}
