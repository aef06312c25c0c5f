// Writes the values that a run was given into the params of its spec: one edit, which can be undone.
import * as vscode from 'vscode';
import type { ClientContext } from '../base/clientContext';
import { editDocument } from '../ui/editDocument';
import { t } from '../ui/l10n';
import { quickPick } from '../ui/quickPick';
import { showMessage, showStatusMessage } from '../ui/showMessage';
import { nameOf } from '../ui/uris';

/** Writes the values of a run, or of a combination of a sweep. The spec is shown and not saved. */
export async function useParams(context: ClientContext, run: vscode.Uri): Promise<void> {
  const spec = await specOf(context, run);
  if (!spec) return;
  const document = await vscode.workspace.openTextDocument(spec);
  const { version } = document;
  const answer = await context.request('kynml/paramEdits', { uri: run.toString(), spec: document.uri.toString() });
  if (!answer.ok) return showMessage('warning', answer.message);
  await vscode.window.showTextDocument(document);
  const { edits } = answer;
  const isWritten = edits.length > 0 ? await editDocument(document, version, edits) : document.version === version;
  if (!isWritten)
    return showMessage('warning', t('{0} was changed meanwhile, so nothing was written. Try again.', nameOf(spec)));
  if (edits.length === 0) showStatusMessage({ icon: 'check', text: t('{0} has these values already.', nameOf(spec)) });
}

async function specOf(context: ClientContext, run: vscode.Uri): Promise<vscode.Uri | undefined> {
  const specs = await context.request('kynml/specsOfRun', { uri: run.toString() });
  const choices = specs.map(({ uri, label }) => ({ icon: 'file', label, value: vscode.Uri.parse(uri) }));
  if (choices.length > 1)
    return quickPick({ title: t('Use These Params'), placeHolder: t('Select the spec to change') }, choices);
  if (choices.length === 0)
    showMessage('warning', t('The spec of this run was not found in the workspace, so its values were not written.'));
  return choices[0]?.value;
}
