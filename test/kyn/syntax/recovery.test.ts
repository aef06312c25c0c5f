// Error recovery: one change to a spec without findings causes exactly one finding, and the rest of the file is still understood.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { compose } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';

const example = readFileSync(new URL('../../../examples/house-price/house_price.kyn', import.meta.url), 'utf8');
const spec = example.replace('format = torch', 'format = onnx').concat('    input_shape = [1, 10]\n');
const sweep = 'sweep:\n    hidden = [32, 64]\n\n';
const whole = spec
  .replace('dataset Houses:', `${sweep}dataset Houses:`)
  .replace('    seed = 42', '    device = cuda\n    seed = 42');

function codesAfter(from: string, to: string): { codes: string[]; blocks: number } {
  expect(whole.split(from), `${from} occurs once in the spec`).toHaveLength(2);
  const tree = parse(whole.replace(from, to));
  const composition = compose({ id: 'spec', tree }, () => ({ id: 'house', label: 'house.kyn', problem: 'missing' }));
  const { diagnostics } = analyze({ tree, composition });
  return { codes: diagnostics.map(d => d.code), blocks: tree.items.filter(i => i.item.kind === 'block').length };
}

test('the spec itself has no finding', () => {
  expect(analyze({ tree: parse(whole) }).diagnostics).toEqual([]);
});

const faults: readonly (readonly [from: string, to: string, code: string])[] = [
  ['params:', 'params', 'missing-colon'],
  ['params:', 'parms:', 'unknown-block'],
  ['params:', 'params: here', 'unexpected-text'],
  ['params:', 'params Mine:', 'unexpected-block-name'],
  ['    lr = 0.01', '    lr 0.01', 'missing-equals'],
  ['    lr = 0.01', '    lr = 0,01', 'unexpected-text'],
  ['    lr = 0.01', '    lr =', 'missing-value'],
  ['    lr = 0.01', '    lr', 'missing-equals'],
  ['    lr = 0.01', '    = 0.01', 'unexpected-text'],
  ['    lr = 0.01', '    "lr" = 0.01', 'unexpected-text'],
  ['    lr = 0.01', '    lr = 1e-2', 'bad-number'],
  ['    lr = 0.01', '    lr = 0.01,', 'unexpected-text'],
  ['    lr = 0.01', '    lr = $rate', 'param-value'],
  ['    lr = 0.01', '    lr = 0.01 per step', 'unexpected-text'],
  ['    lr = 0.01', '    lr == 0.01', 'missing-value'],
  ['    lr = 0.01', '\tlr = 0.01', 'tab-indentation'],
  ['    lr = 0.01', 'lr = 0.01', 'wrong-indentation'],
  ['    lr = 0.01', '     lr = 0.01', 'wrong-indentation'],
  ['sweep:', 'sweeps:', 'unknown-block'],
  ['[32, 64]', '[32, 64', 'unclosed-bracket'],
  ['[32, 64]', '[32 64]', 'unexpected-text'],
  ['[32, 64]', '[32, 64)', 'unexpected-text'],
  ['[32, 64]', '32', 'sweep-axis-not-list'],
  ['[32, 64]', '32, 64', 'unexpected-text'],
  ['dataset Houses:', 'dataset Houses', 'missing-colon'],
  ['dataset Houses:', 'dataset:', 'missing-block-name'],
  ['dataset Houses:', 'dataset "Houses":', 'missing-block-name'],
  ['dataset Houses:', 'datset Houses:', 'unknown-block'],
  ['dataset Houses:', 'data Houses:', 'unknown-block'],
  ['dataset Houses:', 'table Houses:', 'unknown-block'],
  ['dataset Houses:', '  dataset Houses:', 'wrong-indentation'],
  ['dataset Houses:', '\tdataset Houses :  # rows', 'wrong-indentation'],
  ['train:', '    train:', 'wrong-indentation'],
  ['csv("data/houses.csv")', 'csv("data/houses.csv', 'unclosed-string'],
  ['csv("data/houses.csv")', 'csv("data/houses.csv"', 'unclosed-bracket'],
  ['csv("data/houses.csv")', "csv('data/houses.csv')", 'single-quotes'],
  ['csv("data/houses.csv")', 'cvs("data/houses.csv")', 'unknown-word'],
  ['csv("data/houses.csv")', '"data/houses.csv"', 'wrong-type'],
  ['target = "price"', 'target = price', 'wrong-type'],
  ['target = "price"', 'Target = "price"', 'unknown-key'],
  ['target = "price"', '"target" = "price"', 'unexpected-text'],
  ['target = "price"', 'target = "price', 'unclosed-string'],
  ['split = 0.75', 'split = 75', 'out-of-range'],
  ['split = 0.75', 'split = 75%', 'unexpected-character'],
  ['    lr = 0.01', '\0\n    lr = 0.01', 'unexpected-character'],
  ['    lr = 0.01', '  \0\0\n    lr = 0.01', 'unexpected-character'],
  ['    lr = 0.01', '\t;\n    lr = 0.01', 'unexpected-character'],
  ['split = 0.75', 'splitt = 0.75', 'unknown-key'],
  ['normalize = true', 'normalize = True', 'boolean-case'],
  ['model PriceNet:', 'model PriceNet', 'missing-colon'],
  ['model PriceNet:', 'model:', 'missing-block-name'],
  ['model PriceNet:', 'modle PriceNet:', 'unknown-block'],
  ['model PriceNet:', 'network PriceNet:', 'unknown-block'],
  ['model PriceNet:', 'model Prize:', 'unknown-name'],
  ['    input 10', '    inputs 10', 'unknown-word'],
  ['    input 10', '    "input" 10', 'unexpected-text'],
  ['    input 10', '    input', 'layer-arguments'],
  ['    input 10', '    input ten', 'wrong-type'],
  ['    input 10', '    input 10, 20', 'missing-value'],
  ['    input 10\n', '', 'model-input'],
  ['dense $hidden relu', 'dense $hiden relu', 'undefined-param'],
  ['dense $hidden relu', 'dense $ relu', 'unexpected-character'],
  ['dense $hidden relu', 'dense $hidden "relu"', 'wrong-type'],
  ['dense $hidden relu', 'dense $hidden Relu', 'unknown-word'],
  ['dense 1 linear', 'dense(1, linear)', 'missing-value'],
  ['dense $hidden relu', 'dense $hidden-size relu', 'unexpected-character'],
  ['    hidden = 64', '    hidden-size = 64', 'unexpected-character'],
  ['train:', 'train:\n    batch_size', 'missing-equals'],
  ['epochs = 120', 'epoch 120', 'missing-equals'],
  ['dense 1 linear', 'dense 0% linear', 'unexpected-character'],
  ['train:', 'train', 'missing-colon'],
  ['train:', 'trian:', 'unknown-block'],
  ['train:', 'training:', 'unknown-block'],
  ['    model = PriceNet', '    model: PriceNet', 'missing-equals'],
  ['    model = PriceNet', '    modle = PriceNet', 'unknown-key'],
  ['    model = PriceNet', '    model = PriceNot', 'unknown-name'],
  ['    model = PriceNet', 'model = PriceNet', 'wrong-indentation'],
  ['    model = PriceNet', '    PriceNet', 'missing-equals'],
  ['    model = PriceNet', '    model = Price Net', 'unexpected-text'],
  ['    model = PriceNet', '    # model = PriceNet', 'missing-key'],
  ['adam(lr=$lr)', 'adam(lr=$lr', 'unclosed-bracket'],
  ['adam(lr=$lr)', 'adam lr=$lr', 'unexpected-text'],
  ['adam(lr=$lr)', 'adam(lr $lr)', 'unexpected-text'],
  ['adam(lr=$lr)', 'adam($rl)', 'undefined-param'],
  ['epochs = 120', 'epochs = many', 'wrong-type'],
  ['epochs = 120', 'épochs = 120', 'unexpected-character'],
  ['metrics = [mae, rmse, r2]', 'metrics = mae, rmse', 'unexpected-text'],
  ['metrics = [mae, rmse, r2]', 'metrics = [mae, rmsee, r2]', 'unknown-word'],
  ['format = onnx', 'format = onxx', 'unknown-word'],
  ['    input_shape = [1, 10]', '', 'missing-key'],
  ['# House prices', 'House prices', 'stray-line'],
  ['# House prices', 'import house\n# House prices', 'import-syntax'],
  ['# House prices', 'import "house.kyn"\n# House prices', 'import-problem'],
  ['# House prices', '\ufeff# House prices', 'byte-order-mark'],
];

