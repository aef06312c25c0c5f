// Work on many runs in steps.
import { expect, test } from 'vitest';
import { allSteps, eachInSteps, type Steps } from '../../src-shared/runs/steps';

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
