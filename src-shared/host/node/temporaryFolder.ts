// A folder for the files of one command, outside of the workspace.
import { constants, promises, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WriteResult } from '../host';
import { withSlashes } from '../slashes';
import { ownedName, temporaryName } from '../temporaryName';
import { writeObstacle } from './byteNames';
import { errorText, errorWith } from './errors';
import { removeLeftovers } from './leftovers';
import { nodeCrypto } from './nodeCrypto';
import { onProcessEnd } from './onProcessEnd';
import { processIdentity } from './processIdentity';
import { removeFolder } from './removeFolder';

/** The folder, with a function that removes it, or why it could not be created: a clause. */
export type TemporaryFolder =
  | { readonly ok: true; readonly path: string; readonly remove: () => Promise<WriteResult> }
  | { readonly ok: false; readonly message: string };

/**
 * Creates a new folder that only this user can read. The caller removes it; so does a signal that ends this process, and if this process is killed, the
 * next call an hour later.
 */
export async function createTemporaryFolder(prefix: string): Promise<TemporaryFolder> {
  try {
    const around = await promises.realpath(tmpdir());
    await removeLeftovers(around);
    const owner = ownedName(prefix, { pid: process.pid, identity: processIdentity(process.pid) ?? '' });
    const folder = withSlashes(path.join(around, temporaryName(nodeCrypto().randomBytes(16).toString('hex'), owner)));
    await promises.mkdir(folder, { mode: 0o700 });
    const stop = showUse(folder);
    const cancel = onProcessEnd(() => removeNow(folder));
    const end = (): void => {
      stop();
      cancel();
    };
    return { ok: true, path: folder, remove: () => removeFolder(folder).finally(end) };
  } catch (error) {
    return { ok: false, message: errorText(error, FAILURES) };
  }
}

// Another computer or container with the same folder for temporary files does not see this process, so the time of the folder is kept new.
function showUse(folder: string): () => void {
  const touch = (): void => {
    const now = new Date();
    promises.utimes(folder, now, now).catch(() => undefined);
  };
  const timer = setInterval(touch, USE_SHOWN_MS).unref();
  return () => clearInterval(timer);
}

const USE_SHOWN_MS = 10 * 60 * 1000;

// No one is left who could be told about a failure.
function removeNow(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}

/** Writes a file that does not exist yet. */
export async function writeNewFile(target: string, bytes: Uint8Array): Promise<WriteResult> {
  try {
    refuseBytes(target);
    await promises.writeFile(target, bytes, { flag: 'wx' });
    return { ok: true };
  } catch (error) {
    return { ok: false, message: errorText(error, FAILURES) };
  }
}

/** Creates a folder, and those above it. */
export async function makeFolder(target: string): Promise<WriteResult> {
  try {
    refuseBytes(target);
    await promises.mkdir(target, { recursive: true });
    return { ok: true };
  } catch (error) {
    return { ok: false, message: errorText(error, FAILURES) };
  }
}

/** Copies a file to a path that does not exist yet, and creates its folder. */
export async function copyNewFile(from: string, target: string): Promise<WriteResult> {
  try {
    refuseBytes(target);
    refuseBytes(from);
    await promises.mkdir(path.dirname(target), { recursive: true });
    await promises.copyFile(from, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: errorText(error, FAILURES) };
  }
}

function refuseBytes(path: string): void {
  if (writeObstacle(path) !== undefined) throw errorWith(NOT_UTF8, path);
}

const NOT_UTF8 = 'NOT_UTF8';

const FAILURES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'a file with this name exists',
  ENOENT: 'the folder for temporary files does not exist',
  ENOSPC: 'the disk is full',
  [NOT_UTF8]: 'its path is not UTF-8',
  EROFS: 'the disk is read-only',
};
