// Writes a folder with all its files as a whole or not at all.
import { lstatSync, promises, rmSync } from 'node:fs';
import type { WriteResult } from '../host';
import { dirname, join } from '../paths';
import { temporaryName } from '../temporaryName';
import { writeObstacle } from './byteNames';
import { errorText, errorWith } from './errors';
import { removeLeftovers } from './leftovers';
import { nodeCrypto } from './nodeCrypto';
import { onProcessEnd } from './onProcessEnd';
import { syncFile, syncFolder } from './synchronize';

type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * Writes files by their paths in a folder that does not exist yet; a text is encoded as UTF-8. They are written next to it first, so the folder is never
 * seen with a part of them. The folder around it must exist. Never rejects.
 */
export async function writeNewFolder(target: string, files: Files): Promise<WriteResult> {
  const obstacle = writeObstacle(target);
  if (obstacle !== undefined) return { ok: false, message: obstacle };
  // A program that is killed by force leaves this name behind; the next one that writes in the same folder removes it.
  const temporary = temporaryName(nodeCrypto().randomBytes(16).toString('hex'), target);
  const cancel = onProcessEnd(() => rmSync(temporary, { recursive: true, force: true }));
  try {
    refuseExisting(target);
    await removeLeftovers(dirname(target));
    await promises.mkdir(temporary);
    for (const [path, content] of files) await writeIn(temporary, path, content);
    for (const folder of foldersOf(files.keys())) await syncFolder(join(temporary, folder));
    refuseExisting(target);
    await promises.rename(temporary, target);
    await syncFolder(dirname(target));
    return { ok: true };
  } catch (error) {
    await promises.rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    return { ok: false, message: errorText(error, FAILURES) };
  } finally {
    cancel();
  }
}

async function writeIn(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  const file = join(folder, path);
  await promises.mkdir(dirname(file), { recursive: true });
  const handle = await promises.open(file, 'wx');
  try {
    await handle.writeFile(content);
    await syncFile(handle);
  } finally {
    await handle.close();
  }
}

// The folder itself and all folders in it, each once.
function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set(['.']);
  for (const path of paths)
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) found.add(path.slice(0, cut));
  return found;
}

// A link to nothing has the name, too.
function refuseExisting(target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false })) throw errorWith('EEXIST', target);
}

const FAILURES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'something with this name exists',
  ENOENT: 'the folder around it does not exist',
  ENOTDIR: 'a parent folder is a file',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'a name is too long',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EIO: 'the disk does not accept the data',
};
