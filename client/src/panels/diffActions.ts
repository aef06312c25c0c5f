// What the buttons of a comparison do outside of its webview.
import * as vscode from 'vscode';
import type { ExtensionContext } from '../base/extensionContext';
import { t } from '../ui/l10n';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import type { Sides } from './diffSession';
import { diffTitle } from './diffTitle';

/** Puts the comparison on the clipboard as Markdown. */
export async function copyMarkdown(context: ExtensionContext, { a, b }: Sides): Promise<void> {
  const text = await context.request('kynml/diffMarkdown', { a, b });
  if (text === null) {
    showMessage('warning', t('Nothing was copied because one of the two files cannot be compared anymore.'));
    return;
  }
  await vscode.env.clipboard.writeText(text);
  showStatusMessage(`$(check) ${t('Comparison copied as Markdown')}`);
}

/** Opens the two files in the editor's own diff. */
export async function openTextDiff({ a, b }: Sides): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', fileOf(a), fileOf(b), titleOf({ a, b }));
}

/** Opens one of the two files beside the other editors of the group. */
export async function openSide(uri: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', fileOf(uri));
}

/** Title of a comparison, from the paths as people know them. */
export function titleOf({ a, b }: Sides): string {
  return diffTitle(labelOf(a), labelOf(b));
}

/** An entry of a file (`sweep_results.json#3`) is compared as that file. */
function fileOf(uri: string): vscode.Uri {
  return vscode.Uri.parse(uri).with({ fragment: '' });
}

function labelOf(uri: string): string {
  const { fragment } = vscode.Uri.parse(uri);
  const path = pathOf(fileOf(uri));
  return fragment ? `${path}#${fragment}` : path;
}

// Outside of the workspace, where kept copies lie, the name with its folder tells enough; a title has no room for a whole path.
function pathOf(file: vscode.Uri): string {
  if (vscode.workspace.getWorkspaceFolder(file)) return vscode.workspace.asRelativePath(file);
  return file.path.split('/').slice(-2).join('/');
}
