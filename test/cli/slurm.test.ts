// `--target slurm` with a Slurm in memory.
import { describe, expect, test } from 'vitest';
import { RESUME, SlurmMachine, SUBMIT, SWEEP, submitted } from './slurmMachine';

describe('a sweep', () => {
  test('is one job array, and what it requests is recorded but not part of a script', async () => {
    const settings = { targets: { slurm: { partition: 'gpu', atOnce: 2, modules: ['cuda/12'] } } };
    const machine = await submitted({ '/w/.kynml.json': JSON.stringify(settings) });
    const name = machine.lastName();
    const [batch = ''] = Object.keys(machine.files).filter(path => path.endsWith('.0.sh'));
    expect(machine.started('sbatch')).toEqual([
      [
        ...['/usr/bin/sbatch', '--parsable', `--job-name=${name}`, '--array=0-3%2', '--chdir=/w/out'],
        ...['--output=/dev/null', '--partition=gpu', batch],
      ],
    ]);
    expect(String(machine.files[batch])).toContain("module load 'cuda/12'");
    expect(machine.launch()).toMatchObject({
      submissions: [{ job: '1', elements: '0-3', resources: ['--partition=gpu', 'module load cuda/12'] }],
    });
    const record = Object.entries(machine.files).find(([path]) => path.includes('/.kynml/records/'));
    expect(JSON.parse(String(record?.[1]))).toMatchObject({
      target: ['slurm', '--partition=gpu', 'module load cuda/12'],
      ended: null,
    });
    expect(String(machine.files['/w/out/combo-0002/train.py'])).not.toContain('gpu');
    expect(String(machine.files['/w/out/combo-0002/.kynml-claim'])).toContain(`"launch": "${name}"`);
  });

  test('is collected, and only what failed or is missing is submitted again', async () => {
    const machine = await submitted();
    machine.train(0);
    machine.end(1, 'FAILED', 3);
    machine.end(2, 'CANCELLED');
    machine.end(3, 'RUNNING');
    const { stdout, code } = await machine.run(...RESUME);
    expect(stdout).toBe(
      '1 of 4 combinations trained, 3 submitted or running.\n2 submitted as Slurm job 2.\nResults: out/sweep_results.json\n',
    );
    expect(code).toBe(0);
    expect(machine.started('sbatch')[1]).toContain('--array=1-2');
    expect(machine.states()).toBe('done submitted submitted running');
    const results = JSON.parse(String(machine.files['/w/out/sweep_results.json']));
    expect(
      results.map((entry: { exit_code: number; manifest: object | null }) => [
        entry.exit_code,
        entry.manifest !== null,
      ]),
    ).toEqual([
      [0, true],
      [3, false],
    ]);
    for (const index of [1, 2]) machine.train(index);
    machine.files['/w/out/combo-0003/output.txt'] = '';
    machine.files['/w/out/combo-0003/run_manifest.json'] = machine.manifest('/w/out/combo-0003/train.py');
    machine.queue.delete([...machine.queue.keys()].find(key => key.endsWith('.0|3')) ?? '');
    const last = await machine.run(...RESUME);
    expect(last.stdout).toBe('4 of 4 combinations trained.\nResults: out/sweep_results.json\n');
    expect(machine.started('sbatch')).toHaveLength(2);
    expect(Object.keys(machine.files).filter(path => path.endsWith('.kynml-claim'))).toEqual([]);
  });

  test('is continued where a kyn that was killed has not freed the folder of an ended combination', async () => {
    const machine = await submitted();
    const path = '/w/out/combo-0001/.kynml-claim';
    const claim = machine.files[path] ?? '';
    machine.end(1, 'FAILED', 3);
    await machine.run('jobs', 'show');
    expect(machine.files[path]).toBeUndefined();
    machine.files[path] = claim;
    expect((await machine.run(...RESUME)).stdout).toContain('1 submitted as Slurm job 2.');
  });

  test('is not submitted twice while it may run', async () => {
    const machine = await submitted();
    const again = await machine.run(...SUBMIT);
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringContaining('4 runs of house.kyn may still run on slurm in this folder'),
    ]);
    const resumed = await machine.run(...RESUME);
    expect(resumed.stdout).toContain('0 of 4 combinations trained, 4 submitted or running.');
    const local = await machine.run('sweep', 'house.kyn', '--out', 'out', '--resume');
    expect([local.code, local.stderr]).toEqual([2, expect.stringContaining('was submitted to train in out')]);
    const inCombination = await machine.run('train', 'house.kyn', '--out', 'out/combo-0001');
    expect(inCombination.stderr).toContain('Ask with `kyn jobs show`');
    expect(machine.started('sbatch')).toHaveLength(1);
  });

  test('keeps its last known states where Slurm does not answer, and submits nothing', async () => {
    const machine = await submitted();
    machine.end(0, 'RUNNING');
    machine.end(1, 'FAILED', 1);
    await machine.run('jobs', 'show');
    machine.answers.squeue = {
      code: 1,
      stderr: 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n',
    };
    const shown = await machine.run('jobs', 'show', 'out');
    expect(shown.code).toBe(1);
    expect(shown.stdout).toContain(
      'out (house.kyn, slurm 1): 2 queued, 1 running, 1 failed\n  combo-0001 failed: exit code 1\n',
    );
    expect(shown.stdout).toContain(
      'does not answer (squeue: slurm_load_jobs error: Unable to contact slurm controller (connect failure)), so these are',
    );
    const resumed = await machine.run(...RESUME);
    expect([resumed.code, resumed.stderr]).toEqual([
      1,
      expect.stringContaining('1 combinations without a result were not submitted'),
    ]);
    expect(machine.started('sbatch')).toHaveLength(1);
    delete machine.answers.squeue;
    expect((await machine.run(...RESUME)).stdout).toContain('1 submitted as Slurm job 2.');
  });

  test('a manifest counts although Slurm does not answer', async () => {
    const machine = await submitted();
    machine.train(2);
    machine.answers.squeue = { code: 1 };
    expect((await machine.run('jobs', 'show')).stdout).toContain('3 submitted, 1 done');
  });

  test('variables of the user that filter jobs do not make one lost', async () => {
    const machine = await submitted();
    await machine.run('jobs', 'show');
    expect(machine.withoutVariables).toEqual(['SQUEUE_', 'SACCT_', 'SCANCEL_']);
  });

  test('jobs that Slurm forgot are lost, unless the accounting knows them', async () => {
    const machine = await submitted();
    const name = machine.lastName();
    for (const index of [0, 1]) machine.queue.delete(`${name}|${index}`);
    machine.answers.sacct = { code: 0, stdout: `${name}|1_1|TIMEOUT|0:0\n` };
    const shown = await machine.run('jobs', 'show');
    expect(shown.stdout).toContain('2 queued, 1 failed, 1 lost\n');
    expect(shown.stdout).toContain(
      '  combo-0000 lost: the target does not know it any more\n  combo-0001 failed: Slurm: TIMEOUT\n',
    );
    expect(shown.code).toBe(1);
  });

  test('a result that is no longer there is made again', async () => {
    const machine = await submitted();
    machine.train(0);
    for (const index of [1, 2, 3]) machine.end(index, 'RUNNING');
    expect((await machine.run('jobs', 'show')).stdout).toContain('3 running, 1 done');
    for (const path of Object.keys(machine.files))
      if (path.startsWith('/w/out/combo-0000/')) delete machine.files[path];
    expect((await machine.run(...RESUME)).stdout).toContain('1 submitted as Slurm job 2.');
    expect(machine.started('sbatch')[1]).toContain('--array=0');
    expect(machine.states()).toBe('submitted running running running');
  });

  test('a manifest of another spec does not make a run done', async () => {
    const machine = await submitted();
    machine.train(0);
    const path = '/w/out/combo-0000/run_manifest.json';
    machine.files[path] = String(machine.files[path]).replace(/"config_hash":"\w/, '"config_hash":"0');
    expect((await machine.run('jobs', 'show')).stdout).toBe('out (house.kyn, slurm 1): 3 queued, 1 ending\n');
    machine.now = new Date(machine.now.getTime() + 120_000);
    expect((await machine.run('jobs', 'show')).stdout).toContain(
      '1 failed\n  combo-0000 failed: exit code 0, but no complete run_manifest.json was written',
    );
  });
});

