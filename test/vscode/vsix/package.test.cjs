// What a user gets: the installed package activates, analyzes a spec and contains the command line.
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { activate, closeAll, eventually, lensesWith } = require('../suite/workbench.cjs');

describe('the installed package', () => {
  it('is what VS Code runs, not the repository', async () => {
    const { extensionPath, isActive } = await activate();
    const installedIn = path.dirname(extensionPath);
    assert.equal(installedIn, process.env.KYNML_TEST_EXTENSIONS);
    assert.ok(isActive);
  });

  it('runs where the files are', async () => {
    const { extensionKind } = await activate();
    assert.equal(extensionKind, vscode.ExtensionKind.Workspace);
    assert.ok(vscode.env.remoteName);
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

  it('registers every command that it contributes, and opens the table of runs', async () => {
    const { packageJSON } = await activate();
    const registered = await vscode.commands.getCommands(true);
    const missing = packageJSON.contributes.commands
      .map(({ command }) => command)
      .filter(id => !registered.includes(id));
    assert.deepEqual(missing, []);
    await vscode.commands.executeCommand('kynml.showRunTable');
    const isTable = tab => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('kynml.runTable');
    await eventually('the table of runs', () => vscode.window.tabGroups.all.flatMap(group => group.tabs).some(isTable));
    await closeAll();
  });

  it('reports a mistake in a spec and offers a fix', async () => {
    const content = 'params:\n    lr = 0.01\n    lr = 0.02\n';
    const document = await vscode.workspace.openTextDocument({ language: 'kynml', content });
    const [finding] = await eventually('a finding', () => {
      const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'kynml');
      return found.length > 0 && found;
    });
    const actions = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    assert.ok(actions.some(({ kind }) => kind?.contains(vscode.CodeActionKind.QuickFix)));
    await closeAll();
  });

  it('has every file of its manifest, and the licences of what is bundled', async () => {
    const { extensionPath, packageJSON } = await activate();
    const { walkthroughs, jsonValidation } = packageJSON.contributes;
    const pictures = walkthroughs[0].steps.map(step => step.media.svg);
    const files = [...pictures, ...jsonValidation.map(({ url }) => url), 'dist/ThirdPartyNotices.txt'];
    assert.deepEqual(
      files.filter(file => !existsSync(path.join(extensionPath, file))),
      [],
    );
  });

  it('contains the kyn command line', async () => {
    const { extensionPath, packageJSON } = await activate();
    const output = execFileSync(process.execPath, [path.join(extensionPath, 'dist', 'kyn.js'), '--version'], {
      encoding: 'utf8',
    });
    assert.match(output, new RegExp(packageJSON.version.replaceAll('.', '\\.')));
  });
});
