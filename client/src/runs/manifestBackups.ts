// Training overwrites run_manifest.json. So the manifest that lies there is copied into the extension's storage first: no run is lost,
// and "the previous run" can be compared. Knows nothing of VS Code, only of a folder.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import * as path from 'node:path';

/** So many copies are kept; older ones are removed. */
export const MAX_BACKUPS = 50;

/** What tells a manifest from the next one in its place. Taken apart from the copy, for a copy may fail. */
export interface ManifestStamp {
  /** Time of the file in milliseconds. */
  readonly time: number;
  /** SHA-256 of its bytes; undefined when they cannot be read. */
  readonly content: string | undefined;
}

/** The mark of the manifest that lies there now; undefined when there is none. */
export async function readManifestStamp(manifest: string): Promise<ManifestStamp | undefined> {
  const info = await statFile(manifest);
  if (!info) return undefined;
  const bytes = await readFile(manifest).catch(() => undefined);
  return { time: info.mtimeMs, content: bytes && contentHash(bytes) };
}

/** The mark of a manifest that is not the one that lay there before; undefined when no new one was written. */
export async function findNewManifest(
  manifest: string,
  before: ManifestStamp | undefined,
): Promise<ManifestStamp | undefined> {
  const now = await readManifestStamp(manifest);
  return now && (now.time !== before?.time || now.content !== before.content) ? now : undefined;
}

/**
 * Copies a manifest into `folder` under its time and content, so that the same run is kept once however often it is asked for.
 * Gives the copy; undefined when there is no manifest. Rejects when it cannot be read or copied.
 */
export async function backUpManifest(folder: string, manifest: string): Promise<string | undefined> {
  const info = await statFile(manifest);
  if (!info) return undefined;
  const bytes = await readFile(manifest);
  const file = path.join(folder, backupName(info.mtime, bytes));
  if (await statFile(file)) return file;
  await mkdir(folder, { recursive: true });
  // The copy carries the time of the run, because that is what a list of runs shows.
  await writeWhole(file, { bytes, times: info });
  await removeOld(folder, file);
  return file;
}

/** `2026-04-18T17-30-05.123Z-13e9f1e1db50.json`: sorts by time; no character that a file system refuses. */
export function backupName(time: Date, bytes: Uint8Array): string {
  return `${time.toISOString().replaceAll(':', '-')}-${contentHash(bytes).slice(0, 12)}.json`;
}

/** All copies, newest first; none when nothing was ever kept. */
export async function listBackups(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const kept = names.filter(name => /^\d{4}-.*-[0-9a-f]{12}\.json$/.test(name));
  return kept
    .sort()
    .reverse()
    .map(name => path.join(folder, name));
}

// The copy just made stays however old its run is: it is the one that is about to be compared.
async function removeOld(folder: string, made: string): Promise<void> {
  const others = (await listBackups(folder)).filter(file => file !== made);
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

interface Copy {
  readonly bytes: Uint8Array;
  readonly times: { readonly atime: Date; readonly mtime: Date };
}

// A full disk must not leave half a copy under a name that says it is whole.
async function writeWhole(file: string, { bytes, times }: Copy): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await utimes(temporary, times.atime, times.mtime);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
