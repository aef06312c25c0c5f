// Run manifests in the editor: findings at the field, hover, completion from the contributed schema, and the origin of a run.
const assert = require('node:assert/strict');
const { readdirSync, readFileSync } = require('node:fs');
const vscode = require('vscode');
const { activate, closeAll, diagnostic, eventually, hoverText, lensesWith } = require('./workbench.cjs');
const { open, replaceText, uriOf } = require('./workbench.cjs');

// Names of runs contain dates; the first run is one of house_price.kyn.
const runs = () => readdirSync(uriOf('runs').fsPath).sort();
const manifest = () => `runs/${runs()[0]}/run_manifest.json`;

/** The position of a text in a document. */
const placeOf = (document, text) => document.positionAt(document.getText().indexOf(text));

describe('a run manifest', () => {
  before(activate);
  afterEach(closeAll);

  it('shows the spec that it was made from', async () => {
    const { document } = await open(manifest());
    await lensesWith(document, '$(check) made from the current version of house_price.kyn');
  });

  it('is checked field by field, by one check only', async () => {
    const editor = await open(manifest());
    const { document } = editor;
    await replaceText(editor, document.getText().replace('"seed": 42', '"seed": "forty-two"'));
    const found = await diagnostic(document, 'at the seed', ({ range }) => document.getText(range) === '"forty-two"');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(found.message, /seed/i);
    // The JSON service of VS Code reports another fault of the text, so all its findings have arrived by then.
    await replaceText(editor, `${document.getText()} trailing`);
    await diagnostic(document, 'of the JSON service', ({ source }) => source === 'json' || source === 'jsonc');
    const atSeed = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ range, source }) => /^jsonc?$/.test(source) && document.getText(range).includes('forty-two'));
    assert.deepEqual(atSeed, []);
  });

  it('explains its fields once, and the hash with its origin', async () => {
    const { document } = await open(manifest());
    const { line, character } = placeOf(document, '"data_hash"');
    const text = await eventually('the hover', () => hoverText(document, line, character + 3));
    assert.equal(text.replaceAll('\\', '').split('SHA-256 of the dataset file').length, 2, text);
    const hash = placeOf(document, '"config_hash"');
    const origin = await eventually('the origin in the hover', async () => {
      const said = await hoverText(document, hash.line, hash.character + 20);
      return /made from/.test(said) && said;
    });
    assert.match(origin, /the current version of house_price\.kyn/);
  });

  it('of a diverged run is read: NaN is a hint at the metric', async () => {
    const editor = await open(manifest());
    const { document } = editor;
    const { metrics } = JSON.parse(readFileSync(uriOf(manifest()).fsPath, 'utf8'));
    await replaceText(editor, document.getText().replace(String(metrics.mae), 'NaN'));
    const found = await diagnostic(document, 'of the divergence', ({ message }) => message.includes('`mae` is `NaN`'));
    assert.equal(found.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(document.getText(found.range), 'NaN');
  });
});

describe('a lock', () => {
  before(activate);
  afterEach(closeAll);

  // Other programs write files with the name of a manifest, so only locks get a schema by their name.
  it('is completed from the schema that comes with the extension', async () => {
    const editor = await open('kynml.lock');
    await replaceText(editor, '{\n  "config_hash": "",\n  \n}\n');
    const at = new vscode.Position(2, 2);
    const labels = await eventually('the fields of a lock', async () => {
      const { document } = editor;
      const list = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, at);
      const found = list.items.map(({ label }) => (label.label ?? label).replaceAll('"', ''));
      return found.includes('source_path') && found;
    });
    assert.ok(labels.includes('kynml_version') && labels.includes('backend'), labels.join(', '));
    assert.ok(!labels.includes('config_hash'), 'a field that is there is proposed again');
  });
});
