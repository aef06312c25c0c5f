// The DLM document or lock that a command works on: its argument, else the active editor, else a picked one.
import * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';
import { nameOf, uriOf } from '../ui/uris';

/** Whether the file name is that of a DLM document. */
export const isDlm = (uri: vscode.Uri): boolean => uri.path.endsWith('.dlm');

const isLock = (uri: vscode.Uri): boolean => nameOf(uri) === 'dlm.lock';

/** The DLM documents of the workspace, sorted by path; at most `limit`. */
export const findDlm = (limit?: number): Promise<readonly vscode.Uri[]> => find('**/*.dlm', limit);

const find = async (pattern: string, limit?: number): Promise<readonly vscode.Uri[]> => {
  const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**', limit);
  return [...found].sort((a, b) => a.path.localeCompare(b.path));
};

/** A document or a lock; undefined when the user cancelled or none was found (which is shown). */
export async function dlmTarget(argument: unknown, purpose: string): Promise<vscode.Uri | undefined> {
  const target = uriOf(argument) ?? vscode.window.activeTextEditor?.document.uri;
  if (target && (isDlm(target) || isLock(target) || uriOf(argument))) return target;
  return pick(await find('**/{*.dlm,dlm.lock}'), purpose);
}

/** A document to train. For a lock, the user picks the document. */
export async function dlmDocument(argument: unknown, purpose: string): Promise<vscode.Uri | undefined> {
  const target = uriOf(argument) ?? vscode.window.activeTextEditor?.document.uri;
  return target && isDlm(target) ? target : pick(await findDlm(), purpose);
}

async function pick(files: readonly vscode.Uri[], purpose: string): Promise<vscode.Uri | undefined> {
  if (files.length > 0) return quickPick({ title: purpose, placeHolder: t('Select a file') }, files.map(choiceOf));
  showMessage('information', t('No .dlm documents were found in this workspace.'));
  return undefined;
}

function choiceOf(uri: vscode.Uri): Choice<vscode.Uri> {
  const folder = vscode.workspace.asRelativePath(uri).split('/').slice(0, -1).join('/');
  return { label: nameOf(uri), description: folder, value: uri };
}
