// Completion while a spec is written: each kind of position once, and the details of an item.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { activate, askAt, closeAll, openWith } = require('./workbench.cjs');

const HEAD = 'params:\n    hidden = 64\n\nmodel Net:\n    input 10\n    dense $hidden relu\n\n';

/** The completion items at `$0`, by their labels. */
async function proposals(marked) {
  const list = await askAt(await openWith(marked), 'executeCompletionItemProvider');
  return new Map(list.items.map(item => [item.label.label ?? item.label, item]));
}

const textOf = ({ insertText }) => insertText.value ?? insertText;

describe('completion', () => {
  before(activate);
  afterEach(closeAll);

  it('missing blocks, as snippets with their required keys and documentation', async () => {
    const found = await proposals(`${HEAD}$0`);
    assert.ok(!found.has('params') && found.has('model') && found.has('import'), [...found.keys()].join(', '));
    const block = found.get('export');
    assert.ok(block.insertText instanceof vscode.SnippetString);
    assert.match(textOf(block), /^export:\n {4}format = \$\{1\|.*\n {4}path = "\$\{2:.*\n\$0$/);
    assert.match(block.documentation.value, /Required: `format`, `path`/);
  });

  it('keys that are not set yet, with their defaults; the first required one is preselected', async () => {
    const found = await proposals(`${HEAD}train:\n    model = Net\n    $0\n    epochs = 1\n`);
    assert.ok(!found.has('model') && !found.has('epochs'), [...found.keys()].join(', '));
    assert.equal(found.get('precision').detail, 'default fp32');
    assert.equal(found.get('loss').detail, 'required');
    assert.equal(found.get('data').preselect, true);
    assert.match(found.get('seed').documentation.value, /Repeatability/);
  });

  it('layers of a model, with their arguments as placeholders', async () => {
    const found = await proposals('model Net:\n    input 10\n    $0\n');
    assert.ok(!found.has('input'));
    assert.equal(textOf(found.get('dense')), 'dense ${1:64} ${2:relu}');
  });

  it('words of a list, which a comma or the closing bracket accepts', async () => {
    const found = await proposals('evaluate:\n    metrics = [mae, $0]\n');
    const metric = found.get('rmse');
    assert.equal(metric.kind, vscode.CompletionItemKind.EnumMember);
    assert.deepEqual([...metric.commitCharacters].sort(), [',', ']']);
    assert.ok(metric.documentation.value.length > 0);
    assert.ok(!found.has('mse') || found.get('mse').detail !== 'loss', 'a loss is proposed as a metric');
  });

  it('names of models, and params with their values', async () => {
    assert.ok((await proposals(`${HEAD}train:\n    model = $0\n`)).has('Net'));
    const param = (await proposals(`${HEAD}model Other:\n    input 10\n    dense $0\n`)).get('$hidden');
    assert.equal(param.detail, '= 64');
  });

  it('arguments of a call', async () => {
    const found = await proposals('train:\n    optimizer = adam($0)\n');
    assert.equal(textOf(found.get('lr=')), 'lr=${1:0.001}');
  });

  it('data files in a path, and the columns of the file for the target', async () => {
    const paths = await proposals('dataset D:\n    source = csv("data/$0")\n');
    assert.equal(paths.get('houses.csv').kind, vscode.CompletionItemKind.File);
    const columns = await proposals('dataset D:\n    source = csv("data/houses.csv")\n    target = "$0"\n');
    assert.equal(columns.get('price').detail, 'numbers');
  });

  it('nothing in a comment', async () => {
    const found = await proposals('train:\n    loss = mse # see $0\n');
    // VS Code itself adds the snippet.
    found.delete('kynml');
    assert.deepEqual([...found.keys()], []);
  });
});
