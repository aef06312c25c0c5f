// A log of W&B is read in time in proportion to its size, however many settings it has.
import { expect, test } from 'vitest';
import { stopwatch } from '../../stopwatch';
import { field, madeLog } from './madeLog';
import { hostOf, search, wandbRun } from './stores';

const [CONFIG, UPDATE, KEY, VALUE] = [5, 1, 1, 16];

function timeOf(count: number): number {
  const items = Array.from({ length: count }, (_, i) => field(UPDATE, [field(KEY, `k${i}`), field(VALUE, '1')]));
  const file = madeLog(field(CONFIG, items));
  const host = hostOf(wandbRun('run-20260101_000000-many', { 'run-many.wandb': file }));
  const elapsed = stopwatch();
  expect(search(host).runs[0]?.config?.size).toBe(Math.min(count, 20_000));
  return elapsed();
}

test('a log with many settings', () => {
  timeOf(1000);
  expect(timeOf(60_000)).toBeLessThan(20 * Math.max(timeOf(10_000), 10));
});
