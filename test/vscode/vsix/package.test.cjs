// What a user gets: the installed package activates, analyzes a spec and contains the command line.
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const vscode = require('vscode');
const { activate, eventually, lensesWith } = require('../suite/workbench.cjs');

describe('the installed package', () => {
  it('is what VS Code runs, not the repository', async () => {
    const { extensionPath, isActive } = await activate();
    const installedIn = path.dirname(extensionPath);
    assert.equal(installedIn, process.env.KYNML_TEST_EXTENSIONS);
    assert.ok(isActive);
  });

  it('shows the CONFIG_HASH of a spec', async () => {
    const [spec] = await eventually('a spec in the workspace', async () => {
      const found = await vscode.workspace.findFiles('**/*.kyn');
      return found.length > 0 && found;
    });
    const document = await vscode.workspace.openTextDocument(spec);
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'kynml');
    await lensesWith(document, /^CONFIG_HASH [0-9a-f]{12}/);
  });

  it('contains the kyn command line', async () => {
    const { extensionPath, packageJSON } = await activate();
    const output = execFileSync(process.execPath, [path.join(extensionPath, 'dist', 'kyn.js'), '--version'], {
      encoding: 'utf8',
    });
    assert.match(output, new RegExp(packageJSON.version.replaceAll('.', '\\.')));
  });
});
