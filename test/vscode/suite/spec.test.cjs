// A spec in the editor: its hash after each change, its lock, completion, rename and formatting.
const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const vscode = require('vscode');
const { activate, closeAll, diagnostic, hoverText, lensesWith, open } = require('./workbench.cjs');
const { quickFixes, replaceText, uriOf } = require('./workbench.cjs');

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const isDrift = ({ code }) => codeOf(code) === 'lock-drift';
const codeOf = code => code?.value ?? code;

describe('a spec', () => {
  before(activate);
  afterEach(closeAll);

  it('shows the hash of its bytes, in full in the hover, and that it is locked', async () => {
    const hash = sha256(readFileSync(uriOf('house_price.kyn').fsPath));
    const { document } = await open('house_price.kyn');
    assert.equal(document.languageId, 'kynml');
    const titles = await lensesWith(document, '$(lock) locked');
    assert.deepEqual(titles.slice(0, 2), [`CONFIG_HASH ${hash.slice(0, 12)}`, '$(lock) locked']);
    assert.match(await hoverText(document, 0, 3), new RegExp(hash));
  });

  it('shows another hash, unsaved, and the drift as soon as it is edited', async () => {
    const editor = await open('house_price.kyn');
    const { document } = editor;
    const locked = sha256(document.getText());
    await replaceText(editor, document.getText().replace('epochs = 120', 'epochs = 60'));
    const now = sha256(document.getText());
    assert.notEqual(now, locked);
    await lensesWith(document, `CONFIG_HASH ${now.slice(0, 12)} (unsaved)`);
    const drift = await diagnostic(document, 'drift', isDrift);
    const expected = `locked: ${locked.slice(0, 12)}, current: ${now.slice(0, 12)}`;
    assert.ok(drift.message.includes(expected), drift.message);
    assert.equal(drift.range.start.line, 0);
    assert.equal(drift.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('offers both fixes for the drift', async () => {
    const editor = await open('house_price.kyn');
    await replaceText(editor, `${editor.document.getText()}\n# changed\n`);
    const drift = await diagnostic(editor.document, 'drift', isDrift);
    const titles = (await quickFixes(editor.document, drift.range)).map(({ title }) => title);
    assert.deepEqual(titles, ['Regenerate lock', 'Show what changed', 'Explain the hash']);
  });

  it('reports the drift in the open lock as well, at its hash', async () => {
    const { document: lock } = await open('kynml.lock', { preview: false });
    const editor = await open('house_price.kyn');
    await replaceText(editor, `${editor.document.getText()}\n# changed\n`);
    const drift = await diagnostic(lock, 'drift', isDrift);
    assert.equal(lock.getText(drift.range), `"${JSON.parse(lock.getText()).config_hash}"`);
  });

  it('suggests what is valid at the cursor', async () => {
    const { document } = await open('house_price.kyn');
    const line = document.getText().split('\n').indexOf('    loss = mse');
    const at = new vscode.Position(line, '    loss = '.length);
    const list = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, at);
    const labels = list.items.map(({ label }) => label.label ?? label);
    assert.ok(labels.includes('mse') && labels.includes('bce') && !labels.includes('rmse'), labels.join(', '));
  });

  it('renames a dataset in the spec that declares it and in the one that imports it', async () => {
    const { document } = await open('house_price.kyn');
    const line = document.getText().split('\n').indexOf('dataset Houses:');
    const at = new vscode.Position(line, 'dataset Ho'.length);
    const edit = await vscode.commands.executeCommand(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at,
      'Homes',
    );
    const places = edit.entries().map(([uri, edits]) => `${uri.path.split('/').at(-1)} ${edits.length}`);
    assert.deepEqual(places.sort(), ['house_price.kyn 2', 'house_price_wide.kyn 1']);
  });

  it('is formatted to its canonical form, and keeps its comments', async () => {
    const editor = await open('house_price.kyn');
    const { document } = editor;
    const format = () => vscode.commands.executeCommand('editor.action.formatDocument');
    await format();
    const canonical = document.getText();
    assert.match(canonical, /# units, then activation\n/);
    const untidy = canonical.replace('loss = mse', 'loss   =mse').replace('[mae, rmse', '[ mae,rmse');
    assert.notEqual(untidy, canonical);
    await replaceText(editor, untidy);
    await format();
    assert.equal(document.getText(), canonical);
  });
});
