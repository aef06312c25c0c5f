// The results of a sweep that was submitted to Slurm, when something changed before they were collected.
import { expect, test } from 'vitest';
import { RESUME, submitted } from './slurmMachine';

test('a result that does not count any more is not removed without a word', async () => {
  const machine = await submitted();
  for (const index of [0, 1, 2, 3]) machine.train(index);
  expect((await machine.run('jobs', 'show')).stdout).toContain('4 done');
  const data = machine.files['/w/data/houses.csv'] ?? '';
  machine.files['/w/data/houses.csv'] = `${data}7,7,7,7,7\n`;
  const refused = await machine.run(...RESUME);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('because the data changed')]);
  expect(refused.stderr).toContain('out/combo-0000, out/combo-0001, out/combo-0002, out/combo-0003');
  expect(machine.started('sbatch')).toHaveLength(1);
  machine.files['/w/data/houses.csv'] = data;
  expect((await machine.run(...RESUME)).stdout).toBe('4 of 4 combinations trained.\nResults: out/sweep_results.json\n');
});
