// New Spec: opens an unsaved spec that passes every check.
import * as vscode from 'vscode';
import { commands } from '../../../src-shared/protocol/commands';
import type { Command } from '../base/command';
import { specTemplate } from '../spec/specTemplate';

/** The command. */
export const newSpec: Command = {
  id: commands.newSpec,
  async run() {
    const folder = vscode.workspace.workspaceFolders?.[0];
    await (folder ? openNamed(await freeName(folder.uri)) : openNameless());
  },
};

// An untitled document with a path is saved there without a dialog.
async function openNamed(file: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document);
  if (document.getText() === '') await editor.edit(edit => edit.insert(new vscode.Position(0, 0), specTemplate));
  editor.selection = new vscode.Selection(0, 0, 0, 0);
}

async function openNameless(): Promise<void> {
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'kynml', content: specTemplate }),
  );
}

async function freeName(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number += 1) {
    const file = vscode.Uri.joinPath(folder, number === 1 ? 'spec.kyn' : `spec-${number}.kyn`);
    if (!(await isTaken(file))) return file;
  }
}

async function isTaken(file: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some(open => open.uri.path === file.path)) return true;
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
