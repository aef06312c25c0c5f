// A sweep on a cluster that limits the size of job arrays.
import { expect, test } from 'vitest';
import { SlurmMachine } from './slurmMachine';

const SUBMIT = ['sweep', 'house.kyn', '--target', 'slurm', '--out', 'out'] as const;

test.each([
  ['MaxArraySize            = 3', 2],
  ['MaxArraySize            = 0', 2],
  ['MaxArraySize            = 4', 0],
  ['MaxArraySize            = (null)', 0],
])('a sweep that is larger than the cluster accepts is refused before anything is prepared: %s', async (line, code) => {
  const machine = new SlurmMachine();
  machine.answers.scontrol = { code: 0, stdout: `MaxArrayTasks = 1\n${line}\nMaxJobCount             = 10000\n` };
  const before = Object.keys(machine.files);
  const result = await machine.run(...SUBMIT);
  expect([result.code, machine.started('sbatch').length]).toEqual([code, code === 0 ? 1 : 0]);
  if (code === 0) return;
  expect(result.stderr).toContain('and this sweep needs 4. Split its values over several specs');
  expect(result.stderr).toMatch(/Nothing was started\.\n$/);
  expect(Object.keys(machine.files)).toEqual(before);
});

test('a sweep is submitted where the limit of the cluster is not known', async () => {
  const machine = new SlurmMachine();
  machine.answers.scontrol = { code: 1, stdout: 'MaxArraySize = 1\n' };
  expect((await machine.run(...SUBMIT)).code).toBe(0);
});
