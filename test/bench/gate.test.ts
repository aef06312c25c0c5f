// A gate of the stage `speed`.
import { expect, test } from 'vitest';

interface Outcome {
  readonly passed: boolean;
  readonly text: string;
}
interface Script {
  runGate(gate: object, context: unknown): Promise<Outcome>;
}
const { runGate }: Script = await import(new URL('../../bench/gate.mjs', import.meta.url).href);

async function gateWith(values: readonly number[]): Promise<Outcome & { readonly measured: number }> {
  let measured = 0;
  const measure = async () => values[measured++];
  const outcome = await runGate({ name: 'start', goal: 'at most 0.5', limit: 0.7, measure }, {});
  return { ...outcome, measured };
}

test('a value within the limit passes at the first attempt', async () => {
  expect(await gateWith([0.7])).toEqual({
    passed: true,
    measured: 1,
    text: 'passed  start: 0.70 (limit 0.7). Goal: at most 0.5.',
  });
});

test('a value that a busy machine spoiled is measured again', async () => {
  expect(await gateWith([2, 1.5, 0.6, 9])).toMatchObject({ passed: true, measured: 3 });
});

test('three values above the limit fail, and all are shown', async () => {
  expect(await gateWith([2, 1.5, 0.71, 0.1])).toEqual({
    passed: false,
    measured: 3,
    text: 'FAILED  start: 2.00, 1.50, 0.71 (limit 0.7). Goal: at most 0.5.',
  });
});

test('a value that is not a number fails', async () => {
  expect(await gateWith([Number.NaN, Number.NaN, Number.NaN])).toMatchObject({ passed: false });
});
