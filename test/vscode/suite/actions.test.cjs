// Changes that the editor offers: quick fixes, all safe fixes at once, and refactorings.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { activate, ask, closeAll, diagnostic, eventually, openWith } = require('./workbench.cjs');
const { quickFixes, whole } = require('./workbench.cjs');

const actions = (document, range, kind) => ask('vscode.executeCodeActionProvider', document.uri, range, kind);

/** Applies the refactoring with a title at `$0` and returns the resulting text. */
async function refactored(marked, title) {
  const { document, at } = await openWith(marked);
  const found = await actions(document, new vscode.Range(at, at), 'refactor');
  const action = found.find(one => one.title === title);
  assert.ok(action, `${title} is not among: ${found.map(one => one.title).join(', ')}`);
  await vscode.workspace.applyEdit(action.edit);
  return document.getText();
}

describe('code actions', () => {
  before(activate);
  afterEach(closeAll);

  it('a quick fix replaces a misspelled word, and its finding disappears', async () => {
    const { document } = await openWith('train:\n    deterministic = True\n');
    const isCase = ({ code }) => (code?.value ?? code) === 'boolean-case';
    const found = await diagnostic(document, 'of True', isCase);
    const fixes = await quickFixes(document, found.range);
    const fix = fixes.find(({ title }) => title.includes('true'));
    assert.ok(fix, fixes.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), 'train:\n    deterministic = true\n');
    await eventually('the finding to go', () => !vscode.languages.getDiagnostics(document.uri).some(isCase));
  });

  it('all safe fixes are applied at once, but only on request', async () => {
    const { document } = await openWith("train:\n    deterministic = True\n\nexport:\n    path = 'a'\n");
    const isFixAll = ({ kind }) => kind?.value === 'source.fixAll.kynml';
    assert.ok(!(await actions(document, whole(document))).some(isFixAll));
    assert.equal((await actions(document, whole(document), 'source.fixAll')).filter(isFixAll).length, 1);
    const fixed = 'train:\n    deterministic = true\n\nexport:\n    path = "a"\n';
    // The command ends without a change where the editor changes while VS Code asks for the fixes.
    await eventually('the fixes', async () => {
      await ask('editor.action.fixAll');
      return document.getText() === fixed;
    });
  });

  it('keys are sorted into the canonical order', async () => {
    const text = await refactored('train:\n    epochs = 3\n    $0model = Net\n', 'Sort keys in canonical order');
    assert.equal(text, 'train:\n    model = Net\n    epochs = 3\n');
  });

  it('a value becomes a param', async () => {
    const text = await refactored('train:\n    epochs = $012\n', 'Extract to param `epochs`');
    assert.equal(text, 'params:\n    epochs = 12\n\ntrain:\n    epochs = $epochs\n');
  });

  it('a param becomes its value', async () => {
    const text = await refactored('train:\n    epochs = $0$n\n\nparams:\n    n = 12\n', 'Replace with its value `12`');
    assert.equal(text, 'train:\n    epochs = 12\n\nparams:\n    n = 12\n');
  });

  it('a param becomes an axis of a sweep', async () => {
    const text = await refactored('params:\n    $0n = 12\n', 'Make `n` a sweep axis');
    assert.equal(text, 'params:\n    n = 12\n\nsweep:\n    n = [12]\n');
  });
});
