// Work on many runs in steps.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allSteps, eachInSteps, type Steps, sortedInSteps } from '../../src-shared/runs/steps';
import { caseCount, SEED } from '../cases';

/** How many items each step took. */
function stepSizes(steps: (count: () => void) => Steps<unknown>): number[] {
  let count = 0;
  const sizes: number[] = [];
  for (const _ of steps(() => count++)) {
    sizes.push(count);
    count = 0;
  }
  return [...sizes, count];
}

const ITEMS = Array.from({ length: 250 }, (_, i) => i);

test('a step has 100 items, or as many as are asked for', () => {
  expect(stepSizes(count => eachInSteps(ITEMS, count))).toEqual([100, 100, 50]);
  expect(stepSizes(count => eachInSteps(ITEMS, count, 200))).toEqual([200, 50]);
  expect(stepSizes(count => eachInSteps([], count))).toEqual([0]);
});

test('all steps have the result of the work', () => {
  expect(allSteps(eachInSteps(ITEMS, (item, i) => item + i))).toEqual(ITEMS.map(i => 2 * i));
});

test('a list that is sorted in steps is as one that is sorted at once, and equal items stay in their order', () => {
  const items = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer()), { maxLength: 60 });
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 8 }), (all, step) => {
      const compare = ([a]: readonly [number, number], [b]: readonly [number, number]): number => a - b;
      expect(allSteps(sortedInSteps(all, compare, step))).toEqual([...all].sort(compare));
    }),
    { numRuns: caseCount(2000), seed: SEED },
  );
});

test('no step of sorting compares more items than are sorted at once', () => {
  const items = Array.from({ length: 256 }, (_, i) => (i * 37) % 256);
  const sizes = stepSizes(count =>
    sortedInSteps(
      items,
      (a, b) => {
        count();
        return a - b;
      },
      16,
    ),
  );
  // Sorting 16 items takes at most 16 * 4 comparisons.
  expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
});
