// Loads the bundle of the language client in a browser, whose extension host offers no other module than `vscode`.
import * as vscode from 'vscode';

/** The exports of `dist/languageClient.js`. */
export async function loadBundle(extension: vscode.ExtensionContext): Promise<typeof import('./languageClient')> {
  const file = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'languageClient.js');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const module = { exports: {} as typeof import('./languageClient') };
  // As the extension host itself loads the extension.
  new Function('exports', 'require', 'module', text)(module.exports, required, module);
  return module.exports;
}

function required(name: string): unknown {
  if (name === 'vscode') return vscode;
  throw new Error(name);
}
