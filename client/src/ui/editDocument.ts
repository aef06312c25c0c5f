// Edits of an open document that were computed for one of its versions.
import * as vscode from 'vscode';
import type { DocumentEdit, DocumentRange } from '../../../src-shared/protocol/explainRequests';

/** Applies edits as one step of undo; false if the document has changed since the version that they are for. */
export async function editDocument(
  document: vscode.TextDocument,
  version: number,
  edits: readonly DocumentEdit[],
): Promise<boolean> {
  if (document.isClosed || document.version !== version) return false;
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(({ range, newText }) => vscode.TextEdit.replace(rangeOf(range), newText)),
  );
  return vscode.workspace.applyEdit(edit);
}

/** A range as VS Code has it. */
export const rangeOf = ({ start, end }: DocumentRange): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** Shows a range of a document in its editor and selects it. */
export async function revealRange(document: vscode.TextDocument, range: DocumentRange): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(rangeOf(range).start, rangeOf(range).end);
  editor.revealRange(rangeOf(range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
