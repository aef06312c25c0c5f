// Values given with `--param`: how they are read, and that every check uses them.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { overrideProblems, readOverrides } from '../../../src-shared/kyn/compile/overrides';
import type { Overrides } from '../../../src-shared/kyn/names/scope';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { houseSpec } from '../../specFixture';

function read(...texts: readonly string[]): Overrides {
  const result = readOverrides(texts);
  if (!result.ok) throw new Error(result.problems.join());
  return result.overrides;
}

const problemsOf = (...texts: readonly string[]): readonly string[] => {
  const result = readOverrides(texts);
  return result.ok ? [] : result.problems;
};

test.each([
  ['a=7', { kind: 'int', text: '7', number: 7 }],
  ['a= 1_000 ', { kind: 'int', text: '1000', number: 1000 }],
  ['a=-5', { kind: 'int', text: '-5', number: -5 }],
  ['a=1e-3', { kind: 'float', text: '1e-3', number: 0.001 }],
  ['a=true', { kind: 'string', value: 'true' }],
  ['a=', { kind: 'string', value: '' }],
  ['a=b=c', { kind: 'string', value: 'b=c' }],
  ['a="x"', { kind: 'string', value: '"x"' }],
  ['a=1\n2', { kind: 'string', value: '1\n2' }],
])('%j is read as an int, a float or a string', (text, expected) => {
  expect(read(text).get('a')?.value).toMatchObject(expected);
});

test('the last value of a param counts, and its text is kept', () => {
  const overrides = read('a=1', 'b=2', 'a= 03');
  expect([...overrides].map(([name, { text }]) => [name, text])).toEqual([
    ['a', ' 03'],
    ['b', '2'],
  ]);
});

test.each([
  ['lr', '`lr` is not a value of a param. Write it as `name=value`.'],
  ['=1', '`=1` is not a value of a param. Write it as `name=value`.'],
  ['a-b=1', '`a-b=1` is not a value of a param. Write it as `name=value`.'],
  ['lr=nan', '`lr` cannot be `nan`, because it must be a finite number.'],
  ['lr=-inf', '`lr` cannot be `-inf`, because it must be a finite number.'],
  ['lr=1e999', '`lr` cannot be `1e999`, because it must be a finite number.'],
])('%j is a problem', (text, message) => {
  expect(problemsOf('x=1', text)).toEqual([message]);
});

const SPEC = `${houseSpec.replace('params:', 'params:\n    hidden = 8\n    act = "relu"').replace('    dense 1', '    dense $hidden $act\n    dense 1')}`;

const findings = (spec: string, ...params: readonly string[]) => {
  const { diagnostics, scope } = analyze({ tree: parse(spec), overrides: read(...params) });
  const serious = diagnostics.filter(d => d.severity === 'error' || d.severity === 'warning');
  return [...overrideProblems(scope.params), ...serious.map(d => d.message)];
};

test.each([
  [[], []],
  [['hidden=16', 'lr=1e-3', 'act=tanh'], []],
  [['hidden=16.5'], ['`units` of `dense` must be a whole number (`$hidden` is `16.5`).']],
  [['hidden=-1'], ['`units` of `dense` must be greater than 0, not `-1`.']],
  [['lr=fast'], ['`lr` of `adam` must be a number (`$lr` is `"fast"`).']],
  [['act=rellu'], ['`rellu` is not a known activation; did you mean `relu`?']],
  [['act=elu'], ["Unsupported activation 'elu' in model 'Net'"]],
  [['hiden=3'], ['`hiden` is not a param of this spec. Did you mean `hidden`?']],
  [['zzzzzz=3'], ['`zzzzzz` is not a param of this spec. Its params are `hidden`, `act`, `lr`.']],
])('with %j the findings are %j', (params, expected) => {
  expect(findings(SPEC, ...params)).toEqual(expected);
});

test('an override is used for shapes', () => {
  const spec = SPEC.replace('dense 1 linear', 'dense $out linear')
    .replace('params:', 'params:\n    out = 1')
    .replace('mse', 'bce');
  expect(findings(spec)).toEqual([]);
  expect(findings(spec, 'out=3')).toEqual(['`bce` needs exactly 1 output unit, but the model `Net` ends with 3.']);
});

test('an override replaces the sweep axis of its param', () => {
  const spec = SPEC.replace('dataset', 'sweep:\n    hidden = [8, -1]\n\ndataset');
  expect(findings(spec)).toEqual(['`units` of `dense` in `model Net` must be greater than 0, not `-1`.']);
  expect(findings(spec, 'hidden=4')).toEqual([]);
});

test('an analysis with other overrides starts from the one before', () => {
  const tree = parse(SPEC);
  const before = analyze({ tree, overrides: read('hidden=-1') });
  const messages = (overrides?: Overrides) =>
    analyze({ tree, overrides }, before)
      .diagnostics.filter(d => d.severity === 'error')
      .map(d => d.message);
  expect(messages()).toEqual([]);
  expect(messages(read('hidden=0'))).toEqual(['`units` of `dense` must be greater than 0, not `0`.']);
});

test('a spec without params', () => {
  expect(findings(houseSpec.replace(/params:.*?\n\n/s, '').replace('$lr', '0.1'), 'lr=1')).toEqual([
    '`lr` is not a param of this spec. It does not have params.',
  ]);
});
