// Removes a folder that this tool has created, with all that is in it.
import { promises } from 'node:fs';
import type { WriteResult } from '../host';
import { temporaryName } from '../temporaryName';
import { errorText } from './errors';
import { nodeCrypto } from './nodeCrypto';

/** Removes a folder; one that does not exist is removed already. Links in it are removed, not followed, and a link at its place is kept. Never rejects. */
export async function removeFolder(path: string): Promise<WriteResult> {
  try {
    const info = await promises.lstat(path).catch(() => undefined);
    if (!info) return { ok: true };
    if (!info.isDirectory()) return { ok: false, message: 'it is not a folder' };
    // Under another name first, so that a program that is killed leaves no half of the folder.
    const removed = temporaryName(nodeCrypto().randomBytes(16).toString('hex'), path);
    await promises.rename(path, removed);
    await promises.rm(removed, { recursive: true });
    return { ok: true };
  } catch (error) {
    return { ok: false, message: errorText(error, FAILURES) };
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EBUSY: 'another program uses it',
  EROFS: 'the disk is read-only',
};
