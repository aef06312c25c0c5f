// The inputs of a lock of DVC are found in time in proportion to its size.
import { expect, test } from 'vitest';
import { inputsOf } from '../../../src-shared/runs/trackers/dvc/inputs';
import { jsonString } from '../../../src-shared/text/makeJson';
import { stopwatch } from '../../stopwatch';

const digests = (folder: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `${folder}/${i}`, kind: 'md5' as const, value: 'a' }));

function timeOf(count: number): number {
  const cmd = jsonString(Array.from({ length: count }, (_, i) => `code/${i}/run.py`).join(' '));
  const lists = { deps: digests('data', count), outs: digests('made', count), unhashed: [], params: [] };
  const stage = { name: 'a', folder: '', cmd, ...lists };
  const elapsed = stopwatch();
  expect(inputsOf([stage]).data).toHaveLength(count);
  return elapsed();
}

test('many dependencies, outputs and scripts', () => {
  timeOf(100);
  expect(timeOf(16_000)).toBeLessThan(20 * Math.max(timeOf(2000), 10));
});
