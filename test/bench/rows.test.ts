// The rows of a result.
import { expect, test } from 'vitest';

interface Times {
  readonly name: string;
  readonly cpu: readonly number[];
  readonly wall: readonly number[];
}
interface Script {
  row(description: object): Record<string, unknown>;
  cpuRatio(description: object, own: Times, peer: Times): Record<string, unknown>;
}
const { row, cpuRatio }: Script = await import(new URL('../../bench/rows.mjs', import.meta.url).href);

const DESCRIPTION = { id: 'x', title: 'X' };

test.each([
  [{ atMost: 2 }, 2, true],
  [{ atMost: 2 }, 2.01, false],
  [{ atLeast: 6000 }, 6000, true],
  [{ atLeast: 6000 }, 5999, false],
])('the goal %j is met by %f: %s', (goal, value, met) => {
  expect(row({ ...DESCRIPTION, unit: 'ms', value, goal })).toMatchObject({ goal, met });
});

test('the value as it is shown decides, so that a table never contradicts itself', () => {
  expect(row({ ...DESCRIPTION, unit: 'ratio', value: 0.7504, goal: { atMost: 0.75 } })).toMatchObject({
    value: 0.75,
    met: true,
  });
});

test('a value that is not a number meets no goal', () => {
  expect(row({ ...DESCRIPTION, unit: 'ms', value: Number.NaN, goal: { atMost: 2 } })).toMatchObject({ met: false });
});

test('without a goal, a row is neither met nor missed', () => {
  expect(row({ ...DESCRIPTION, unit: 'ms', value: 1 })).not.toHaveProperty('met');
});

test('a ratio compares CPU time; wall time is a figure', () => {
  const own = { name: 'kyn', cpu: [10, 10, 90], wall: [40, 20, 30] };
  const peer = { name: 'json', cpu: [20, 20, 20], wall: [10, 10, 10] };
  expect(cpuRatio({ ...DESCRIPTION, figures: { extra: 1 } }, own, peer)).toEqual({
    id: 'x',
    title: 'X',
    unit: 'ratio',
    value: 1.83,
    figures: {
      wallRatio: 3,
      kyn: { cpuMs: 36.7, wallMs: 30 },
      json: { cpuMs: 20, wallMs: 10 },
      extra: 1,
    },
  });
});
