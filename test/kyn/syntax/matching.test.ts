// What is kept from one version of a spec to the next: the same as for a fresh text, at the cost of the change.
import { expect, test } from 'vitest';
import { outlineOf } from '../../../src-shared/kyn/names/outline';
import type { Item } from '../../../src-shared/kyn/syntax/ast';
import { matching } from '../../../src-shared/kyn/syntax/matching';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { caseCount, repeatWith, SEED } from '../../cases';
import { expectSame } from '../../expectSame';
import { Chance, mutated, randomFrom } from '../mutate';
import { specs } from '../pool';

const model = (i: number, units = 1): string => `model M${i}:\n    input 1\n    dense ${units} linear\n`;
const text = (n: number): string => Array.from({ length: n }, (_, i) => model(i)).join('');

test('the matches of a version are updated from those before', () => {
  const chance = new Chance(randomFrom(SEED));
  const conditions: ((item: Item) => boolean)[] = [
    item => item.kind === 'block',
    item => item.faults.length > 0,
    item => item.text.length % 3 === 0,
  ];
  for (let i = 0; i < caseCount(3000); i++) {
    const all = conditions.map(matching);
    let tree = parse(chance.of(specs));
    for (let step = 0; step < 10; step++) {
      for (const [k, matches] of all.entries()) {
        const expected = tree.items.flatMap(({ item }, at) => (conditions[k]?.(item) ? [at] : []));
        expectSame(matches(tree), expected, repeatWith());
      }
      tree = parse(mutated(tree.text, chance), tree);
    }
  }
});

test('a change in one item checks the items around it only', () => {
  let checked = 0;
  const matches = matching(() => {
    checked++;
    return true;
  });
  const tree = parse(text(1000));
  expect(matches(tree)).toHaveLength(1000);
  expect(checked).toBe(1000);
  const next = parse(tree.text.replace(model(500), model(500, 17)), tree);
  expect(matches(next)).toEqual(matches(tree));
  expect(checked).toBeLessThanOrEqual(1003);
});

test('a version whose parent was not asked for is searched as a whole', () => {
  const matches = matching(item => item.kind === 'block');
  const first = parse(text(3));
  const second = parse(`${first.text}${model(3)}`, first);
  expect(matches(parse(`${second.text}${model(4)}`, second))).toEqual([0, 1, 2, 3, 4]);
});

const spec = (change: Partial<Record<'units' | 'name' | 'param' | 'train' | 'import', string>> = {}): string =>
  `import "${change.import ?? 'a.kyn'}"\nparams:\n    ${change.param ?? 'lr'} = 0.1\n` +
  `model ${change.name ?? 'Net'}:\n    input 1\n    dense ${change.units ?? '1'} linear\n` +
  `train:\n    model = ${change.train ?? 'Net'}\n    epochs = 3\n`;

const isKept = (after: string): boolean => {
  const before = parse(spec());
  const outline = outlineOf(before);
  return outlineOf(parse(after, before)) === outline;
};

test('an edit that changes no name keeps the outline', () => {
  expect(isKept(spec({ units: '17' }))).toBe(true);
  expect(isKept(`${spec()}# a comment\n`)).toBe(true);
  expect(isKept(spec().replace('0.1', '0.25'))).toBe(true);
});

test('a keyword of a block without names is part of the outline', () => {
  const before = parse('evaluate:\n    metrics = [mae]\n');
  const outline = outlineOf(before);
  expect(outlineOf(parse(before.text.replace('evaluate', 'export'), before))).not.toBe(outline);
});

test.each([
  ['a name', spec({ name: 'Wide' })],
  ['a param', spec({ param: 'rate' })],
  ['a use of a name', spec({ train: 'Wide' })],
  ['a use of a param', spec({ units: '$lr' })],
  ['an import', spec({ import: 'b.kyn' })],
  ['a keyword', spec().replace('train:', 'evaluate:')],
  ['a header that cannot be read', spec().replace('model Net:', 'model:')],
  ['a line that cannot be read', spec().replace('dense 1 linear', '] ]')],
  ['one more block', `${spec()}model B:\n    input 1\n`],
  ['one block less', spec().replace(/train:[\s\S]*$/, '')],
])('%s changes the outline', (_, after) => {
  expect(isKept(after)).toBe(false);
});
