// Evaluations with many tasks and many arguments.
import { expect, test } from 'vitest';
import { stopwatch } from '../../stopwatch';
import { evaluation } from './evaluations';
import { runOf } from './stores';

test('time grows with the tasks and the arguments, not with their product', () => {
  const args = Array.from({ length: 20_000 }, (_, i) => `a${i}=${i}`).join();
  const tasks = Array.from({ length: 5000 }, (_, i) => [`t${i}`, { metadata: { version: 1, own: i } }]);
  const text = evaluation({ config: { model_args: args }, root: { configs: Object.fromEntries(tasks) } });
  const elapsed = stopwatch();
  expect(runOf({ '/w/results.json': text }).config?.size).toBeGreaterThan(5000);
  expect(elapsed()).toBeLessThan(3000);
});
