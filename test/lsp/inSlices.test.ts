// Long work in slices.
import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { inSlices } from '../../server/src/lsp/base/inSlices';
import { eachInSteps, type Steps } from '../../src-shared/runs/steps';

/** 40 steps of 6 ms by a clock that only they move. */
function slowSteps(during: (step: number) => void = () => undefined): Steps<number[]> {
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => time);
  const slow = (step: number): number => {
    during(step);
    time += 6;
    return step;
  };
  return eachInSteps(
    Array.from({ length: 40 }, (_, i) => i),
    slow,
    1,
  );
}

/** Counts the turns of the event loop until the work is done. */
async function turnsOf(work: Promise<unknown>): Promise<number> {
  let [turns, isDone] = [0, false];
  const count = async (): Promise<void> => {
    while (!isDone) {
      turns++;
      await setImmediate();
    }
  };
  const counting = count();
  await work;
  isDone = true;
  await counting;
  return turns;
}

test('other work has its turn after each 15 ms, and the result is that of all steps', async () => {
  let found: unknown;
  const turns = await turnsOf(inSlices(slowSteps()).then(result => (found = result)));
  // A slice is three steps.
  expect(turns).toBeGreaterThanOrEqual(13);
  expect(found).toHaveLength(40);
});

test('work that is cancelled ends after its step', async () => {
  const stop = new AbortController();
  let last = -1;
  const steps = slowSteps(step => {
    last = step;
    if (step === 4) stop.abort();
  });
  expect(await inSlices(steps, stop.signal)).toBeUndefined();
  expect(last).toBe(4);
});
