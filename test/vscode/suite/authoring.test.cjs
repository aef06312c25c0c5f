// Features for writing a spec, as the editor requests them: lenses, formatting, call hierarchy, linked names.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const vscode = require('vscode');
const {
  accept,
  activate,
  ask,
  becomes,
  closeAll,
  eventually,
  lensCommands,
  lensesWith,
  lensTitles,
  open,
} = require('./workbench.cjs');
const { placeOf, replaceText, uriOf, whole } = require('./workbench.cjs');

const lineOf = (document, line) => document.getText().split('\n').indexOf(line);
const options = { tabSize: 4, insertSpaces: true };

describe('writing a spec', () => {
  before(activate);
  afterEach(closeAll);

  it('the lenses of the first line run their commands', async () => {
    const { document } = await open('house_price.kyn');
    const byTitle = await eventually('the lenses Train and locked', async () => {
      const found = new Map((await lensCommands(document)).map(one => [one.title.replaceAll('\u00a0', ' '), one]));
      return found.has('$(play) Train') && found.has('$(lock) locked') && found;
    });
    const known = await vscode.commands.getCommands(true);
    for (const title of ['$(play) Train', '$(lock) locked']) {
      assert.ok(known.includes(byTitle.get(title).command), title);
      assert.deepEqual(byTitle.get(title).arguments, [document.uri.toString()]);
    }
    const hash = byTitle.get([...byTitle.keys()].find(title => title.startsWith('CONFIG_HASH')));
    await vscode.env.clipboard.writeText('before');
    await ask(hash.command, ...hash.arguments);
    await eventually('the hash on the clipboard', async () =>
      /^[0-9a-f]{64}$/.test(await vscode.env.clipboard.readText()),
    );
  });

  it('a sweep shows the number of its runs, a model the number of its uses, and a click lists them', async () => {
    const editor = await open('house_price.kyn');
    const { document } = editor;
    await replaceText(editor, `${document.getText()}\nsweep:\n    lr = [0.1, 0.01, 0.001]\n    hidden = [32, 64]\n`);
    await eventually('the lenses above blocks', async () => {
      const titles = await lensTitles(document);
      return titles.includes('6 combinations · run all') && titles.includes('1 reference');
    });
    const before = vscode.window.visibleTextEditors.length;
    const { line, character } = placeOf(document, 'PriceNet:');
    await ask('kynml.showReferences', document.uri.toString(), { line, character });
    await eventually('the references in a peek', () => vscode.window.visibleTextEditors.length > before);
    await ask('closeReferenceSearch');
  });

  it('a selection is formatted by whole blocks, and a typed line gets its indentation', async () => {
    const editor = await open('house_price.kyn');
    const { document } = editor;
    const text = document.getText();
    await replaceText(editor, text.replace('    loss = mse', '    loss   =mse').replace('hidden = 64', 'hidden=64'));
    const at = placeOf(document, 'epochs = 120');
    const edits = await eventually('the edits of a selection', () =>
      ask('vscode.executeFormatRangeProvider', document.uri, new vscode.Range(at, at), options),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.ok(document.getText().includes('    loss = mse') && document.getText().includes('hidden=64'));
    await replaceText(editor, 'train:\n');
    const typed = await ask(
      'vscode.executeFormatOnTypeProvider',
      document.uri,
      new vscode.Position(1, 0),
      '\n',
      options,
    );
    assert.deepEqual(
      typed.map(({ newText }) => newText),
      ['    '],
    );
  });

  it('typing keeps the indentation of bodies, together with the editor', async () => {
    const editor = await open('house_price.kyn');
    // VS Code reads the language configuration some time after it shows the first spec.
    await eventually('brackets to be closed', async () => {
      await replaceText(editor, '');
      await ask('type', { text: '(' });
      return editor.document.getText() === '()';
    });
    await replaceText(editor, '');
    // VS Code indents in two goes, of which the second is lost to a key that comes before it. So each key waits for the place
    // of the cursor after the one before.
    const keys = [
      ['evaluate:', 'evaluate:'],
      ['\n', '    '],
      ['metrics = 1', '    metrics = 1'],
      ['\n', '    '],
      ['\n', ''],
      ['export:', 'export:'],
      ['\n', '    '],
      ['path = 2', '    path = 2'],
    ];
    for (const [text, line] of keys) {
      await ask('type', { text });
      const beforeCursor = () =>
        editor.document.lineAt(editor.selection.active).text.slice(0, editor.selection.active.character);
      await becomes(`the line after ${JSON.stringify(text)}`, beforeCursor, line);
    }
    const lines = () => editor.document.getText().split('\n');
    const trimmed = () => lines().map(line => line.trimEnd());
    await becomes('the text', trimmed, ['evaluate:', '    metrics = 1', '', 'export:', '    path = 2']);
  });

  it('the call hierarchy of a dataset contains what trains on it, and a declaration is found across files', async () => {
    const { document } = await open('house_price_wide.kyn');
    const use = placeOf(document, 'Houses');
    const [declared] = await ask('vscode.executeDeclarationProvider', document.uri, use);
    assert.ok((declared.uri ?? declared.targetUri).path.endsWith('/house_price.kyn'));
    const [item] = await ask('vscode.prepareCallHierarchy', document.uri, use);
    assert.equal(item.name, 'Houses');
    const calls = await ask('vscode.provideIncomingCalls', item);
    assert.deepEqual(calls.map(({ from }) => from.uri.path.split('/').at(-1)).sort(), [
      'house_price.kyn',
      'house_price_wide.kyn',
    ]);
  });

  it('a name that is used in one file is edited at all its occurrences', async () => {
    const editor = await open('house_price.kyn');
    const { document } = editor;
    const found = await ask('_executeLinkedEditingProvider', document.uri, placeOf(document, 'PriceNet:'));
    assert.deepEqual(
      found.ranges.map(range => (range.startLineNumber ?? range.start.line + 1) - 1),
      [lineOf(document, 'model PriceNet:'), lineOf(document, '    model = PriceNet')],
    );
  });

  it('a locked spec is formatted, and its lock is regenerated, in one action', async () => {
    const uri = uriOf('untidy.kyn');
    const lock = uriOf('untidy.kyn.lock');
    const untidy = 'params:\n  a =   1\n';
    await vscode.workspace.fs.writeFile(uri, Buffer.from(untidy));
    try {
      const { document } = await open('untidy.kyn');
      await accept('kynml.createLock', uri);
      const action = await eventually('the source action', async () => {
        const found = await ask('vscode.executeCodeActionProvider', uri, whole(document), 'source');
        return found.find(({ title }) => title === 'Format and regenerate lock');
      });
      await vscode.workspace.applyEdit(action.edit);
      await accept(action.command.command, ...action.command.arguments);
      assert.equal(readFileSync(uri.fsPath, 'utf8'), 'params:\n    a = 1\n');
      await lensesWith(document, '$(lock) locked');
    } finally {
      await closeAll();
      for (const file of [uri, lock]) await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
    }
  });
});
