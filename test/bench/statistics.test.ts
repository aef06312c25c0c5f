// The statistics of measured values.
import { expect, test } from 'vitest';

interface Script {
  quantile(values: readonly number[], fraction: number): number;
  median(values: readonly number[]): number;
  midmean(values: readonly number[]): number;
  fastest(values: readonly number[]): number;
  rounded(value: number): number;
}
const { quantile, median, midmean, fastest, rounded }: Script = await import(
  new URL('../../bench/statistics.mjs', import.meta.url).href
);

test('the median is the middle value, or the mean of the two in the middle, and does not sort its argument', () => {
  const values = [9, 1, 5];
  expect(median(values)).toBe(5);
  expect(values).toEqual([9, 1, 5]);
  expect(median([1, 2, 10, 100])).toBe(6);
});

test('numbers are compared as numbers', () => {
  expect(median([100, 9, 20])).toBe(20);
  expect(quantile([100, 9, 20], 0.95)).toBe(100);
});

test('a quantile of no values is not a number', () => {
  expect(quantile([], 0.5)).toBeNaN();
});

test('the mean of the middle half ignores outliers at both ends', () => {
  expect(midmean([1000, 10, 20, 0])).toBe(15);
  expect(midmean([1, 10, 10, 20, 20, 20, 30, 1e6])).toBe(17.5);
  expect(midmean([7])).toBe(7);
});

test('the fastest is the smallest', () => {
  expect(fastest([3, 1, 20])).toBe(1);
});

test.each([
  [1.23456, 1.23],
  [0.054321, 0.0543],
  [123.456, 123],
  [99_999.6, 100_000],
])('%f is rounded to %f', (value, expected) => {
  expect(rounded(value)).toBe(expected);
});
