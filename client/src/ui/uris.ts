// Display names, comparison and working folders of document URIs.
import * as vscode from 'vscode';
import { isBrowser } from '../base/isBrowser';

/** The URI of a command argument: a URI, its text as lenses and quick fixes of the server send it, or a node of the view of runs. */
export function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument === 'object' && argument !== null && 'uri' in argument) return uriOf(argument.uri);
  return typeof argument === 'string' && argument !== '' ? vscode.Uri.parse(argument) : undefined;
}

/** All URIs of a multiple selection in the explorer. */
export function urisOf(argument: unknown): readonly vscode.Uri[] {
  return Array.isArray(argument) ? argument.flatMap(item => uriOf(item) ?? []) : [];
}

/** Whether two URIs identify the same document: the server and the editor escape quotes and colons differently. */
export function sameUri(a: vscode.Uri | string, b: vscode.Uri | string): boolean {
  return spelling(a) === spelling(b);
}

const spelling = (uri: vscode.Uri | string): string =>
  (typeof uri === 'string' ? vscode.Uri.parse(uri) : uri).toString();

/** Whether a document is a file: on a computer one of the disk, in a browser one of any file system of the editor. */
export const isFile = (uri: vscode.Uri): boolean => (isBrowser ? !NOT_A_FILE.test(uri.scheme) : uri.scheme === 'file');

// Documents that were not saved, older versions in git, and what this extension makes. Other schemes may begin with the same letters: `gitlab-remote`.
const NOT_A_FILE = /^(?:untitled|git|kynml-.*)$/;

/** The last part of the path, as display name. */
export const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** The folder that a spec is trained in: its workspace folder, else its own. The run manifest is written there. */
export function workingFolder(spec: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(spec)?.uri.fsPath ?? vscode.Uri.joinPath(spec, '..').fsPath;
}

/** The document of the active editor when it is a spec. */
export function activeSpec(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'kynml' ? document.uri : undefined;
}
