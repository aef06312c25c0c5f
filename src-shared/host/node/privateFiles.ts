// Files in this user's cache that a later run may use: read only if no one else can have written them and nothing is damaged, and never needed.
import { createHash, randomBytes } from 'node:crypto';
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

const DIGEST_BYTES = 32;
const DAY_MS = 24 * 60 * 60 * 1000;
const UNUSED_AGE_MS = 30 * DAY_MS;

/** A kind of such files: the end of their names, and how many are kept. */
export interface PrivateKind {
  readonly suffix: string;
  readonly most: number;
}

/** The content of a file that `writePrivate` wrote; undefined if there is none, or it cannot be trusted. Its folder and its digest are checked. */
export function readPrivate(file: string): Buffer | undefined {
  try {
    const info = lstatSync(file);
    if (!isPrivate(lstatSync(dirname(file)), 'folder') || !isPrivate(info, 'file')) return undefined;
    const bytes = readFileSync(file);
    const content = bytes.subarray(DIGEST_BYTES);
    if (!digest(content).equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
    markUsed(file, info);
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
  const temporary = join(folder, `${randomBytes(16).toString('hex')}${kind.suffix}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(lstatSync(folder), 'folder')) return;
    writeFileSync(temporary, Buffer.concat([digest(content), content]), { flag: 'wx', mode: 0o600 });
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
function removeUnused(folder: string, { suffix, most }: PrivateKind): void {
  const files = readdirSync(folder)
    .filter(name => name.endsWith(suffix))
    .flatMap(name => {
      const path = join(folder, name);
      const info = lstatSync(path, { throwIfNoEntry: false });
      return info ? [{ path, used: info.mtimeMs }] : [];
    })
    .sort((a, b) => b.used - a.used);
  for (const [i, { path, used }] of files.entries()) {
    if (i < most && Date.now() - used <= UNUSED_AGE_MS) continue;
    try {
      unlinkSync(path);
    } catch {}
  }
}

const digest = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest();

// Only this user may have written it. Windows has no owner and mode here; its folder of local data is private.
function isPrivate(info: Stats, kind: 'file' | 'folder'): boolean {
  if (!(kind === 'file' ? info.isFile() : info.isDirectory())) return false;
  return process.getuid === undefined || (info.uid === process.getuid() && (info.mode & 0o077) === 0);
}
