// Findings as the editor shows them: unused names are faded, findings of data, and the page that each links to.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { activate, closeAll, diagnostic, open, openWith, replaceText } = require('./workbench.cjs');

const withCode =
  wanted =>
  ({ code }) =>
    (code?.value ?? code) === wanted;

describe('findings', () => {
  before(activate);
  afterEach(closeAll);

  it('unused names are faded', async () => {
    const { document } = await openWith('params:\n    spare = 1\n\ntrain:\n    epochs = 1\n');
    const found = await diagnostic(document, 'of the param', withCode('unused'));
    assert.deepEqual(found.tags, [vscode.DiagnosticTag.Unnecessary]);
    assert.equal(document.getText(found.range), 'spare');
  });

  it('a missing data file is reported with the searched locations', async () => {
    const { document } = await openWith('dataset D:\n    source = csv("data/none.csv")\n    target = "price"\n');
    const found = await diagnostic(document, 'of the file', withCode('csv-missing'));
    assert.match(found.message, /none\.csv/);
    assert.equal(document.getText(found.range), '"data/none.csv"');
  });

  it('a target that is not a column, and an input whose width differs from the data', async () => {
    const editor = await open('house_price.kyn');
    const { document } = editor;
    const text = document.getText();
    await replaceText(editor, text.replace('"price"', '"prize"'));
    const target = await diagnostic(document, 'of the target', withCode('csv-target'));
    assert.equal(document.getText(target.range), '"prize"');
    await replaceText(editor, text.replace('input 10', 'input 9'));
    const width = await diagnostic(document, 'of the width', withCode('csv-features'));
    assert.match(width.message, /\b10\b/);
  });

  it('each finding links to its page', async () => {
    const { document } = await openWith('train:\n    loss = mes\n');
    const found = await diagnostic(document, 'of the word', withCode('unknown-word'));
    assert.equal(found.source, 'kynml');
    const page = await vscode.workspace.openTextDocument(found.code.target);
    assert.equal(page.languageId, 'markdown');
    assert.match(page.getText(), /^# unknown-word\n\n\*\w+\* · [\s\S]+\n\n\*\*Fix\.\*\* [\s\S]+\n$/);
  });
});
