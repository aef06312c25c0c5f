// What killed processes left behind: temporary files, and parts of folders that were being written or removed.
import { promises, type Stats } from 'node:fs';
import { join } from '../paths';
import { temporaryKind } from '../temporaryName';

// One that is younger may still be in use by another process.
const LEFTOVER_AGE_MS = 60 * 60 * 1000;

/** Removes what is older than an hour and belongs to this user in a folder. Never rejects. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await promises.readdir(folder).catch(() => []);
  for (const name of names) {
    const kind = temporaryKind(name);
    if (!kind) continue;
    const path = join(folder, name);
    const info = await promises.lstat(path).catch(() => undefined);
    if (!info || !(kind === 'file' ? info.isFile() : info.isDirectory())) continue;
    // Not the modification time: a file that is being written may be given an old one.
    if (isOwn(info) && Date.now() - info.ctimeMs > LEFTOVER_AGE_MS)
      await promises.rm(path, { recursive: kind === 'folder' }).catch(() => undefined);
  }
}

const isOwn = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();
