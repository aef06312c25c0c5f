// Training overwrites run_manifest.json. So the manifest that lies there is copied into the extension's storage first: no run is lost,
// and "the previous run" can be compared. Knows nothing of VS Code, only of a folder.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import * as path from 'node:path';

/** A manifest that was copied. */
export interface KeptRun {
  /** The copy. */
  readonly file: string;
  /** Time of the manifest in milliseconds, and of the copy. */
  readonly time: number;
}

/**
 * Copies a manifest into `folder` under its time and content, so that the same run is kept once however often it is asked for.
 * Undefined when there is no manifest. Rejects when it cannot be read or copied.
 */
export async function keepRun(folder: string, manifest: string): Promise<KeptRun | undefined> {
  const info = await statFile(manifest);
  if (!info) return undefined;
  const bytes = await readFile(manifest);
  const file = path.join(folder, keptName(info.mtime, bytes));
  await mkdir(folder, { recursive: true });
  await writeWhole(file, bytes);
  // The copy carries the time of the run, because that is what a list of runs shows.
  await utimes(file, info.atime, info.mtime);
  return { file, time: info.mtimeMs };
}

/** `2026-04-18T17-30-05.123Z-13e9f1e1db50.json`: sorts by time; no character that a file system refuses. */
export function keptName(time: Date, bytes: Uint8Array): string {
  const content = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `${time.toISOString().replaceAll(':', '-')}-${content}.json`;
}

/** The manifest of a run that ended, when it is not the one that lay there before; undefined when no new one was written. */
export async function freshRun(manifest: string, before: KeptRun | undefined): Promise<{ time: number } | undefined> {
  const info = await statFile(manifest);
  return info && info.mtimeMs !== before?.time ? { time: info.mtimeMs } : undefined;
}

/** All copies, newest first; none when nothing was ever kept. */
export async function listKept(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const kept = names.filter(name => /^\d{4}-.*-[0-9a-f]{12}\.json$/.test(name));
  return kept
    .sort()
    .reverse()
    .map(name => path.join(folder, name));
}

/** Takes a copy back that turned out not to be needed. */
export async function dropKept(kept: KeptRun | undefined): Promise<void> {
  if (kept) await rm(kept.file, { force: true });
}

async function statFile(file: string) {
  const info = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return info?.isFile() ? info : undefined;
}

// A full disk must not leave half a copy under a name that says it is whole.
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
