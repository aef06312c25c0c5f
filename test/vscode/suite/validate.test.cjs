// Messages of the official compiler after a save, in the editor. The example's substitute for the command `kynml` produces them.
const assert = require('node:assert/strict');
const path = require('node:path');
const vscode = require('vscode');
const { activate, closeAll, diagnostic, eventually, open, replaceText, uriOf } = require('./workbench.cjs');

const standIn = path.join(__dirname, '..', '..', 'standInKynml', 'standInKynml.mjs');
const isOfficial = ({ source }) => source === 'kynml validate';

/** Changes settings of the workspace; undefined removes one. */
async function set(settings) {
  const section = vscode.workspace.getConfiguration('kynml', uriOf('house_price.kyn'));
  for (const [name, value] of Object.entries(settings))
    await section.update(name, value, vscode.ConfigurationTarget.Workspace);
}

describe('kynml validate', () => {
  let bytes;

  before(async () => {
    await activate();
    bytes = await vscode.workspace.fs.readFile(uriOf('house_price.kyn'));
    await set({ command: [process.execPath, standIn], 'validate.onSave': true });
  });
  after(async () => {
    await closeAll();
    await set({ command: undefined, 'validate.onSave': undefined });
    await vscode.workspace.fs.writeFile(uriOf('house_price.kyn'), bytes);
  });

  it('shows its error at its line after a save, next to the other findings, until the text changes', async () => {
    const editor = await open('house_price.kyn');
    const { document } = editor;
    const valid = document.getText();
    await replaceText(editor, valid.replace('relu', 'elu'));
    await diagnostic(document, 'of ours', ({ source, message }) => source === 'kynml' && message.includes("'elu'"));
    assert.ok(!vscode.languages.getDiagnostics(document.uri).some(isOfficial));
    await document.save();
    const found = await diagnostic(document, 'of kynml validate', isOfficial);
    assert.equal(found.message, "Unsupported activation 'elu' in model 'PriceNet'");
    assert.equal(document.getText(found.range), 'dense $hidden elu  # units, then activation');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    await replaceText(editor, valid);
    await eventually('the finding to go', () => !vscode.languages.getDiagnostics(document.uri).some(isOfficial));
  });
});
