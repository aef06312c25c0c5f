// What tests inside the extension host often need: files of the workspace, results of providers, waiting.
const vscode = require('vscode');

const extensionId = 'kynml.kynml-vscode';

/** Calls `probe` until it returns something truthy, and returns that. Fails after `limit` milliseconds with `what`. */
async function eventually(what, probe, limit = 20_000) {
  const until = Date.now() + limit;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > until)
      throw new Error(`Waited ${limit / 1000} s for ${what}; last seen: ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** The URI of a file of the workspace, by its path from the workspace folder. */
const uriOf = file => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, file);

/** Runs a command of VS Code and returns its result. */
const ask = (command, ...args) => vscode.commands.executeCommand(command, ...args);

/** Calls a provider for a position of a document, or for a whole document. */
const askAt = ({ document, at }, command, ...args) =>
  ask(`vscode.${command}`, document.uri, ...(at ? [at] : []), ...args);

/** The range of a whole document. */
const whole = document => new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));

/** The position of the first occurrence of a text, plus `into` characters. */
function placeOf(document, text, into = 0) {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${text} is not in the document.`);
  return document.positionAt(start + into);
}

/** Activates the extension and returns it, with its exports. */
async function activate() {
  const extension = vscode.extensions.getExtension(extensionId);
  if (!extension) throw new Error(`${extensionId} is not installed`);
  await extension.activate();
  return extension;
}

/** Opens a file of the workspace in an editor; `{ preview: false }` opens it in a tab that the next file does not replace. */
async function open(file, options = {}) {
  const document = await vscode.workspace.openTextDocument(uriOf(file));
  return vscode.window.showTextDocument(document, options);
}

/** Replaces the whole text of an editor, as typing would; nothing is saved. */
async function replaceText(editor, text) {
  const replaced = await editor.edit(edit => edit.replace(whole(editor.document), text));
  if (!replaced) throw new Error('VS Code refused the edit.');
}

/** Opens the spec of the example with another text, in which `$0` is a position: { editor, document, at }. */
async function openWith(marked) {
  const editor = await open('house_price.kyn');
  const { document } = editor;
  await replaceText(editor, marked.replace('$0', ''));
  const at = marked.includes('$0') ? document.positionAt(marked.indexOf('$0')) : undefined;
  return { editor, document, at };
}

/** Discards unsaved changes and closes all editors. */
async function closeAll() {
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The first diagnostic of a document for which `wanted(diagnostic)` is true, once there is one; `what` names it in a failure. */
const diagnostic = (document, what, wanted) =>
  eventually(`the diagnostic ${what}`, () => vscode.languages.getDiagnostics(document.uri).find(wanted));

/** The titles of all code lenses. VS Code forgets the command of a lens after 100 ms, so they are requested until all have theirs. */
const lensTitles = document =>
  eventually('code lenses with their commands', async () => {
    const lenses = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 50);
    // The space after an icon is a no-break space, because a lens would drop a plain one.
    const titles = lenses.map(lens => lens.command?.title.replaceAll('\u00a0', ' '));
    return titles.length > 0 && !titles.includes(undefined) && titles;
  });

/** The hover text at a line and a character, both from 0. */
async function hoverText(document, line, character) {
  const position = new vscode.Position(line, character);
  const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(hover => hover.contents.map(content => content.value ?? content)).join('\n');
}

/** The quick fixes for a range. */
const quickFixes = (document, range) =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix');

module.exports = {
  activate,
  ask,
  askAt,
  closeAll,
  diagnostic,
  eventually,
  hoverText,
  lensTitles,
  open,
  openWith,
  placeOf,
  quickFixes,
  replaceText,
  uriOf,
  whole,
};
