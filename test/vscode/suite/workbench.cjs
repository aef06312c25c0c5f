// What the tests inside the extension host ask of VS Code again and again: files of the workspace, what providers answer, waiting.
const assert = require('node:assert/strict');
const { isDeepStrictEqual } = require('node:util');
const vscode = require('vscode');

const extensionId = 'kynml.kynml-vscode';

/** How long a condition may take, in milliseconds: far longer than on a quiet machine, because a busy one must pass too. */
const waitLimit = 120_000;

/** Asks `probe` until it gives something truthy, and gives that; after `limit` milliseconds fails naming `what` and the last answer. */
async function eventually(what, probe, limit = waitLimit) {
  const until = Date.now() + limit;
  let seen = 'no answer';
  while (Date.now() < until) {
    const answer = await Promise.race([answerOf(probe), late(until)]);
    if (answer?.value) return answer.value;
    if (answer) seen = answer.error ? answer.error.message : JSON.stringify(answer.value);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`Waited ${limit / 1000} s for ${what}; last seen: ${seen}`);
}

/** A probe that fails is asked again: what it looks at may not be there yet. */
async function answerOf(probe) {
  try {
    return { value: await probe() };
  } catch (error) {
    return { error };
  }
}

const late = until => new Promise(resolve => setTimeout(resolve, until - Date.now()));

/** Waits until `read` gives a value that is deeply equal to `expected`; on a timeout both are shown. */
async function becomes(what, read, expected) {
  let seen;
  const isEqual = async () => {
    seen = await read();
    return isDeepStrictEqual(seen, expected);
  };
  await eventually(what, isEqual).catch(error => {
    assert.deepEqual(seen, expected, error.message);
    throw error;
  });
}

/** The URI of a file of the workspace, by its path from the workspace folder. */
const uriOf = file => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, file);

/** Runs a command of VS Code and returns its result. */
const ask = (command, ...args) => vscode.commands.executeCommand(command, ...args);

/** Runs a command that shows a prompt, and accepts the first answer. */
async function accept(command, ...args) {
  let isDone = false;
  const running = Promise.resolve(ask(command, ...args)).finally(() => {
    isDone = true;
  });
  await eventually(`${command} to end`, async () => {
    if (!isDone) await ask('workbench.action.acceptSelectedQuickOpenItem');
    return isDone;
  });
  return running;
}

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

/** Throws away what is not saved and closes all editors, so that the next test finds none. */
async function closeAll() {
  await eventually('all editors to close', async () => {
    if (vscode.window.activeTextEditor) await ask('workbench.action.revertAndCloseActiveEditor');
    else await ask('workbench.action.closeAllEditors');
    return openTabs().length === 0;
  });
}

/** Waits until no task runs: the extension starts no second training of a document, and a program may still write. */
const tasksEnd = () => becomes('all tasks to end', () => vscode.tasks.taskExecutions.map(({ task }) => task.name), []);

/** The labels of all tabs. */
const openTabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.label));

/** The first diagnostic of a document for which `wanted(diagnostic)` holds, once there is one; `what` names it in a failure. */
const diagnostic = (document, what, wanted) =>
  eventually(`the diagnostic ${what}`, () => vscode.languages.getDiagnostics(document.uri).find(wanted));

/** The commands of all code lenses. VS Code forgets the command of a lens after 100 ms, so it is asked until all have theirs. */
const lensCommands = document =>
  eventually('code lenses with their commands', async () => {
    const lenses = await ask('vscode.executeCodeLensProvider', document.uri, 50);
    return lenses.length > 0 && lenses.every(({ command }) => command) && lenses.map(({ command }) => command);
  });

/** The titles of all code lenses. The blank after an icon is a no-break one, because a lens would swallow another. */
const lensTitles = async document => (await lensCommands(document)).map(({ title }) => title.replaceAll('\u00a0', ' '));

/** The titles of all code lenses, once one of them is `wanted` (or matches the pattern). */
const lensesWith = (document, wanted) =>
  eventually(`the lens ${wanted}`, async () => {
    const titles = await lensTitles(document);
    return titles.some(title => (wanted instanceof RegExp ? wanted.test(title) : title === wanted)) && titles;
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
  accept,
  activate,
  ask,
  askAt,
  becomes,
  closeAll,
  diagnostic,
  eventually,
  hoverText,
  lensCommands,
  lensTitles,
  lensesWith,
  open,
  openWith,
  placeOf,
  quickFixes,
  replaceText,
  tasksEnd,
  uriOf,
  whole,
};
