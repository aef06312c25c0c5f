// Training overwrites run_manifest.json, so the existing manifest is first copied to the extension's storage.
// The copy is the "previous run" of a comparison. Independent of VS Code.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { writeFileAtomic } from '../../../src-shared/host/node/writeFile';

/** Maximum number of backups; older ones are removed. */
export const MAX_BACKUPS = 50;

/** Identifies a version of a manifest. Separate from the backup, because a backup may fail. */
export interface ManifestStamp {
  /** Modification time in milliseconds. */
  readonly time: number;
  /** SHA-256 of the bytes; undefined when they cannot be read. */
  readonly content: string | undefined;
}

/** Reads the stamp of a manifest; undefined when it does not exist. */
export async function readManifestStamp(manifest: string): Promise<ManifestStamp | undefined> {
  const info = await statFile(manifest);
  if (!info) return undefined;
  const bytes = await readFile(manifest).catch(() => undefined);
  return { time: info.mtimeMs, content: bytes && contentHash(bytes) };
}

/** The stamp of a manifest written since `before`; undefined when none was written. */
export async function findNewManifest(
  manifest: string,
  before: ManifestStamp | undefined,
): Promise<ManifestStamp | undefined> {
  const now = await readManifestStamp(manifest);
  return now && (now.time !== before?.time || now.content !== before.content) ? now : undefined;
}

/**
 * Copies a manifest to `folder` under a name made of its time and content, so that repeated calls keep one copy.
 * Returns the copy; undefined when the manifest does not exist. Rejects when it cannot be read or copied.
 */
export async function backUpManifest(folder: string, manifest: string): Promise<string | undefined> {
  const info = await statFile(manifest);
  if (!info) return undefined;
  const bytes = await readFile(manifest);
  const file = path.join(folder, backupName(info.mtime, bytes));
  if (await statFile(file)) return file;
  // The copy has the time of the run, which the list of runs shows.
  const written = await writeFileAtomic(file, bytes, { times: info });
  if (!written.ok) throw new Error(written.message);
  await removeOld(folder, file);
  return file;
}

/** `2026-04-18T17-30-05.123Z-13e9f1e1db50.json`: sorts by time and is valid on every file system. */
export function backupName(time: Date, bytes: Uint8Array): string {
  return `${time.toISOString().replaceAll(':', '-')}-${contentHash(bytes).slice(0, 12)}.json`;
}

/** All backups, newest first; empty when the folder does not exist. */
export async function listBackups(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const kept = names.filter(name => /^\d{4}-.*-[0-9a-f]{12}\.json$/.test(name));
  return kept
    .sort()
    .reverse()
    .map(name => path.join(folder, name));
}

// The new copy is kept regardless of its age, because it is about to be compared.
async function removeOld(folder: string, newCopy: string): Promise<void> {
  const others = (await listBackups(folder)).filter(file => file !== newCopy);
  await Promise.all(others.slice(MAX_BACKUPS - 1).map(file => rm(file, { force: true })));
}

const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function statFile(file: string) {
  const info = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return info?.isFile() ? info : undefined;
}
