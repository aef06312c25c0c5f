// What the extension contributes to the editor about the language itself: icon, snippet, comments, and how specs are edited by default.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { activate, ask, becomes, closeAll, diagnostic, eventually, openWith } = require('./workbench.cjs');

describe('the language', () => {
  let extension;
  before(async () => {
    extension = await activate();
  });
  afterEach(closeAll);

  it('has an icon for light and dark themes', async () => {
    const { icon } = extension.packageJSON.contributes.languages.find(({ id }) => id === 'kynml');
    for (const theme of ['light', 'dark']) {
      const file = vscode.Uri.joinPath(extension.extensionUri, icon[theme]);
      assert.match(Buffer.from(await vscode.workspace.fs.readFile(file)).toString(), /^<svg/);
    }
  });

  it('has a snippet for a whole spec, whose only finding is the missing data', async () => {
    const { document } = await openWith('');
    await ask('editor.action.insertSnippet', { langId: 'kynml', name: 'Whole spec' });
    await eventually('the snippet', () => /optimizer = adam\(lr=\$lr\)/.test(document.getText()));
    await diagnostic(document, 'of the data', ({ code }) => code?.value === 'csv-missing');
    const errors = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ severity, code }) => severity === vscode.DiagnosticSeverity.Error && code?.value !== 'csv-missing');
    assert.deepEqual(errors, []);
  });

  it('comments lines with #', async () => {
    const { editor, document } = await openWith('train:\n    epochs = 3\n');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await ask('editor.action.commentLine');
    await becomes('the comment', () => document.lineAt(1).text, '    # epochs = 3');
  });

  it('has the default settings: four blanks, linked names, indentation while typing, and no word-based suggestions', () => {
    const settings = vscode.workspace.getConfiguration('editor', { languageId: 'kynml' });
    const expected = {
      acceptSuggestionOnEnter: 'smart',
      detectIndentation: false,
      formatOnType: true,
      insertSpaces: true,
      linkedEditing: true,
      tabSize: 4,
      wordBasedSuggestions: 'off',
    };
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(settings.get(name), value, name);
    assert.equal(settings.get('semanticHighlighting.enabled'), true);
  });
});
