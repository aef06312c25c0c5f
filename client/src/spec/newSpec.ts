// Creates a spec: select a CSV file and its target column, then open the text as an unsaved document. Cancelling leaves nothing behind.
import * as vscode from 'vscode';
import type { NewSpecText } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';
import { showMessage } from '../ui/showMessage';

/** A longer list is not useful. */
const MAX_LISTED = 500;

/** Opens a new spec. Resolves when it is open, or when the user cancelled or an error was shown. */
export async function newSpec(context: ClientContext): Promise<void> {
  const data = await chooseData();
  if (data === undefined) return;
  const folder = data === 'none' ? vscode.workspace.workspaceFolders?.[0] : vscode.workspace.getWorkspaceFolder(data);
  const file = folder && (await freeName(folder.uri));
  const text =
    data === 'none' || !file ? await context.request('kynml/newSpecText', {}) : await fill(context, file, data);
  if (!text) return;
  if (!text.ok) return showMessage('error', text.message);
  const document = await open(file, text.text);
  await show(document, text.placeholder);
}

// Without a CSV file there is nothing to select: the spec then has placeholders.
async function chooseData(): Promise<vscode.Uri | 'none' | undefined> {
  const found = await vscode.workspace.findFiles('**/*.csv', '**/{node_modules,.git,.venv,venv}/**', MAX_LISTED);
  if (found.length === 0) return 'none';
  const files: Choice<vscode.Uri | 'none'>[] = [...found]
    .sort((a, b) => a.path.localeCompare(b.path))
    .map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri }));
  const none = {
    icon: 'edit',
    label: t('No data yet'),
    description: t('a spec with placeholders'),
    value: 'none',
  } as const;
  return quickPick({ title: t('New Spec'), placeHolder: t('Select the data') }, [...files, none]);
}

async function fill(context: ClientContext, file: vscode.Uri, data: vscode.Uri): Promise<NewSpecText | undefined> {
  const uris = { spec: file.toString(), data: data.toString() };
  const header = await context.request('kynml/targetColumns', uris);
  if (!header.ok) return header;
  const columns = header.columns.map((column, index) => ({
    label: column,
    ...(index === 0 && { description: t('suggested') }),
    value: column,
  }));
  const prompt = { title: t('New Spec'), placeHolder: t('Select the target, the column to predict') };
  const target = await quickPick(prompt, columns);
  if (target === undefined) return undefined;
  return context.request('kynml/newSpecText', { data: { spec: uris.spec, uri: uris.data, target } });
}

// An untitled document with a path is saved there without a dialog.
async function open(file: vscode.Uri | undefined, text: string): Promise<vscode.TextDocument> {
  if (!file) return vscode.workspace.openTextDocument({ language: 'kynml', content: text });
  const document = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  if (document.getText() === '') await vscode.workspace.applyEdit(edit);
  return document;
}

// The placeholder is selected, so that typing replaces it.
async function show(document: vscode.TextDocument, placeholder: string | undefined): Promise<void> {
  const start = placeholder === undefined ? -1 : document.getText().indexOf(placeholder);
  const [from, to] = start < 0 ? [0, 0] : [start, start + (placeholder?.length ?? 0)];
  const selection = new vscode.Range(document.positionAt(from), document.positionAt(to));
  await vscode.window.showTextDocument(document, { selection });
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
