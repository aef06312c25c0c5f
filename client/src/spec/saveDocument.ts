// Saves the document that a command is about to use from disk, and says so when that does not work.
import * as vscode from 'vscode';
import { t } from '../ui/l10n';
import { type Action, showMessage } from '../ui/showMessage';
import { nameOf, sameUri } from '../ui/uris';

/** What is said of a document, by its name, that could not be saved, so that the command did not do its work. */
export type SaveFailedMessage = (name: string) => string;

/** Where the document lies once it is saved; undefined when it could not be (which was said). `unsaved` is the message. */
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

// "Save as" means the active document, which another file than that one must not become.
const showToSave = (uri: vscode.Uri): Action => {
  const active = vscode.window.activeTextEditor?.document.uri;
  return active && sameUri(active, uri)
    ? { title: t('Save as…'), command: 'workbench.action.files.saveAs' }
    : { title: t('Open {0}', nameOf(uri)), open: uri.toString() };
};

// A document without a file asks for a name, for which it must be the active one; Escape there means that the user cancelled.
async function saveUntitled(document: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  await vscode.window.showTextDocument(document);
  return vscode.workspace.save(document.uri);
}
