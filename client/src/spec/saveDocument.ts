// Saves a document that a command is about to read from disk, and shows an error when that fails.
import * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { type Action, showMessage } from '../ui/showMessage';
import { nameOf, sameUri } from '../ui/uris';

/** Error message for a document, by its name, that could not be saved, so that the command did not run. */
export type SaveFailedMessage = (name: string) => string;

/** Location of the saved document; undefined when the user cancelled or saving failed (which is shown). */
export async function saveDocument(
  uri: vscode.Uri,
  saveFailedMessage: SaveFailedMessage,
): Promise<vscode.Uri | undefined> {
  const document = vscode.workspace.textDocuments.find(open => sameUri(open.uri, uri));
  if (!document || (!document.isDirty && !document.isUntitled)) return uri;
  if (document.isUntitled) return saveUntitled(document);
  if (await document.save()) return uri;
  showMessage('error', saveFailedMessage(nameOf(uri)), showToSave(uri));
  return undefined;
}

// "Save as" applies to the active document, so it is only offered for that one.
const showToSave = (uri: vscode.Uri): Action => {
  const active = vscode.window.activeTextEditor?.document.uri;
  return active && sameUri(active, uri)
    ? { title: t('Save as…'), command: 'workbench.action.files.saveAs' }
    : { title: t('Open {0}', nameOf(uri)), open: uri.toString() };
};

// Saving an untitled document prompts for a name and requires it to be active. Escape cancels.
async function saveUntitled(document: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  await vscode.window.showTextDocument(document);
  return vscode.workspace.save(document.uri);
}
