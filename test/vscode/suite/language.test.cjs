// What the extension contributes to the editor about the language itself: icon, snippet, comments, and how specs are edited by default.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { activate, ask, becomes, closeAll, openWith } = require('./workbench.cjs');

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

  it('offers a whole spec in an empty file only', async () => {
    const labelsAt = async (text, line) => {
      const { document } = await openWith(text);
      const at = new vscode.Position(line, 0);
      const { items } = await ask('vscode.executeCompletionItemProvider', document.uri, at);
      return items.map(({ label }) => label.label ?? label);
    };
    assert.ok((await labelsAt('', 0)).includes('whole spec'));
    const inBlock = await labelsAt('train:\n\n', 1);
    assert.ok(inBlock.includes('model'), inBlock.join(', '));
    assert.ok(!inBlock.includes('whole spec'), inBlock.join(', '));
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
