// The only writer of files: a file is replaced as a whole or not at all, also when the disk is full or the process is
// killed.
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, type Stats, statSync } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, unlink } from 'node:fs/promises';
import type { WriteResult } from '../host';
import { dirname, join } from '../paths';
import { codeOf, errorText } from './errors';
import { followLinks } from './followLinks';
import { withSlashes } from './readFile';

/** Access and modification time to give to a written file. */
export interface FileTimes {
  readonly atime: Date;
  readonly mtime: Date;
}

const TEMPORARY = /^\.kynml-[0-9a-f]{32}\.tmp$/;
const LEFTOVER_AGE_MS = 60 * 60 * 1000;

/**
 * Writes a file through symbolic links; text is encoded as UTF-8. Creates parent folders, keeps the mode and, as far as
 * the system allows it, the owner. After a failure the old file is unchanged. Never rejects.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  times?: FileTimes,
): Promise<WriteResult> {
  try {
    const target = followLinks(withSlashes(path));
    makeFolders(dirname(target));
    const old = statSync(target, { throwIfNoEntry: false });
    if (old && !old.isFile())
      return { ok: false, message: old.isDirectory() ? 'it is a folder' : 'it is not a regular file' };
    // Renaming would replace a read-only file, so the permission is checked first.
    if (old) accessSync(target, constants.W_OK);
    await removeLeftovers(dirname(target));
    await replace(target, Buffer.from(data), { old, times });
    return { ok: true };
  } catch (error) {
    return { ok: false, message: errorText(error, WRITE_FAILURES) };
  }
}

interface Attributes {
  readonly old: Stats | undefined;
  readonly times: FileTimes | undefined;
}

async function replace(target: string, bytes: Uint8Array, attributes: Attributes): Promise<void> {
  const temporary = join(dirname(target), `.kynml-${randomBytes(16).toString('hex')}.tmp`);
  // Exclusive: a link that is planted at this name is not followed. Others must not read a private file while it is written.
  const file = await open(temporary, 'wx', attributes.old ? 0o600 : 0o666);
  try {
    try {
      await fill(file, bytes, attributes);
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target));
}

async function fill(file: FileHandle, bytes: Uint8Array, { old, times }: Attributes): Promise<void> {
  // One call may write only a part, for example when the disk becomes full.
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
  if (old) await copyOwnerAndMode(file, old);
  if (times) await file.utimes(times.atime, times.mtime);
  await file.sync().catch(ignoreUnsupported);
}

async function copyOwnerAndMode(file: FileHandle, old: Stats): Promise<void> {
  const now = await file.stat();
  if (now.uid !== old.uid || now.gid !== old.gid)
    await file
      .chown(old.uid, old.gid)
      // Only root may give a file away, but a user may keep its group.
      .catch(() => file.chown(now.uid, old.gid))
      .catch(() => undefined);
  await file.chmod(old.mode & 0o7777);
}

// Some network file systems cannot synchronize a file.
function ignoreUnsupported(error: unknown): void {
  if (!['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(codeOf(error))) throw error;
}

// The new content is in place already. Without this step, a power failure could bring the old one back.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close().catch(() => undefined);
}

// A killed process leaves its temporary file behind. One that is younger may still be in use by another process.
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(n => TEMPORARY.test(n))) {
    const path = join(folder, name);
    const info = await lstat(path).catch(() => undefined);
    // Not the modification time: a file that is being written may be given an old one.
    if (info?.isFile() && isOwn(info) && Date.now() - info.ctimeMs > LEFTOVER_AGE_MS)
      await unlink(path).catch(() => undefined);
  }
}

const isOwn = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();

// One by one from the nearest existing folder: Node's recursive mkdir never returns below some system folders.
function makeFolders(folder: string): void {
  const missing: string[] = [];
  const exists = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;
  for (let at = folder; !exists(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  for (const path of missing.reverse()) makeFolder(path);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

const WRITE_FAILURES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ENOENT: 'its folder cannot be created',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would be larger than the system allows',
  EBUSY: 'the system uses it, for example because it is mounted on its own in a container',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a parent folder is a file',
  EEXIST: 'a parent folder is a file',
  ELOOP: 'it is a link that leads back to itself',
  ENXIO: 'it is an open file of a process, such as its standard output',
  ENAMETOOLONG: 'its name is too long',
};
