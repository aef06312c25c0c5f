// Identifies a version of a run manifest, to find out whether a training wrote a new one. Independent of VS Code.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** Identifies a version of a manifest. */
export interface ManifestStamp {
  /** Modification time in milliseconds. */
  readonly time: number;
  /** SHA-256 of the bytes; undefined when they cannot be read. */
  readonly content: string | undefined;
}

/** The manifest that training writes to its working folder. */
export const manifestPath = (folder: string): string => path.join(folder, 'run_manifest.json');

/** Reads the stamp of a manifest; undefined when it does not exist. */
export async function readManifestStamp(manifest: string): Promise<ManifestStamp | undefined> {
  const info = await statFile(manifest);
  if (!info) return undefined;
  const bytes = await readFile(manifest).catch(() => undefined);
  return { time: info.mtimeMs, content: bytes && createHash('sha256').update(bytes).digest('hex') };
}

/** The stamp of a manifest written since `before`; undefined when none was written. */
export async function findNewManifest(
  manifest: string,
  before: ManifestStamp | undefined,
): Promise<ManifestStamp | undefined> {
  const now = await readManifestStamp(manifest);
  return now && (now.time !== before?.time || now.content !== before.content) ? now : undefined;
}

async function statFile(file: string) {
  const info = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return info?.isFile() ? info : undefined;
}
