// How a run is named: to `kyn`, and to people.
import * as path from 'node:path';
import * as vscode from 'vscode';

/** The argument of `kyn` for a run; its URI has a fragment for an entry of a sweep. A report names the run as it is named here, so a path inside of the folder is relative. */
export function runArgument({ fsPath, fragment }: vscode.Uri, folder: string): string {
  const inside = path.relative(folder, fsPath);
  // `-` would be standard input.
  const isInside = inside !== '' && inside !== '-' && !inside.startsWith('..') && !path.isAbsolute(inside);
  const file = isInside ? inside : fsPath;
  return fragment === '' ? file : `${file}#${fragment}`;
}

/** The name of a run: its path in the workspace, with its number in a sweep. */
export function runLabel(run: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(run.with({ fragment: '' }));
  return run.fragment === '' ? path : `${path}#${run.fragment}`;
}
