// The name that a new manifest gets unless the user chooses another: one by which every check knows it.
import * as vscode from 'vscode';

/** The file that is offered in a folder. */
export const suggestedFile = (folder: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(folder, 'experiment_manifest.json');