describe('a submission', () => {
  test('that Slurm refuses starts nothing and leaves nothing behind', async () => {
    const machine = new SlurmMachine();
    machine.answers.sbatch = {
      code: 1,
      stderr: 'sbatch: error: Batch job submission failed: Invalid partition name specified\n',
    };
    const { code, stderr } = await machine.run(...SUBMIT);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        'Slurm did not accept the job: sbatch: sbatch: error: Batch job submission failed: Invalid partition name specified. Nothing was started.',
      ),
    ]);
    expect(machine.launch().elements).toEqual([]);
    expect(Object.keys(machine.files).filter(path => path.endsWith('.kynml-claim'))).toEqual([]);
    delete machine.answers.sbatch;
    expect((await machine.run(...RESUME)).stdout).toContain('4 submitted as Slurm job 1.');
  });

  test('whose answer is lost is found by its name, and not repeated', async () => {
    const machine = new SlurmMachine();
    machine.answers.sbatch = { code: 0, stdout: 'welcome\n' };
    const { code, stdout, stderr } = await machine.run(...SUBMIT);
    expect([code, stderr]).toEqual([1, expect.stringContaining('Whether Slurm accepted the job is not known')]);
    expect(stdout).toBe('0 of 4 combinations trained, 4 submitted or running.\nNo results yet.\n');
    delete machine.answers.sbatch;
    machine.end(0, 'RUNNING');
    expect((await machine.run('jobs', 'show')).stdout).toContain('3 queued, 1 running');
    await machine.run(...RESUME);
    expect(machine.started('sbatch')).toHaveLength(1);
  });

  test('is written before sbatch runs, so that a kyn that is killed leaves it', async () => {
    const machine = new SlurmMachine();
    machine.answers.sbatch = { code: 1 };
    machine.answers.squeue = { code: 1, stderr: 'no answer' };
    expect((await machine.run(...SUBMIT)).code).toBe(1);
    expect(machine.states()).toBe('submitted submitted submitted submitted');
    delete machine.answers.squeue;
    expect((await machine.run('jobs', 'show')).stdout).toContain('4 lost');
  });

  test('needs a state file that can be read', async () => {
    const machine = await submitted();
    const [path = ''] = Object.keys(machine.files).filter(name => /launches\/.*\.json$/.test(name));
    machine.files[path] = '{';
    for (const argv of [SUBMIT, RESUME]) {
      const { code, stderr } = await machine.run(...argv);
      expect([code, stderr]).toEqual([2, expect.stringContaining('is not JSON, or was not written to its end.')]);
    }
    expect((await machine.run('jobs', 'show')).code).toBe(2);
    expect(machine.started('sbatch')).toHaveLength(1);
  });

  test('does not happen with settings that have an error', async () => {
    const machine = new SlurmMachine({ '/w/.kynml.json': '{"targets": {"slurm": {"partition": "--wrap=x"}}}' });
    const { code, stderr } = await machine.run(...SUBMIT);
    expect([code, stderr]).toEqual([2, expect.stringContaining('.kynml.json has errors')]);
    expect(machine.calls).toEqual([]);
  });

  test.each([
    [['--no-history'], 'cannot be used with `--target slurm`'],
    [['--jobs', '2'], '`targets.slurm.atOnce`'],
    [['--target', 'slurmm'], '`slurmm` is not a target.'],
    [['--target', 'local', '--dry-run'], 'it needs `--target`'],
  ])('with %j is wrong usage', async (options, message) => {
    const machine = new SlurmMachine();
    const { code, stderr } = await machine.run(...SUBMIT, ...options);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(machine.calls).toEqual([]);
  });

  test('is printed and not started with --dry-run', async () => {
    const machine = new SlurmMachine();
    const { stdout, code } = await machine.run(...SUBMIT, '--dry-run');
    const [vector = '', ...script] = stdout.split('\n');
    expect(JSON.parse(vector)).toEqual([
      ...[
        'sbatch',
        '--parsable',
        '--job-name=kyn-ID.0',
        '--array=0-3',
        '--chdir=/w/out',
        '--output=/dev/null',
        'BATCH_SCRIPT',
      ],
    ]);
    expect(script[0]).toBe('#!/bin/sh');
    expect(code).toBe(0);
    expect(machine.calls).toEqual([]);
    expect(Object.keys(machine.files)).toEqual(['/w/house.kyn', '/w/data/houses.csv']);
  });
});

