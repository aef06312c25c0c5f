// Opens a document under a title of its own.
import * as vscode from 'vscode';
import { oneLine } from '../../../src-shared/text/oneLine';

/** Opens a document in an editor. `title` may contain names of files. */
export async function openDocument(uri: vscode.Uri, title: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri, {}, oneLine(title));
}
