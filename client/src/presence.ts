// Tells the editor whether the workspace holds specs, so that the palette shows commands only where they make sense.
import * as vscode from 'vscode';
import type { Ctx } from './ctx';
import type { Part } from './part';
import { findSpecs } from './pickSpec';

/** Keeps the context key `kynml.hasSpecs` true to the workspace, and sets `kynml.active`. */
export const presence: Part = {
  name: 'presence',
  start(ctx) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.kyn', false, true, false);
    const update = () => void updateKeys(ctx);
    watcher.onDidCreate(update);
    watcher.onDidDelete(update);
    update();
    return vscode.Disposable.from(watcher, vscode.workspace.onDidChangeWorkspaceFolders(update));
  },
};

async function updateKeys(ctx: Ctx): Promise<void> {
  try {
    await vscode.commands.executeCommand('setContext', 'kynml.active', true);
    await vscode.commands.executeCommand('setContext', 'kynml.hasSpecs', (await findSpecs(1)).length > 0);
  } catch (error) {
    ctx.log.error('presence', String(error));
  }
}
