// The only writer of files: a file is replaced as a whole or not at all, also when the disk is full or the process is
// killed.
import {
  accessSync,
  closeSync,
  constants,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  promises,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { FileContent, IsExpected, WriteResult } from '../host';
import { basename, dirname, join } from '../paths';
import { withSlashes } from '../slashes';
import { temporaryName } from '../temporaryName';
import { writeObstacle } from './byteNames';
import { codeOf, errorText, errorWith } from './errors';
import { followLinks } from './followLinks';
import { removeLeftovers } from './leftovers';
import { nodeCrypto } from './nodeCrypto';
import { readBytes } from './readFile';
import { syncFile, syncFolder } from './synchronize';

/** Access and modification time to give to a written file. */
export interface FileTimes {
  readonly atime: Date;
  readonly mtime: Date;
}

/** How a file is written. `times`: for the new file. `isExpected`: as for `Host.writeAtomic`. */
export interface WriteOptions {
  readonly times?: FileTimes;
  readonly isExpected?: IsExpected;
}

/**
 * Writes a file through symbolic links. Creates parent folders, keeps the mode and, as far as
 * the system allows it, the owner. Other hard links keep the old file, and the result counts them. After a failure the old file is unchanged. Never rejects.
 */
export async function writeFileAtomic(
  path: string,
  content: FileContent,
  options: WriteOptions = {},
): Promise<WriteResult> {
  const obstacle = writeObstacle(path);
  if (obstacle !== undefined) return { ok: false, message: obstacle };
  try {
    const target = followLinks(withSlashes(path));
    makeFolders(dirname(target));
    const old = statSync(target, { throwIfNoEntry: false });
    if (old && !old.isFile())
      return { ok: false, message: old.isDirectory() ? 'it is a folder' : 'it is not a regular file' };
    // Renaming would replace a read-only file, so the permission is checked first.
    if (old) accessSync(target, constants.W_OK);
    await removeLeftovers(dirname(target));
    const leftover = await replace(target, typeof content === 'string' ? [Buffer.from(content)] : content, {
      old,
      ...options,
    });
    return {
      ok: true,
      ...(old && old.nlink > 1 && { hardLinks: old.nlink }),
      ...(leftover !== undefined && { leftover }),
    };
  } catch (error) {
    const message = errorText(error instanceof Unremoved ? error.cause : error, WRITE_FAILURES);
    return { ok: false, message: error instanceof Unremoved ? `${message}; ${error.message}` : message };
  }
}

interface Attributes extends WriteOptions {
  readonly old: Stats | undefined;
}

// A write failed, and its temporary file is still there, e.g. in a folder in which files can only be created.
class Unremoved extends Error {
  constructor(temporary: string, cause: unknown) {
    super(`its temporary file ${basename(temporary)} could not be removed`, { cause });
  }
}

// The result is the name of the temporary file, if it could not be removed.
async function replace(
  target: string,
  pieces: Iterable<Uint8Array>,
  attributes: Attributes,
): Promise<string | undefined> {
  const temporary = join(dirname(target), temporaryName(nodeCrypto().randomBytes(16).toString('hex')));
  // Exclusive: a link that is planted at this name is not followed. Others must not read a private file while it is written.
  const file = await promises.open(temporary, 'wx', attributes.old ? 0o600 : 0o666);
  try {
    try {
      for (const bytes of pieces) await append(file, bytes);
      await finish(file, attributes);
    } finally {
      await file.close();
    }
    await moveTo(target, temporary, attributes.isExpected);
  } catch (error) {
    await promises.unlink(temporary).catch(() => undefined);
    throw isThere(temporary) ? new Unremoved(temporary, error) : error;
  }
  await syncFolder(dirname(target));
  return isThere(temporary) ? basename(temporary) : undefined;
}

// A file that the system does not show, e.g. while Windows removes it, must not change the result of the write.
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

async function moveTo(target: string, temporary: string, isExpected: IsExpected | undefined): Promise<void> {
  const current = isExpected && readBytes(target);
  if (current && !isExpected(current)) throw errorWith(CHANGED, target);
  if (current?.ok) await replaceInTurn(target, current.bytes, temporary);
  else if (current?.reason === 'missing') createFrom(temporary, target);
  else renameSync(temporary, target);
}

// No system compares and replaces a file in one step. So of several writers that expect one content, only the one that creates a file named after this content,
// its turn, replaces it; then the others find another content. A turn lasts for two synchronous calls: one that stays is that of a killed process. It
// is not removed here, because two writers that do so could both go on: there is a next turn.
async function replaceInTurn(target: string, expected: Uint8Array, temporary: string): Promise<void> {
  const { createHash } = nodeCrypto();
  const ofContent = createHash('sha256')
    .update(`${basename(target)}\n`)
    .update(expected)
    .digest('hex');
  const isStill = (): boolean => {
    const now = readBytes(target);
    return now.ok && Buffer.from(now.bytes).equals(expected);
  };
  for (let number = 0; number < MAX_TURNS; number++) {
    const turn = join(dirname(target), temporaryName(`${number}${ofContent}`.slice(0, 32)));
    for (const end = performance.now() + TURN_MS; performance.now() < end; await setTimeout(TURN_POLL_MS)) {
      const isMine = takeTurn(turn);
      try {
        if (!isStill()) throw errorWith(CHANGED, target);
        if (isMine) return renameSync(temporary, target);
      } finally {
        if (isMine) endTurn(turn);
      }
    }
  }
  // Someone may have planted files with these names, which must not make the file read-only.
  if (!isStill()) throw errorWith(CHANGED, target);
  renameSync(temporary, target);
}

// Long enough for a slow disk, and rarely waited for: only after a process was killed between two system calls.
const TURN_MS = 3000;
const TURN_POLL_MS = 10;
const MAX_TURNS = 3;

function takeTurn(turn: string): boolean {
  try {
    closeSync(openSync(turn, 'wx'));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function endTurn(turn: string): void {
  try {
    unlinkSync(turn);
  } catch {
    // It is removed as a leftover.
  }
}

// A rename would replace a file that another process has made since the check; a second name for a file is made only if the name is free.
function createFrom(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch {
    // Some disks allow one name for a file. There, an empty file takes the name, which fails where it is taken.
    takeName(target);
    renameSync(temporary, target);
    return;
  }
  try {
    unlinkSync(temporary);
  } catch {
    // The file is written. Its other name is reported, and removed as a leftover where that is allowed.
  }
}

function takeName(target: string): void {
  try {
    closeSync(openSync(target, 'wx'));
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? errorWith(CHANGED, target) : error;
  }
}

async function append(file: FileHandle, bytes: Uint8Array): Promise<void> {
  // One call may write only a part, for example when the disk becomes full.
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at);
    if (bytesWritten === 0) throw errorWith(NOT_ACCEPTED, 'write');
    at += bytesWritten;
  }
}

async function finish(file: FileHandle, { old, times }: Attributes): Promise<void> {
  if (old) await copyOwnerAndMode(file, old);
  if (times) await file.utimes(times.atime, times.mtime);
  await syncFile(file);
}

async function copyOwnerAndMode(file: FileHandle, old: Stats): Promise<void> {
  const now = await file.stat();
  if (now.uid !== old.uid || now.gid !== old.gid)
    await file
      .chown(old.uid, old.gid)
      // Only root may give a file away, but a user may keep its group.
      .catch(() => file.chown(now.uid, old.gid))
      .catch(() => undefined);
  // Disks without modes, such as those of Windows, refuse to set one; there, all files have the same.
  if (((await file.stat()).mode & 0o7777) !== (old.mode & 0o7777)) await file.chmod(old.mode & 0o7777);
}

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

// Not codes of the system.
const CHANGED = 'CHANGED';
const NOT_ACCEPTED = 'NOT_ACCEPTED';

const WRITE_FAILURES: Readonly<Record<string, string>> = {
  [CHANGED]: 'another program changed it meanwhile, so try again',
  [NOT_ACCEPTED]: 'the disk does not accept the data',
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
