// Names in the editor: where they are declared and used, across imports, and which renames are allowed.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { activate, ask, askAt, closeAll, open, openWith, placeOf } = require('./workbench.cjs');

const TEXT = 'params:\n    lr = 0.1\n    lr2 = 0.2\n\ntrain:\n    optimizer = adam(lr=$lr)\n';

/** The example with a position in it. */
async function at(file, text, into = 0) {
  const { document } = await open(file);
  return { document, at: placeOf(document, text, into) };
}

/** Locations, or links to them, as "file line", lines from 1. */
const places = found =>
  found
    .map(place => ({ uri: place.targetUri ?? place.uri, range: place.targetSelectionRange ?? place.range }))
    .map(({ uri, range }) => `${uri.path.split('/').at(-1)} ${range.start.line + 1}`)
    .sort();

async function lineIn(file, text) {
  const { document } = await open(file);
  return `${file} ${placeOf(document, text).line + 1}`;
}

describe('names', () => {
  before(activate);
  afterEach(closeAll);

  it('definition: of a param, of a dataset in an imported file, and the file of an import', async () => {
    const param = await askAt(await at('house_price.kyn', '$lr', 1), 'executeDefinitionProvider');
    assert.deepEqual(places(param), [await lineIn('house_price.kyn', '    lr = ')]);
    const imported = await askAt(await at('house_price_wide.kyn', 'Houses'), 'executeDefinitionProvider');
    assert.deepEqual(places(imported), [await lineIn('house_price.kyn', 'dataset Houses')]);
    const file = await askAt(await at('house_price_wide.kyn', '"house', 3), 'executeDefinitionProvider');
    assert.deepEqual(places(file), ['house_price.kyn 1']);
  });

  it('references: of a dataset in all files', async () => {
    const found = await askAt(await at('house_price.kyn', 'Houses:'), 'executeReferenceProvider');
    const expected = [
      await lineIn('house_price.kyn', 'dataset Houses'),
      await lineIn('house_price.kyn', '    data = Houses'),
      await lineIn('house_price_wide.kyn', '    data = Houses'),
    ];
    assert.deepEqual(places(found), expected.sort());
  });

  it('highlights: the declaration is a write access, a use a read access', async () => {
    const found = await askAt(await at('house_price.kyn', 'PriceNet:'), 'executeDocumentHighlights');
    const { Write, Read } = vscode.DocumentHighlightKind;
    assert.deepEqual(
      found.map(({ kind }) => kind),
      [Write, Read],
    );
  });

  it('rename: the prompt contains the name, and only names can be renamed', async () => {
    const name = await askAt(await at('house_price.kyn', '$hidden', 2), 'prepareRename');
    assert.equal(name.placeholder, 'hidden');
    const key = await at('house_price.kyn', 'epochs');
    await assert.rejects(() => askAt(key, 'prepareRename'));
  });

  it('rename: a param at all its occurrences', async () => {
    const { editor, document } = await openWith(TEXT);
    const edit = await askAt({ document, at: placeOf(document, '$lr', 2) }, 'executeDocumentRenameProvider', 'rate');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(editor.document.getText(), TEXT.replace('    lr =', '    rate =').replace('$lr', '$rate'));
  });

  it('rename: a name that is taken or invalid is rejected with the reason', async () => {
    const { document } = await openWith(TEXT);
    const rename = name => askAt({ document, at: placeOf(document, '$lr', 2) }, 'executeDocumentRenameProvider', name);
    await assert.rejects(() => rename('lr2'), /The param `lr2` already exists/);
    await assert.rejects(() => rename('2nd'), /`2nd` is not a valid name/);
  });

  it('call hierarchy: what a train block uses', async () => {
    const [train] = await askAt(await at('house_price_wide.kyn', 'train:'), 'prepareCallHierarchy');
    const calls = await ask('vscode.provideOutgoingCalls', train);
    assert.deepEqual(
      calls.map(({ to }) => `${to.name} ${to.uri.path.split('/').at(-1)}`),
      ['WidePriceNet house_price_wide.kyn', 'Houses house_price.kyn'],
    );
  });
});
