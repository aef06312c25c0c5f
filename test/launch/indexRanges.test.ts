// Sets of indices as Slurm writes them.
import { expect, test } from 'vitest';
import { rangesIn, rangesText } from '../../src-shared/launch/indexRanges';
import { caseCount, repeatWith, SEED } from '../cases';
import { randomFrom } from '../kyn/mutate';

test.each([
  [[], ''],
  [[7], '7'],
  [[0, 1, 2, 3], '0-3'],
  [[9, 0, 1, 9, 3, 4], '0-1,3-4,9'],
])('%j is %s', (indices, text) => {
  expect(rangesText(indices)).toBe(text);
});

test(`a set is read as it was written (${repeatWith()})`, () => {
  const random = randomFrom(SEED);
  for (let i = 0; i < caseCount(1000); i++) {
    const set = Array.from({ length: 40 }, (_, index) => index).filter(() => random() < 0.5);
    if (set.length > 0) expect(rangesIn(`${rangesText(set)}%4`, 100)).toEqual(set);
  }
});

test.each(['', 'a', '1-', '1,,2', '1 2', '-3', '0-9999999999', '0-100', '1:0'])(
  '%j has another form, or too many',
  text => {
    expect(rangesIn(text, 100)).toBeUndefined();
  },
);

test('steps', () => {
  expect(rangesIn('0-10:5,12', 100)).toEqual([0, 5, 10, 12]);
});
