// Real trainings on a real Slurm: a sweep with cancelled and failed elements and a controller that is restarted, and jobs that the controller has forgotten.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, type TestContext, test, vi } from 'vitest';
import { kynProgram, runIn } from '../../cli/kynProcess';
import { notRun } from '../../notRun';
import { findPython } from '../../python/askPython';
import { houseSpec } from '../../specFixture';
import { type RealSlurm, slurmObstacle, startSlurm } from './realSlurm';

const program = kynProgram();
let slurm: RealSlurm | undefined;
afterAll(() => slurm?.stop());

const SWEEP = houseSpec
  .replace('    lr = 0.01\n', '    lr = 0.01\n    n = 1\n')
  .replace('dataset', 'sweep:\n    n = [1, 2, 3, 4]\n    lr = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]\n\ndataset')
  .replace('epochs = 3', 'epochs = $n');
const COUNT = 24;
const CSV = `a,b,c,d,price\n${Array.from({ length: 20 }, (_, i) => `${i},${i + 1},${i % 3},${i * 2},${i * 1.5}\n`).join('')}`;

// Notes each start. In some folders, the first start fails or waits for its end; all others train.
const INTERPRETER = (top: string, python: string): string => `#!/bin/sh
name=$(basename "$PWD")
if [ "$1" = -c ]; then exec ${python} "$@"; fi
echo "$name" >>"${top}/starts"
if [ ! -e "${top}/again-$name" ]; then
  : >"${top}/again-$name"
  case "$name" in
    combo-0013) echo 'KynMLError: as the test says'; exit 3 ;;
    combo-0002|combo-0003|blocked*) exec sleep 600 ;;
  esac
fi
exec ${python} "$@"
`;

// sacct, whose database is the file in which Slurm notes the jobs that ended.
const ACCOUNTING = (file: string): string => `#!${process.execPath}
const { readFileSync } = require('node:fs');
const names = process.argv.find(a => a.startsWith('--name=')).slice(7).split(',');
for (const line of readFileSync(${JSON.stringify(file)}, 'utf8').split('\\n')) {
  const field = name => new RegExp('(?:^| )' + name + '=(\\\\S*)').exec(line)?.[1];
  if (names.includes(field('Name')))
    console.log([field('Name'), field('ArrayJobId') + '_' + field('ArrayTaskId'), field('JobState'), field('ExitCode')].join('|'));
}
`;

// What a user may have set for other jobs.
const FILTERS = { SQUEUE_PARTITION: 'other', SQUEUE_USERS: 'daemon', SCANCEL_PARTITION: 'other' };

interface Cluster {
  readonly slurm: RealSlurm;
  readonly work: string;
  readonly kyn: (env: NodeJS.ProcessEnv, ...argv: readonly string[]) => ReturnType<typeof runIn>;
  readonly starts: () => readonly string[];
}

async function cluster(context: TestContext): Promise<Cluster> {
  const obstacle = slurmObstacle();
  if (obstacle !== undefined) notRun(context, obstacle);
  const python = findPython(context, ['torch', 'numpy']);
  slurm ??= await startSlurm();
  const top = join(slurm.folder, context.task.id);
  const work = join(top, `it's 100%j "$HOME" ü`);
  mkdirSync(join(work, 'data'), { recursive: true });
  writeFileSync(join(work, 'house.kyn'), SWEEP);
  writeFileSync(join(work, 'data/houses.csv'), CSV);
  writeFileSync(join(work, '.kynml.json'), '{"targets": {"slurm": {"partition": "debug", "time": "10", "atOnce": 6}}}');
  const interpreter = join(top, 'python3');
  writeFileSync(interpreter, INTERPRETER(top, python), { mode: 0o755 });
  const kyn = (env: NodeJS.ProcessEnv, ...argv: readonly string[]) => {
    const tool = argv[0] === 'jobs' ? [] : ['--target', 'slurm', '--compiler', 'builtin', '--python', interpreter];
    return runIn(work, process.execPath, [program.path(), ...argv, ...tool], { ...env, ...FILTERS });
  };
  const startFile = join(top, 'starts');
  const starts = () => (existsSync(startFile) ? readFileSync(startFile, 'utf8').trim().split('\n').sort() : []);
  return { slurm, work, kyn, starts };
}

