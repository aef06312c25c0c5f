// A CSV that is larger than the memory: it is read row by row, so what is kept depends on the features alone.
import { expect, test } from 'vitest';
import { planWith } from './plans';
import { runScripts } from './runScripts';

const MIB = 2 ** 20;

// 2,000 rows with a text of 20,000 characters each, which is one category.
const BEFORE = `
import torch, tracemalloc
with open(csv, "w") as file:
    file.write("a,b,price\\n")
    for i in range(2000):
        file.write(f"{i},{'x' * 20000},{2 * i}\\n")
tracemalloc.start()
`;
const AFTER = 'answer = [os.path.getsize(csv), tracemalloc.get_traced_memory()[1]]\ntracemalloc.stop()';

test('reading a file needs a small part of its size', { timeout: 120_000 }, context => {
  const plan = planWith({ train: { epochs: '1', batch: '500' } });
  const [result] = runScripts(context, [{ plan, before: BEFORE, after: AFTER }]);
  expect([result?.exitCode, result?.traceback]).toEqual([0, null]);
  const [size = 0, peak = 0] = (result?.answer ?? []) as number[];
  console.log(`file ${(size / MIB).toFixed(1)} MiB, peak ${(peak / MIB).toFixed(1)} MiB`);
  expect(size).toBeGreaterThan(38 * MIB);
  expect(peak).toBeLessThan(8 * MIB);
});
