// Context keys for the content of the workspace, so that the palette shows only applicable commands.
import * as vscode from 'vscode';
import { SPEC_GLOB } from '../../../src-shared/text/specEnding';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { findSpecs } from '../spec/pickSpec';

/** Updates the context keys `kynml.hasSpecs`, `kynml.hasDlm` and `kynml.hasGoldens`, and sets `kynml.active`. */
export const contextKeys: Part = {
  name: 'context keys',
  start(context) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${SPEC_GLOB},${DLM},${GOLDENS}}`, false, true, false);
    let [isUpdating, isOutdated] = [false, false];
    // One search at a time, so that an older one never sets the keys after a newer one, and many events cost two searches.
    const update = async (): Promise<void> => {
      isOutdated = true;
      if (isUpdating) return;
      isUpdating = true;
      while (isOutdated) {
        isOutdated = false;
        await updateKeys(context);
      }
      isUpdating = false;
    };
    watcher.onDidCreate(update);
    watcher.onDidDelete(update);
    void update();
    return vscode.Disposable.from(watcher, vscode.workspace.onDidChangeWorkspaceFolders(update));
  },
};

const DLM = '*.dlm,dlm.lock';
const GOLDENS = '.determinism/lock.json,tests/golden/determinism/tuple-*.json';

const containsFile = async (names: string): Promise<boolean> =>
  (await vscode.workspace.findFiles(`**/{${names}}`, '**/{node_modules,.git}/**', 1)).length > 0;

async function updateKeys(context: ClientContext): Promise<void> {
  try {
    await vscode.commands.executeCommand('setContext', 'kynml.active', true);
    await vscode.commands.executeCommand('setContext', 'kynml.hasSpecs', (await findSpecs(1)).length > 0);
    await vscode.commands.executeCommand('setContext', 'kynml.hasDlm', await containsFile(DLM));
    await vscode.commands.executeCommand('setContext', 'kynml.hasGoldens', await containsFile(GOLDENS));
  } catch (error) {
    context.log.error('context keys', String(error));
  }
}
