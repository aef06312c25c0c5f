// The parts of a spec as the editor shows them: outline, folding, expanding selection, colours of names, links.
const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const vscode = require('vscode');
const {
  activate,
  ask,
  askAt,
  becomes,
  closeAll,
  open,
  openWith,
  placeOf,
  replaceText,
  whole,
} = require('./workbench.cjs');

const names = symbols => symbols.map(({ name }) => name);
const lineOf = (document, text) => placeOf(document, text).line;

/** The names in encoded semantic tokens, as "name type modifiers". */
function coloured(document, { tokenTypes, tokenModifiers }, { data }) {
  const found = [];
  for (let at = 0, line = 0, character = 0; at < data.length; at += 5) {
    const [lines, columns, length, type, modifiers] = data.slice(at, at + 5);
    character = lines > 0 ? columns : character + columns;
    line += lines;
    const name = document.lineAt(line).text.slice(character, character + length);
    found.push([name, tokenTypes[type], ...tokenModifiers.filter((_, bit) => modifiers & (1 << bit))].join(' '));
  }
  return found;
}

describe('the structure of a spec', () => {
  before(activate);
  afterEach(closeAll);

  it('outline: blocks with their keys and layers', async () => {
    const { document } = await open('house_price.kyn');
    const symbols = await askAt({ document }, 'executeDocumentSymbolProvider');
    assert.deepEqual(names(symbols), ['params', 'Houses', 'PriceNet', 'train', 'evaluate', 'export']);
    assert.deepEqual(names(symbols[2].children), ['input 10', 'dense $hidden relu', 'dense 1 linear']);
  });

  it('symbols of the workspace: models and datasets of all specs', async () => {
    const search = () => ask('vscode.executeWorkspaceSymbolProvider', 'PriceNet');
    await becomes('the symbols', async () => names(await search()).sort(), ['PriceNet', 'WidePriceNet']);
  });

  it('folds: blocks and runs of comments', async () => {
    const { document } = await open('house_price.kyn');
    const folds = await askAt({ document }, 'executeFoldingRangeProvider');
    const found = folds.map(({ start, end }) => `${start}-${end}`);
    assert.ok(found.includes('0-1'), found.join(', '));
    assert.ok(
      found.includes(`${lineOf(document, 'model PriceNet')}-${lineOf(document, 'dense 1 linear')}`),
      found.join(),
    );
  });

  it('selection: word, argument, call, line, block, file', async () => {
    const { document } = await open('house_price.kyn');
    const at = placeOf(document, '$lr', 2);
    const [innermost] = await ask('vscode.executeSelectionRangeProvider', document.uri, [at]);
    const texts = [];
    for (let range = innermost; range; range = range.parent) texts.push(document.getText(range.range));
    const inOrder = ['$lr', 'adam(lr=$lr)', 'optimizer = adam(lr=$lr)', document.getText()];
    assert.deepEqual(
      texts.filter(text => inOrder.includes(text)),
      inOrder,
    );
    assert.ok(texts.some(text => text.startsWith('train:\n')));
  });

  it('colours: declared models, datasets and params, in a document and in a part of it', async () => {
    const { document } = await openWith(
      'params:\n    lr = 1\n\nmodel Net:\n    input $lr\n    dense $none relu\n\ntrain:\n    model = Net\n',
    );
    const legend = await askAt({ document }, 'provideDocumentSemanticTokensLegend');
    const all = await askAt({ document }, 'provideDocumentSemanticTokens');
    const expected = ['lr parameter declaration', 'Net class declaration', 'lr parameter', 'Net class'];
    assert.deepEqual(coloured(document, legend, all), expected);
    const part = whole(document).with(placeOf(document, 'train:'));
    const few = await askAt({ document }, 'provideDocumentRangeSemanticTokens', part);
    assert.deepEqual(coloured(document, legend, few).slice(-1), ['Net class']);
    assert.ok(few.data.length < all.data.length);
  });

  it('links: the data file and the imported spec', async () => {
    const { document } = await open('house_price.kyn');
    const [data] = await askAt({ document }, 'executeLinkProvider');
    assert.equal(document.getText(data.range), 'data/houses.csv');
    assert.ok(data.target.path.endsWith('/data/houses.csv'));
    const { document: wide } = await open('house_price_wide.kyn');
    const [imported] = await askAt({ document: wide }, 'executeLinkProvider');
    assert.ok(imported.target.path.endsWith('/house_price.kyn'));
  });

  it('links: the hash of a spec in a text, and in cells of a notebook', async () => {
    const { document: spec } = await open('house_price.kyn');
    const hash = createHash('sha256').update(spec.getText()).digest('hex').slice(0, 12);
    const linked = async document => {
      const links = await askAt({ document }, 'executeLinkProvider');
      return links.map(({ range, target }) => [document.getText(range), target.path.split('/').at(-1)]);
    };
    const text = await open('README.md');
    await replaceText(text, `See ${hash}.`);
    await becomes('the link of a text', () => linked(text.document), [[hash, 'house_price.kyn']]);
    const cell = (kind, language) => new vscode.NotebookCellData(kind, `# ${hash}`, language);
    const cells = [cell(vscode.NotebookCellKind.Markup, 'markdown'), cell(vscode.NotebookCellKind.Code, 'python')];
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData(cells));
    for (const { document, index } of notebook.getCells()) {
      await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(index, index + 1)] });
      await ask('notebook.cell.edit');
      await becomes(`the link of a cell in ${document.languageId}`, () => linked(document), [
        [hash, 'house_price.kyn'],
      ]);
    }
  });
});
