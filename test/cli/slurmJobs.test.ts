// `kyn jobs` with a Slurm in memory.
import { describe, expect, test } from 'vitest';
import { kyn } from './cliEnvironment';
import { RESUME, SlurmMachine, SUBMIT, submitted } from './slurmMachine';

describe('kyn jobs', () => {
  test('leaves a launch alone that another kyn is submitting', async () => {
    const machine = await submitted();
    const path = '/w/out/.kynml-claim';
    machine.files[path] = String(machine.files[path]).replace('"processes": {}', '"processes": {"100": "kyn"}');
    machine.queue.clear();
    const shown = await machine.run('jobs', 'show');
    expect(shown.stdout).toContain('4 submitted\n  Another kyn submits runs of it now, so the target was not asked.');
    const cancelled = await machine.run('jobs', 'cancel', 'out');
    expect([cancelled.code, cancelled.stderr]).toEqual([2, expect.stringContaining('Nothing of it was cancelled')]);
    expect(machine.calls.map(([name]) => name)).toEqual(['/usr/bin/scontrol', '/usr/bin/sbatch']);
  });

  test('cancel asks for the end by name, and nothing is cancelled that still runs', async () => {
    const machine = await submitted();
    const name = machine.lastName();
    const first = await machine.run('jobs', 'cancel', 'out');
    expect([first.code, first.stdout]).toEqual([0, 'out: 4 asked to end, 4 still active.\n']);
    expect(machine.started('scancel')).toEqual([['/usr/bin/scancel', `--name=${name}`]]);
    for (const index of [0, 1, 2, 3]) machine.end(index, 'CANCELLED');
    expect((await machine.run('jobs', 'show')).stdout).toContain('4 cancelled');
    expect((await machine.run('sweep', 'house.kyn', '--out', 'out', '--resume')).stderr).not.toContain('was submitted');
  });

  test('a program of Slurm that does not answer is waited for once, however many launches there are', async () => {
    const machine = await submitted();
    for (const folder of ['two', 'three'])
      await machine.run('sweep', 'house.kyn', '--target', 'slurm', '--out', folder);
    machine.silent.add('squeue');
    const { code, stdout } = await machine.run('jobs', 'show');
    expect(stdout.match(/does not answer \(squeue: no answer in 60 s\)/g)).toHaveLength(3);
    expect([code, machine.started('squeue').length]).toEqual([1, 1]);
    machine.silent.add('scancel');
    const cancelled = await machine.run('jobs', 'cancel', 'out', 'two', 'three');
    expect(
      cancelled.stderr.match(/could not be cancelled \(scancel: no answer in 60 s\), so it may still run/g),
    ).toHaveLength(3);
    expect([cancelled.code, machine.started('scancel').length, machine.started('squeue').length]).toEqual([2, 1, 2]);
  });

  test('cancel with `--only` names elements of its own jobs, and nothing else', async () => {
    const machine = await submitted();
    const first = machine.lastName();
    machine.end(1, 'FAILED', 3);
    machine.end(2, 'RUNNING');
    await machine.run(...RESUME);
    const second = machine.lastName();
    machine.calls.length = 0;
    const { code, stdout, stderr } = await machine.run('jobs', 'cancel', 'out', '--only', '1-2');
    expect([code, stdout, stderr]).toEqual([0, 'out: 2 asked to end, 4 still active.\n', '']);
    expect(machine.started('scancel')).toEqual([
      ['/usr/bin/scancel', `--name=${second}`, '2_1'],
      ['/usr/bin/scancel', `--name=${first}`, '1_2'],
    ]);
  });

  test('cancel with `--only` does not ask about a run that has ended', async () => {
    const machine = await submitted();
    machine.train(1);
    const { code, stdout } = await machine.run('jobs', 'cancel', 'out', '--only=1');
    expect([code, stdout, machine.started('scancel')]).toEqual([0, 'out: 0 asked to end, 3 still active.\n', []]);
  });

  test.each([
    [['out', '--only', '3,9'], 'Nothing was cancelled, because out has no run 9.'],
    [['out', '--only', '9-4'], '`--only` needs the numbers of combinations'],
    [['out', '--only', '1%2'], '`--only` needs the numbers of combinations'],
    [['out', 'data', '--only', '1'], 'Name one folder.'],
  ])('cancel %j cancels nothing', async (words, message) => {
    const machine = await submitted();
    const { code, stderr } = await machine.run('jobs', 'cancel', ...words);
    expect([code, stderr, machine.started('scancel')]).toEqual([2, expect.stringContaining(message), []]);
  });

  test('cancel cannot name single runs of a job that Slurm has not confirmed', async () => {
    const machine = new SlurmMachine();
    machine.answers.sbatch = { code: 0, stdout: '' };
    await machine.run(...SUBMIT);
    delete machine.answers.sbatch;
    const { code, stderr } = await machine.run('jobs', 'cancel', 'out', '--only', '1');
    expect([code, stderr, machine.started('scancel')]).toEqual([
      2,
      expect.stringContaining('Slurm has not confirmed its job, so only all runs of it can be named'),
      [],
    ]);
  });

  test('cancel does not count as active or ended what Slurm does not answer about', async () => {
    const machine = await submitted();
    machine.answers.squeue = { code: 1, stderr: 'no answer' };
    const { code, stdout, stderr } = await machine.run('jobs', 'cancel', 'out');
    expect([code, stdout]).toEqual([1, 'out: 4 asked to end. Last known: 4 submitted.\n']);
    expect(stderr).toContain(
      'Slurm accepted the request for out, and does not answer now (squeue: no answer), so whether the runs have ended is not known.',
    );
  });

  test('cancel states that it could not ask', async () => {
    const machine = await submitted();
    machine.answers.scancel = { code: 1, stderr: 'scancel: error: no answer' };
    const { code, stdout, stderr } = await machine.run('jobs', 'cancel', 'out');
    expect([code, stdout, stderr]).toEqual([
      2,
      'out: last known: 4 queued.\n',
      expect.stringContaining('out could not be cancelled (scancel: scancel: error: no answer), so it may still run.'),
    ]);
  });

  test('show says that the states could not be kept, also to a program', async () => {
    const machine = await submitted();
    machine.onQueue = files => {
      for (const [path, text] of files) if (/\/launches\/.*\.json$/.test(path)) files.set(path, `${text} `);
    };
    const { stdout } = await machine.run('jobs', 'show', '--format', 'json');
    expect(JSON.parse(stdout).launches[0].problem).toContain('The states of out could not be kept: ');
    expect((await machine.run('jobs', 'show')).stdout).toContain('  The states could not be kept: ');
  });

  test('show prints JSON, and names a folder from which nothing was submitted', async () => {
    const machine = await submitted();
    machine.end(3, 'FAILED', 4);
    const { stdout } = await machine.run('jobs', 'show', '--format', 'json');
    expect(JSON.parse(stdout).launches).toMatchObject([
      {
        ...{ folder: 'out', spec: 'house.kyn', target: 'slurm', command: 'sweep', reached: true },
        counts: { queued: 3, failed: 1 },
        elements: [{}, {}, {}, { index: 3, state: 'failed', attempt: 0, exitCode: 4, reason: 'exit code 4' }],
      },
    ]);
    expect(await machine.run('jobs', 'show', 'data')).toMatchObject({
      code: 2,
      stderr: 'kyn: Nothing was submitted from data, as far as .kynml shows.\n',
    });
    expect((await new SlurmMachine().run('jobs', 'show')).stdout).toBe('Nothing was submitted from this workspace.\n');
  });
});

test('a file of a launch that cannot be read is named relative to the working folder', async () => {
  const file = '.kynml/launches/2026-01-01T00-00-00.000Z-x-0123456789ab.json';
  const { code, stderr } = await kyn({ files: { [`/w/${file}`]: '{' } }, 'jobs', 'show');
  expect([code, stderr]).toEqual([2, `kyn: ${file} is not JSON, or was not written to its end.\n`]);
});