describe('a training', () => {
  const TRAIN = ['train', 'house.kyn', '--target', 'slurm', '--out', 'out'] as const;
  const spec = { '/w/house.kyn': SWEEP.replace(/sweep:\n.*\n\n/, '') };

  test('is a job array of one element, and an earlier manifest is not its result', async () => {
    const machine = new SlurmMachine({ ...spec, '/w/out/run_manifest.json': '{"old": 1}' });
    const { code, stdout } = await machine.run(...TRAIN);
    expect([code, stdout]).toEqual([0, 'house.kyn submitted as Slurm job 1. `kyn jobs show out` shows its state.\n']);
    const old = machine.manifest('/w/out/train_house.py');
    machine.files['/w/out/run_manifest.json'] = old;
    expect((await machine.run('jobs', 'show')).stdout).toContain('1 queued');
    machine.queue.set(`${machine.lastName()}|0`, 'COMPLETED');
    expect((await machine.run('jobs', 'show')).stdout).toContain('1 done');
    expect(machine.files['/w/out/.kynml-claim']).toBeUndefined();
  });

  test('is not called submitted where Slurm did not confirm it', async () => {
    const machine = new SlurmMachine(spec);
    machine.answers.sbatch = { code: 1, stderr: 'Socket timed out' };
    machine.answers.squeue = { code: 1 };
    expect(await machine.run(...TRAIN)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('Whether Slurm accepted the job is not known (sbatch: Socket timed out).'),
    });
  });

  test('is not submitted twice while it may run', async () => {
    const machine = new SlurmMachine(spec);
    await machine.run(...TRAIN);
    const again = await machine.run(...TRAIN);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringContaining('may still be trained on Slurm in this folder'),
    ]);
    expect((await machine.run('train', 'house.kyn', '--out', 'out')).stderr).toContain('was submitted to train in out');
    expect(machine.started('sbatch')).toHaveLength(1);
    machine.queue.clear();
    // The clock was set back, and the second launch is the newest all the same.
    machine.now = new Date('2020-01-01T00:00:00Z');
    expect((await machine.run(...TRAIN)).code).toBe(0);
    expect(machine.started('sbatch')).toHaveLength(2);
    expect((await machine.run('jobs', 'show')).stdout).toContain('slurm 2): 1 queued');
  });
});

