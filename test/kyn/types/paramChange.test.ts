// The findings after a change in `params` are those of a new analysis, although most blocks are not checked again.
import { expect, test } from 'vitest';
import { type Analysis, analyze } from '../../../src-shared/kyn/analyze';
import { defaultOptions } from '../../../src-shared/kyn/catalogue/options';
import { blocksOf } from '../../../src-shared/kyn/names/scope';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { isUnaffected, paramChange } from '../../../src-shared/kyn/types/paramChange';
import { caseCount, caseTimeout, repeatWith, SEED } from '../../cases';
import { Chance, randomFrom } from '../mutate';

// Params are used as numbers of several types and limits, as words, in lists, calls and unknown keys, and as axes of a sweep.
const uses = `dataset D:
    source = csv($file)
    target = "y"
    split = $rate
    features = [$file, "b"]
    num_workers = $units
model M:
    input $units
    dense $units $word
    dropout $rate
    dense 1 linear
train:
    model = M
    data = D
    optimizer = adam(lr=$rate)
    epochs = $units
    unknown = $units
    device = $word
    seed = 1
evaluate:
    metrics = $list
export:
    format = $word
    path = $file
`;
const sweep = 'sweep:\n    units = [1, 2, $rate]\n    rate = [0.1, $units]\n';

const VALUES = [
  ...['1', '64', '641', '0', '-3', '0.5', '0.25', '1.5', '1e3', '9e999', '01', '1_000'],
  ...['"a.csv"', '""', '"relu"', '"rellu"', '"onnx"', '"cuda"', 'true', 'relu', '[mae, rmse]', '["mae", 3]', '[1]'],
  ...['csv("a.csv")', '$units', '$rate', '$gone', '"', '', '"secret-token-a1b2c3d4e5"'],
];
const NAMES = ['units', 'rate', 'word', 'file', 'list'];

type Values = Readonly<Record<string, string>>;
const paramsText = (values: Values): string =>
  `params:\n${Object.entries(values)
    .map(([name, value]) => `    ${name} = ${value}\n`)
    .join('')}`;

const start: Values = { units: '64', rate: '0.5', word: '"relu"', file: '"a.csv"', list: '["mae"]' };

test(
  'random changes of params, one after the other',
  () => {
    const chance = new Chance(randomFrom(SEED));
    for (let i = 0; i < caseCount(400); i++) {
      const rest = chance.of([uses, uses + sweep, uses.replace('train:', 'training:')]);
      let values = start;
      let previous: Analysis | undefined;
      for (let step = 0; step < 12; step++) {
        const text = paramsText(values) + rest;
        const tree = parse(text, previous?.tree);
        const fresh = analyze({ tree: parse(text) });
        previous = analyze({ tree }, previous);
        expect(previous.diagnostics, `${text}\n${repeatWith()}`).toEqual(fresh.diagnostics);
        values = changed(values, chance);
      }
    }
  },
  caseTimeout(180_000),
);

// Mostly another value; sometimes a param is renamed, removed, repeated, or all are in another order.
function changed(values: Values, chance: Chance): Values {
  const name = chance.of(NAMES);
  switch (chance.below(12)) {
    case 0: {
      const { [name]: value = '1', ...others } = values;
      return { ...others, [`${name}2`]: value };
    }
    case 1: {
      const { [name]: _, ...others } = values;
      return others;
    }
    case 2:
      return Object.fromEntries(Object.entries(values).reverse());
    default:
      return { ...values, [name]: chance.of(VALUES) };
  }
}

test.each([
  ['the settings', (text: string) => text, { ...defaultOptions, unknownWords: 'error' as const }],
  ['whether the file is a library', (text: string) => text.replace(/train:.*/s, ''), defaultOptions],
  ['whether all params can be read', (text: string) => text.replace('model', '    1 more\nmodel'), defaultOptions],
])('%s may change together with a param', (_, change, options) => {
  const spec = (units: string) =>
    `params:\n    units = ${units}\n    word = "swish"\nmodel M:\n    dense $units $word\n    dropout $gone\ndataset D:\n    split = $gone\ndataset E:\ntrain:\n    model = M\n`;
  let previous = analyze({ tree: parse(spec('1')) });
  for (const [text, chosen] of [
    [change(spec('1')), options],
    [change(spec('2')), defaultOptions],
    [change(spec('1')), options],
    [spec('1'), defaultOptions],
    [spec('2'), options],
  ] as const) {
    previous = analyze({ tree: parse(text, previous.tree), options: chosen }, previous);
    expect(previous.diagnostics).toEqual(analyze({ tree: parse(text), options: chosen }).diagnostics);
  }
});

const paramsOf = (values: Values) => analyze({ tree: parse(paramsText(values) + uses) }).scope.params;
const blockOf = (keyword: 'model' | 'train' | 'dataset' | 'sweep') => {
  const [found] = blocksOf(parse(paramsText(start) + uses + sweep), keyword);
  if (!found) throw new Error(keyword);
  return found.item;
};
const affected = (name: string, value: string): string[] => {
  const change = paramChange(paramsOf(start), paramsOf({ ...start, [name]: value }));
  const keywords = ['dataset', 'model', 'train', 'sweep'] as const;
  return change ? keywords.filter(keyword => !isUnaffected(blockOf(keyword), change)) : ['all'];
};

test.each([
  ['units', '641', ['sweep']],
  ['units', '0', ['dataset', 'model', 'train', 'sweep'].filter(k => k !== 'dataset')],
  ['units', '0.5', ['dataset', 'model', 'train', 'sweep']],
  ['units', '"64"', ['dataset', 'model', 'train', 'sweep']],
  ['rate', '0.75', ['sweep']],
  ['rate', '1.5', ['dataset', 'model', 'sweep']],
  ['word', '"tanh"', ['model', 'train', 'sweep']],
  ['file', '"b.csv"', ['dataset', 'sweep']],
])('after %s = %s, only the blocks with a use that may be reported are checked', (name, value, keywords) => {
  expect(affected(name, value)).toEqual(keywords);
});

test('after a change of the names, all blocks with params are checked', () => {
  const { rate = '', ...others } = start;
  for (const values of [others, { ...others, rate }, { ...start, more: '1' }])
    expect(paramChange(paramsOf(start), paramsOf(values))).toBeUndefined();
});
