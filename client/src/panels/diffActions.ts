// The actions of a comparison outside its webview.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { showDiff } from '../ui/showDiff';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import type { Sides } from './diffSession';
import { diffTitle } from './diffTitle';

/** Copies the comparison to the clipboard as Markdown. */
export async function copyMarkdown(context: ClientContext, { a, b }: Sides): Promise<void> {
  const text = await context.request('kynml/diffMarkdown', { a, b });
  if (text === null) {
    showMessage('warning', t('Nothing was copied because one of the two files cannot be compared anymore.'));
    return;
  }
  await vscode.env.clipboard.writeText(text);
  showStatusMessage({ icon: 'check', text: t('Comparison copied as Markdown') });
}

/** Keeps a run as the baseline of its spec, or removes that baseline. Says why where that is not possible. */
export async function keepBaseline(context: ClientContext, uri: string, isBaseline: boolean): Promise<void> {
  const written = await context.request('kynml/setBaseline', { uri, isBaseline });
  if (written.ok) return;
  const message = isBaseline ? t('{0} A stays pinned in this window only.', written.message) : written.message;
  showMessage(isBaseline ? 'information' : 'error', message);
}

/** Opens the two files in a diff editor. */
export async function openTextDiff({ a, b }: Sides): Promise<void> {
  await showDiff([fileOf(a), fileOf(b)], titleOf({ a, b }));
}

/** Opens one of the two files. */
export async function openSide(uri: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', fileOf(uri));
}

/** Title of a comparison, from the display paths. */
export function titleOf({ a, b }: Sides): string {
  return diffTitle(labelOf(a), labelOf(b));
}

/** The file of an entry such as `sweep_results.json#3`. */
function fileOf(uri: string): vscode.Uri {
  return vscode.Uri.parse(uri).with({ fragment: '' });
}

function labelOf(uri: string): string {
  const { fragment } = vscode.Uri.parse(uri);
  const path = pathOf(fileOf(uri));
  return fragment ? `${path}#${fragment}` : path;
}

// Outside the workspace (backups), the folder and file name are enough for a title.
function pathOf(file: vscode.Uri): string {
  if (vscode.workspace.getWorkspaceFolder(file)) return vscode.workspace.asRelativePath(file);
  return file.path.split('/').slice(-2).join('/');
}
