// The combinations of a sweep.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { combinations } from '../../../src-shared/kyn/compile/combinations';
import { readOverrides } from '../../../src-shared/kyn/compile/overrides';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { printJson } from '../../../src-shared/text/printJson';
import { houseSpec } from '../../specFixture';

const withSweep = (params: string, sweep: string): string =>
  houseSpec.replace('params:\n', `params:\n${params}`).replace('dataset', `sweep:\n${sweep}\ndataset`);

function sweepOf(text: string, ...params: readonly string[]) {
  const read = readOverrides(params);
  if (!read.ok) throw new Error(read.problems.join());
  return combinations(analyze({ tree: parse(text), overrides: read.overrides }));
}

const combos = (text: string, ...params: readonly string[]): string[] => {
  const { count, at } = sweepOf(text, ...params);
  return Array.from({ length: count }, (_, i) => printJson(at(i).combo).replace(/\s+/g, ' '));
};

const TWO = withSweep('    hidden = 8\n', '    hidden = [32, 64]\n    lr = [0.10, 0.001, 1]\n');

test('the last axis varies fastest, and numbers keep their digits', () => {
  expect(combos(TWO)).toEqual([
    '{ "hidden": 32, "lr": 0.10 }',
    '{ "hidden": 32, "lr": 0.001 }',
    '{ "hidden": 32, "lr": 1 }',
    '{ "hidden": 64, "lr": 0.10 }',
    '{ "hidden": 64, "lr": 0.001 }',
    '{ "hidden": 64, "lr": 1 }',
  ]);
});

test('a combination acts like `--param`', () => {
  const { axes, at } = sweepOf(TWO);
  expect(axes).toEqual(['hidden', 'lr']);
  const { overrides } = at(4);
  expect([...overrides].map(([name, { text }]) => `${name}=${text}`)).toEqual(['hidden=64', 'lr=0.001']);
  const { params } = analyze({ tree: parse(TWO), overrides }).scope;
  expect([...params.values].map(([name, value]) => [name, value && 'text' in value && value.text])).toEqual([
    ['hidden', '64'],
    ['lr', '0.001'],
  ]);
});

test('values of every type', () => {
  const params = '    a = 1\n    b = true\n    c = "x"\n    d = [1]\n    e = 2\n';
  const sweep =
    '    a = [007, -0, 9007199254740993]\n    b = [false]\n    c = ["\u00e4 \\"]\n    d = [[1, [true]]]\n    e = [$lr]\n';
  expect(combos(withSweep(params, sweep))).toEqual(
    ['7', '0', '9007199254740993'].map(
      a => `{ "a": ${a}, "b": false, "c": "\\u00e4 \\\\", "d": [ 1, [ true ] ], "e": 0.01 }`,
    ),
  );
});

test('a param that is given with `--param` keeps its value', () => {
  expect(combos(TWO, 'lr=5')).toEqual(['{ "hidden": 32 }', '{ "hidden": 64 }']);
  expect([...sweepOf(TWO, 'lr=5').at(1).overrides].map(([name, { text }]) => `${name}=${text}`)).toEqual([
    'lr=5',
    'hidden=64',
  ]);
});

test.each([
  ['no sweep', houseSpec],
  ['a sweep without axes', houseSpec.replace('dataset', 'sweep:\n\ndataset')],
  ['an axis without values', withSweep('', '    lr = []\n')],
])('%s has no combinations', (_, text) => {
  expect(sweepOf(text).count).toBe(0);
});

test('a sweep of a million combinations is not built', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i).join(', ');
  const { count, at } = sweepOf(
    withSweep('    a = 1\n    b = 1\n', `    a = [${values}]\n    b = [${values}]\n    lr = [${values}]\n`),
  );
  expect(count).toBe(1e9);
  expect(printJson(at(123_456_789).combo).replace(/\s+/g, '')).toBe('{"a":123,"b":456,"lr":789}');
});
