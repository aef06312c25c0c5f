// Opens the text diff of two documents.
import * as vscode from 'vscode';
import { oneLine } from '../../../src-shared/text/oneLine';

/** Opens the diff editor. `title` may contain names of files. */
export async function showDiff(
  [left, right]: readonly [vscode.Uri, vscode.Uri],
  title: string,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', left, right, oneLine(title), options);
}
