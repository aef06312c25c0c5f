// Makes sure that the disk has what was written, before it is given its name.
import { promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { codeOf } from './errors';

// Some network file systems cannot synchronize a file.
const UNSUPPORTED: readonly string[] = ['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/** Synchronizes a file. Rejects where the disk does not accept the data: some disks are only found to be full now. */
export async function syncFile(file: FileHandle): Promise<void> {
  await file.sync().catch(error => {
    if (!UNSUPPORTED.includes(codeOf(error))) throw error;
  });
}

/** Synchronizes the names in a folder. Without this step, a power failure could bring the old ones back. Never rejects. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await promises.open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close().catch(() => undefined);
}