test('a sweep does not continue a training that was submitted from its folder', async () => {
  const machine = new SlurmMachine();
  await machine.run('train', 'house.kyn', '--param', 'lr=0.1', '--target', 'slurm', '--out', 'out');
  const refused = await machine.run(...RESUME);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('are not of this sweep as it is now')]);
  machine.end(0, 'CANCELLED');
  await machine.run('jobs', 'show');
  // The clock was set back, and the sweep is the newest launch all the same.
  machine.now = new Date('2020-01-01T00:00:00Z');
  expect((await machine.run(...RESUME)).stdout).toContain('4 submitted as Slurm job 2.');
  expect((await machine.run('jobs', 'show')).stdout).toContain('slurm 2): 4 queued');
  const batch = machine.started('sbatch')[1]?.at(-1) ?? '';
  expect(String(machine.files[batch])).toMatch(/^script='train.py'$[\s\S]*^folder=.*combo-/m);
});

test.each([
  ['a sweep', SUBMIT],
  ['a training', ['train', 'house.kyn', '--param', 'lr=0.1', '--target', 'slurm', '--out', 'out']],
])('%s is not submitted where its folder cannot be claimed for the time after kyn', async (_, argv) => {
  const machine = new SlurmMachine();
  machine.isFull = (path, text) => path === '/w/out/.kynml-claim' && text.includes('"launch"');
  const refused = await machine.run(...argv);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining(
      'The claim of the folder could not be written (the disk is full), so another run could use it. Nothing was started.',
    ),
  ]);
  expect(machine.started('sbatch')).toEqual([]);
  expect(Object.keys(machine.files).filter(path => path.endsWith('.kynml-claim'))).toEqual([]);
  machine.isFull = () => false;
  expect((await machine.run(...argv)).code).toBe(0);
});
