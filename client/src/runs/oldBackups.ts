// Copies of overwritten manifests that version 0.1 kept in the extension's storage. They are only read; new copies are in the folder `.kynml`.
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { ExtensionContext } from 'vscode';

/** The folder of the copies: the storage of the workspace, or of the extension in a window without a folder. */
export const backupFolder = (extension: ExtensionContext): string =>
  path.join((extension.storageUri ?? extension.globalStorageUri).fsPath, 'runs');

/** All copies, newest first; empty when the folder does not exist. */
export async function listBackups(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const kept = names.filter(name => /^\d{4}-.*-[0-9a-f]{12}\.json$/.test(name));
  return kept
    .sort()
    .reverse()
    .map(name => path.join(folder, name));
}
