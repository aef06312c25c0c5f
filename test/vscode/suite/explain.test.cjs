// Hovers over the elements of a spec, and signature help for layers and calls.
const assert = require('node:assert/strict');
const { activate, askAt, closeAll, hoverText, open, openWith, placeOf } = require('./workbench.cjs');

/** The hover over a text of the example. */
async function hoverOver(text, into = 0) {
  const { document } = await open('house_price.kyn');
  const { line, character } = placeOf(document, text, into);
  return hoverText(document, line, character);
}

async function signature(marked) {
  const { signatures, activeParameter } = await askAt(await openWith(marked), 'executeSignatureHelpProvider');
  const [{ label, parameters, documentation }] = signatures;
  return { label, names: parameters.map(p => p.label), active: activeParameter, text: documentation.value };
}

describe('hover', () => {
  before(activate);
  afterEach(closeAll);

  it('a key: its meaning, its type and its effect on repeatability', async () => {
    const text = await hoverOver('seed = 42', 1);
    assert.match(text, /key of `train`/);
    assert.match(text, /A whole number/);
    assert.match(text, /\*\*Repeatability:\*\*/);
  });

  it('a key with its default', async () => {
    assert.match(await hoverOver('normalize', 1), /Default `false`/);
  });

  it('a param: its value', async () => {
    assert.match(await hoverOver('$hidden', 2), /\b64\b/);
  });

  it('a layer: its shapes and its parameters', async () => {
    const text = await hoverOver('dense $hidden', 1);
    assert.match(text, /10\D+64/);
    assert.match(text, /704/);
  });

  it('the use of a model: its layers', async () => {
    assert.match(await hoverOver('model = PriceNet', 'model = P'.length), /769/);
  });

  it('a dataset: the data that it reads', async () => {
    assert.match(await hoverOver('data = Houses', 'data = H'.length), /houses\.csv/);
  });
});

describe('signature help', () => {
  before(activate);
  afterEach(closeAll);

  it('of a layer, with the current argument highlighted', async () => {
    const { label, names, active, text } = await signature('model Net:\n    input 2\n    dense 64 $0\n');
    assert.match(label, /^dense/);
    assert.equal(names.length, 2);
    assert.equal(active, 1);
    assert.ok(text.length > 0);
  });

  it('of a call', async () => {
    const { label, active } = await signature('train:\n    optimizer = adam(lr=$0)\n');
    assert.match(label, /^adam\(/);
    assert.equal(active, 0);
  });
});