test.each(faults)('%j -> %j is %s alone', (from, to, code) => {
  const { codes } = codesAfter(from, to);
  expect(codes).toEqual([code]);
});

test.each(['d', 'da', 'data', 'dataset', 'dataset Houses', 'da Houses', 'datset Houses', 'Dataset Houses'])(
  'an incomplete or mistyped header %s is reported and keeps its body',
  header => {
    const { codes, blocks } = codesAfter('dataset Houses:', header);
    expect(codes).toEqual([
      header.startsWith('dataset') ? (header === 'dataset' ? 'missing-block-name' : 'missing-colon') : 'unknown-block',
    ]);
    expect(blocks).toBe(7);
  },
);

test('a params block with an incomplete header still declares its params', () => {
  expect(codesAfter('params:', 'p').codes).toEqual(['unknown-block']);
});

const headers = [
  'params:',
  'sweep:',
  'dataset Other:',
  'model Other:',
  'train:',
  'evaluate:',
  'export:',
  'import "house.kyn"',
];
test.each(headers)('%s, typed letter by letter below a spec, causes at most one finding', header => {
  for (let length = 1; length <= header.length; length++) {
    for (const end of ['', '\n', '\n\n']) {
      const tree = parse(`${whole}\n${header.slice(0, length)}${end}`);
      const found = analyze({ tree }).diagnostics.filter(d => d.severity !== 'hint');
      expect(found.length, `${header.slice(0, length)}: ${found.map(d => d.message)}`).toBeLessThanOrEqual(1);
    }
  }
});

test('a key in column 1 is not a header', () => {
  const { codes } = codesAfter('    seed = 42', 'seed');
  expect(codes).not.toContain('unknown-block');
});

test('a fault in a line does not change the blocks', () => {
  const inLine = faults.filter(([from, to]) => !from.endsWith(':') && from.includes('\n') === to.includes('\n'));
  expect(inLine.length).toBeGreaterThan(30);
  for (const [from, to] of inLine) expect(codesAfter(from, to).blocks, to).toBe(7);
});
