// A diverged run: its NaN is not an error of the file, and the features of JSON stay.
const assert = require('node:assert/strict');
const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { activate, ask, becomes, closeAll, diagnostic, eventually, hoverText } = require('./workbench.cjs');
const { lensesWith, open, replaceText, uriOf } = require('./workbench.cjs');

// Each test has its own folder: VS Code keeps a closed document, with its language, for a while.
let folder = 'diverged-0';
const file = name => `${folder}/${name}`;

/** The manifest of a run of the example whose metric is NaN. */
function diverged() {
  const [run] = readdirSync(uriOf('runs').fsPath).sort();
  const text = readFileSync(uriOf(`runs/${run}/run_manifest.json`).fsPath, 'utf8');
  return text.replace(/("mae": )[^,\n]+/, '$1NaN');
}

function write(name, text) {
  mkdirSync(uriOf(folder).fsPath, { recursive: true });
  writeFileSync(path.join(uriOf(folder).fsPath, name), text);
}

const languageOf = name => open(file(name)).then(({ document }) => document);
const positionOf = (document, text) => document.positionAt(document.getText().indexOf(text));

describe('an artifact with NaN', () => {
  before(activate);
  beforeEach(() => {
    folder = `diverged-${Number(folder.split('-')[1]) + 1}`;
  });
  afterEach(async () => {
    await closeAll();
    rmSync(uriOf(folder).fsPath, { recursive: true, force: true });
  });

  it('is shown in our language, without errors of the JSON mode', async () => {
    write('run_manifest.json', diverged());
    const document = await languageOf('run_manifest.json');
    await becomes('the language', () => document.languageId, 'kynml-json');
    // Another fault of the text, reported by our server, proves that validation is done.
    const editor = vscode.window.activeTextEditor;
    await replaceText(editor, document.getText().replace('"seed": 42', '"seed": "forty-two"'));
    await diagnostic(document, 'at the seed', ({ range }) => document.getText(range) === '"forty-two"');
    await becomes('the JSON mode to be silent', () => jsonFindings(document), []);
  });

  it('keeps hover, lens, outline, folding, completion and formatting', async () => {
    write('run_manifest.json', diverged());
    const document = await languageOf('run_manifest.json');
    await becomes('the language', () => document.languageId, 'kynml-json');
    const { line, character } = positionOf(document, '"data_hash"');
    await eventually('the hover', async () =>
      /SHA-256 of the dataset/.test(await hoverText(document, line, character + 3)),
    );
    await lensesWith(document, /Compare with another run/);
    const symbols = await eventually('the outline', () => ask('vscode.executeDocumentSymbolProvider', document.uri));
    assert.ok(symbols.some(({ name, children }) => name === 'metrics' && children.some(c => c.detail === 'NaN')));
    const folds = await eventually('the folds', () => ask('vscode.executeFoldingRangeProvider', document.uri));
    assert.ok(folds.some(({ start }) => start === 0));
    await replaceText(
      vscode.window.activeTextEditor,
      '{"metrics": {"mae": NaN}, "kynml_version": "", "config_hash": ""}\n',
    );
    const options = { tabSize: 2, insertSpaces: true };
    const [edit] = await ask('vscode.executeFormatDocumentProvider', document.uri, options);
    assert.ok(edit);
    const at = document.positionAt(1);
    const { items } = await ask('vscode.executeCompletionItemProvider', document.uri, at);
    assert.ok(items.some(({ label }) => (label.label ?? label) === 'data_hash'));
  });

  it('a finite run and a foreign file of the same name stay JSON', async () => {
    write('run_manifest.json', diverged().replace('NaN', '1.5'));
    write('sweep_results.json', '{ "chart": NaN }');
    const document = await languageOf('run_manifest.json');
    const foreign = await languageOf('sweep_results.json');
    // The JSON mode still works for the foreign file, after the server has seen both.
    await diagnostic(foreign, 'of the JSON mode', ({ source }) => source === 'json');
    assert.deepEqual([document.languageId, foreign.languageId], ['json', 'json']);
  });

  it('a lock with a merge conflict has one finding, and is JSON again when it is resolved', async () => {
    const lock = readFileSync(uriOf('kynml.lock').fsPath, 'utf8');
    const conflicted = lock.replace(/\n(.*)/, '\n<<<<<<< HEAD\n$1\n=======\n$1\n>>>>>>> feature');
    write('kynml.lock', conflicted);
    const document = await languageOf('kynml.lock');
    await becomes('the language', () => document.languageId, 'kynml-json');
    await diagnostic(document, 'the conflict', ({ code }) => code?.value === 'merge-conflict');
    await becomes('the JSON mode to be silent', () => jsonFindings(document), []);
    await replaceText(vscode.window.activeTextEditor, lock);
    await becomes('the language without a conflict', () => document.languageId, 'json');
    await replaceText(vscode.window.activeTextEditor, conflicted);
    await becomes('the language with a conflict again', () => document.languageId, 'kynml-json');
  });

  it('a choice of the user is kept', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('associations', { 'my_*.json': 'json' }, vscode.ConfigurationTarget.Workspace);
    try {
      write('my_run.json', diverged());
      write('run_manifest.json', diverged());
      const chosen = await languageOf('my_run.json');
      const other = await languageOf('run_manifest.json');
      await becomes('the language of the other file', () => other.languageId, 'kynml-json');
      assert.equal(chosen.languageId, 'json');
      await vscode.languages.setTextDocumentLanguage(other, 'json');
      await replaceText(vscode.window.activeTextEditor, `${other.getText()}\n`);
      await diagnostic(other, 'of the JSON mode', ({ source }) => source === 'json');
      assert.equal(other.languageId, 'json');
    } finally {
      await files.update('associations', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

const jsonFindings = document =>
  vscode.languages.getDiagnostics(document.uri).flatMap(({ source, message }) => (source === 'json' ? [message] : []));
