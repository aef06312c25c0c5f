// Paths of manifest backups and of the manifest in a working folder.
import * as path from 'node:path';
import type { ExtensionContext } from 'vscode';

/** The folder of the backups: the storage of the workspace, or of the extension in a window without a folder. */
export const backupFolder = (extension: ExtensionContext): string =>
  path.join((extension.storageUri ?? extension.globalStorageUri).fsPath, 'runs');

/** The manifest that training writes to its working folder. */
export const manifestPath = (folder: string): string => path.join(folder, 'run_manifest.json');
