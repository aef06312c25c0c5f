// A block is planned once for the values of the params that it uses.
import { expect, test } from 'vitest';
import type { BlockKeyword } from '../../../src-shared/kyn/catalogue/types';
import { planExport } from '../../../src-shared/kyn/compile/planExport';
import { planMetrics } from '../../../src-shared/kyn/compile/planMetrics';
import { planModel } from '../../../src-shared/kyn/compile/planModel';
import { blocksOf } from '../../../src-shared/kyn/names/scope';
import type { Block } from '../../../src-shared/kyn/syntax/ast';
import { houseSpec } from '../../specFixture';
import { analyzed } from './planned';

const SPEC = `${houseSpec
  .replace('params:\n', 'params:\n    width = 8\n    other = 1\n    name = "mae"\n    names = ["mae"]\n    rows = 1\n')
  .replace(
    'dense 1',
    'dense $width relu\n    dense 1',
  )}evaluate:\n    metrics = [$name]\n\nexport:\n    format = onnx\n    path = "m"\n    input_shape = [$rows, 4]\n`;

const paramsOf = (...changes: readonly (readonly [string, string])[]) =>
  analyzed(changes.reduce((text, [from, to]) => text.replace(from, to), SPEC)).scope.params;
const block = (keyword: BlockKeyword): Block => blocksOf(analyzed(SPEC).tree, keyword)[0]?.item as Block;

test('a change of other params plans a block not again', () => {
  const model = block('model');
  const first = planModel(model, paramsOf());
  expect(planModel(model, paramsOf(['lr = 0.01', 'lr = 0.02'], ['other = 1', 'more = 2']))).toBe(first);
  expect(planModel(model, paramsOf(['params:', 'params:\n    first = 3']))).toBe(first);
});

test.each([
  ['another number', '    width = 8', '    width = 9'],
  ['another type', '    width = 8', '    width = "8"'],
  ['no value', '    width = 8', '    width ='],
])('%s plans a block that uses it', (_, from, to) => {
  const model = block('model');
  const first = planModel(model, paramsOf());
  const second = planModel(model, paramsOf([from, to]));
  expect(second).not.toEqual(first);
  expect(planModel(model, paramsOf())).toBe(first);
});

test('a param in a list counts', () => {
  const [evaluate, exported] = [block('evaluate'), block('export')];
  const before = [planMetrics(evaluate, paramsOf()), planExport(exported, paramsOf())];
  const params = paramsOf(['name = "mae"', 'name = "r2"'], ['rows = 1', 'rows = 2']);
  expect(planMetrics(evaluate, params)).not.toEqual(before[0]);
  expect(planExport(exported, params)).not.toEqual(before[1]);
});

test('a param that is a list of params counts', () => {
  const written = SPEC.replace('metrics = [$name]', 'metrics = $names').replace('["mae"]', '[$name]');
  const evaluate = blocksOf(analyzed(written).tree, 'evaluate')[0]?.item as Block;
  const plan = (name: string) => planMetrics(evaluate, analyzed(written.replace('"mae"', `"${name}"`)).scope.params);
  expect(plan('r2').plan?.map(m => m.name)).toEqual(['r2']);
  expect(plan('mse').plan?.map(m => m.name)).toEqual(['mse']);
});

test('params that contain themselves', () => {
  const params = paramsOf(['width = 8', 'width = [$width]']);
  expect(planModel(block('model'), params).findings).not.toEqual([]);
});
