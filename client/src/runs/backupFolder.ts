// Where copies of overwritten manifests and the manifest of a working folder lie.
import * as path from 'node:path';
import type { ExtensionContext } from 'vscode';

/** The folder of the copies: in the storage of this workspace, else in that of the extension (a window without a folder). */
export const backupFolder = (extension: ExtensionContext): string =>
  path.join((extension.storageUri ?? extension.globalStorageUri).fsPath, 'runs');

/** The manifest that training writes into its working folder. */
export const manifestPath = (folder: string): string => path.join(folder, 'run_manifest.json');
