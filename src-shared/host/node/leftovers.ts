// What killed processes left behind: temporary files and folders, and parts of folders that were being written or removed.
import { promises, type Stats } from 'node:fs';
import { join } from '../paths';
import { ownerIn, temporaryKind } from '../temporaryName';
import { processIdentity } from './processIdentity';

// One that is younger may still be in use by another process, also one of another computer or container.
const LEFTOVER_AGE_MS = 60 * 60 * 1000;

/** Removes what is older than an hour, belongs to this user and is used by no process of this computer in a folder. Never rejects. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await promises.readdir(folder).catch(() => []);
  for (const name of names) {
    const kind = temporaryKind(name);
    if (!kind) continue;
    const path = join(folder, name);
    const info = await promises.lstat(path).catch(() => undefined);
    if (!info || !(kind === 'file' ? info.isFile() : info.isDirectory())) continue;
    // Not the modification time: a file that is being written may be given an old one.
    if (isOwn(info) && Date.now() - info.ctimeMs > LEFTOVER_AGE_MS && !isUsed(name))
      await promises.rm(path, { recursive: kind === 'folder' }).catch(() => undefined);
  }
}

const isOwn = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();

function isUsed(name: string): boolean {
  const owner = ownerIn(name);
  const running = owner && processIdentity(owner.pid);
  return running !== undefined && (running === '' || owner?.identity === '' || running === owner?.identity);
}