const WAIT = { timeout: 90_000, interval: 300 };
const until = (condition: () => void) => vi.waitFor(condition, WAIT);
const noJobs = ({ run }: RealSlurm) => until(() => expect(run('squeue', '--noheader')).toBe(''));
const combo = (index: number): string => `combo-${String(index).padStart(4, '0')}`;

test('a sweep with cancelled and failed elements and a restarted controller ends complete', {
  timeout: 110_000,
}, async context => {
  const { slurm, work, kyn, starts } = await cluster(context);
  const submitted = kyn(slurm.env, 'sweep', 'house.kyn', '--out', 'out');
  expect([submitted.status, submitted.stdout]).toEqual([0, expect.stringContaining('24 submitted as Slurm job 1.')]);
  await until(() => expect(starts()).toEqual(expect.arrayContaining([combo(2), combo(3)])));
  slurm.run('scancel', '1_2');
  const cancelled = kyn(slurm.env, 'jobs', 'cancel', 'out', '--only', '3');
  expect([cancelled.status, cancelled.stdout]).toEqual([0, expect.stringContaining('out: 1 asked to end, ')]);

  await slurm.stopController();
  const silent = kyn(slurm.env, 'jobs', 'show');
  expect([silent.status, silent.stdout]).toEqual([1, expect.stringContaining('so these are the last known states')]);
  await slurm.startController();
  await noJobs(slurm);

  const shown = kyn(slurm.env, 'jobs', 'show', 'out');
  expect(shown.stdout).toContain(': 21 done, 1 failed, 2 cancelled\n');
  expect(shown.stdout).toContain('  combo-0013 failed: exit code 3\n');
  const resumed = kyn(slurm.env, 'sweep', 'house.kyn', '--out', 'out', '--resume');
  expect(resumed.stdout).toContain('21 of 24 combinations trained, 3 submitted or running.\n3 submitted as Slurm job ');
  await noJobs(slurm);
  const last = kyn(slurm.env, 'sweep', 'house.kyn', '--out', 'out', '--resume');
  expect([last.status, last.stdout]).toEqual([0, '24 of 24 combinations trained.\nResults: out/sweep_results.json\n']);

  const results = JSON.parse(readFileSync(join(work, 'out/sweep_results.json'), 'utf8'));
  expect(results.map((entry: { script: string; exit_code: number }) => `${entry.script} ${entry.exit_code}`)).toEqual(
    Array.from({ length: COUNT }, (_, i) => `${combo(i)}/train.py 0`),
  );
  const all = Array.from({ length: COUNT }, (_, i) => combo(i));
  expect(starts()).toEqual([...all, combo(2), combo(3), combo(13)].sort());
});

test('jobs that the controller has forgotten are lost without accounting, and known with it', async context => {
  const { slurm, work, kyn, starts } = await cluster(context);
  writeFileSync(join(work, 'house.kyn'), houseSpec);
  for (const folder of ['blocked-1', 'blocked-2'])
    expect(kyn(slurm.env, 'train', 'house.kyn', '--out', folder).status).toBe(0);
  await until(() => expect(starts()).toEqual(['blocked-1', 'blocked-2']));
  expect(kyn(slurm.env, 'jobs', 'show').stdout.match(/1 running/g)).toHaveLength(2);
  for (const name of ['blocked-1', 'blocked-2']) {
    const stored = JSON.parse(kyn(slurm.env, 'jobs', 'show', name, '--format', 'json').stdout);
    slurm.run('scancel', stored.launches[0].submissions[0].job);
  }
  await noJobs(slurm);
  await slurm.stopController();
  await slurm.startController(true);

  const bin = join(work, '../bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'sacct'), ACCOUNTING(slurm.ended), { mode: 0o755 });
  const withAccounting = { ...slurm.env, PATH: `${bin}:${slurm.env.PATH}` };
  expect(kyn(slurm.env, 'jobs', 'show', 'blocked-1').stdout).toContain(': 1 lost\n');
  expect(kyn(withAccounting, 'jobs', 'show', 'blocked-2').stdout).toContain('the training cancelled: Slurm: CANCELLED');
});
