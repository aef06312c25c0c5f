// The largest of many numbers.
import { expect, test } from 'vitest';
import { largestOf } from '../../src-shared/text/largestOf';

test('the largest number, or the least that counts', () => {
  expect(largestOf([1, 3, 2], 0)).toBe(3);
  expect(largestOf([], 4)).toBe(4);
});

test('there may be more numbers than a call can have arguments', () => {
  expect(largestOf(new Array<number>(1_000_000).fill(7), 0)).toBe(7);
});
