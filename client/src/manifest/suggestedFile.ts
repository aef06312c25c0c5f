// The default file name of a new manifest, which artifact detection recognizes.
import * as vscode from 'vscode';

/** The suggested file in a folder. */
export const suggestedFile = (folder: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(folder, 'experiment_manifest.json');
