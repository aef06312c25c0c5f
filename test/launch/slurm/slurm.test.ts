// What Slurm prints, in outputs of version 22.05, and the arguments and the script that it gets.
import { expect, test } from 'vitest';
import { batchScript, exitCodeIn } from '../../../src-shared/launch/slurm/batchScript';
import { accountingAnswers, queueAnswers } from '../../../src-shared/launch/slurm/jobAnswers';
import { jobAnswer } from '../../../src-shared/launch/slurm/jobState';
import { submittedJob } from '../../../src-shared/launch/slurm/readSubmission';
import {
  accountingArguments,
  addedBySlurm,
  cancelArguments,
  queueArguments,
  submitArguments,
} from '../../../src-shared/launch/slurm/submitArguments';
import { NO_RESOURCES, slurmResources } from '../../../src-shared/repro/settings/slurmResources';

const active = (state: 'queued' | 'running') => ({ kind: 'active', state });
const failed = (detail: string) => ({ kind: 'ended', how: 'failed', detail });

test.each([
  ['12\n', '12'],
  ['12;cluster-2\n', '12'],
  ['Please use the new partition!\n12\n', '12'],
  ['', undefined],
  ['Submitted batch job 12', undefined],
  ['sbatch: error\n', undefined],
])('sbatch printed %j', (stdout, job) => {
  expect(submittedJob(stdout)).toBe(job);
});

test('squeue: elements that wait share a line, and the reason may contain the separator', () => {
  const stdout = [
    'kyn-a.0|4-6,9%2|PENDING|JobArrayTaskLimit',
    'kyn-a.0|0|RUNNING|None',
    'kyn-a.0|1|COMPLETED|None',
    'kyn-a.1|2|FAILED|Non|ZeroExitCode',
    'kyn-a.1|3|CANCELLED|None',
    '',
  ].join('\n');
  const answers = queueAnswers(stdout);
  expect([...(answers?.get('kyn-a.0') ?? [])]).toEqual([
    ...[4, 5, 6, 9].map(index => [index, active('queued')]),
    [0, active('running')],
    [1, { kind: 'ended', how: 'completed', detail: 'Slurm: COMPLETED' }],
  ]);
  expect([...(answers?.get('kyn-a.1') ?? [])]).toEqual([
    [2, failed('Slurm: FAILED (Non|ZeroExitCode)')],
    [3, { kind: 'ended', how: 'cancelled', detail: 'Slurm: CANCELLED' }],
  ]);
});

test('sacct: cancelled by someone, a signal, an exit code, and elements that wait', () => {
  const stdout = [
    'kyn-a.0|7_[8-9%4]|PENDING|0:0',
    'kyn-a.0|7_0|COMPLETED|0:0',
    'kyn-a.0|7_1|CANCELLED by 1000|0:15',
    'kyn-a.0|7_2|FAILED|3:0',
    'kyn-a.0|7_3|OUT_OF_MEMORY|0:125',
    'kyn-a.0|7_4|TIMEOUT|0:0',
  ].join('\n');
  expect([...(accountingAnswers(stdout)?.get('kyn-a.0') ?? [])]).toEqual([
    [8, active('queued')],
    [9, active('queued')],
    [0, { kind: 'ended', how: 'completed', detail: 'Slurm: COMPLETED' }],
    [1, { kind: 'ended', how: 'cancelled', detail: 'Slurm: CANCELLED (signal 15)' }],
    [2, failed('Slurm: FAILED (exit code 3)')],
    [3, failed('Slurm: OUT_OF_MEMORY (signal 125)')],
    [4, failed('Slurm: TIMEOUT')],
  ]);
});

test('an output in another form says nothing', () => {
  for (const stdout of ['slurm_load_jobs error: x', 'kyn-a.0|x|RUNNING|', 'kyn-a.0|0-99999|PENDING|']) {
    expect(queueAnswers(stdout)).toBeUndefined();
    expect(accountingAnswers(stdout)).toBeUndefined();
  }
  expect(queueAnswers('')).toEqual(new Map());
});

test('a state that we do not know says nothing', () => {
  expect(jobAnswer('DREAMING')).toEqual({ kind: 'silent' });
  expect(jobAnswer('')).toEqual({ kind: 'silent' });
  expect(jobAnswer('CANCELLED+')).toMatchObject({ how: 'cancelled' });
});

const SETTINGS = {
  ...{ partition: 'gpu', gres: 'gpu:a100:2', time: '1-02:00:00', memory: '16G', cpus: 4, atOnce: 8 },
  ...{ account: 'lab', qos: 'high', container: '/images/torch', modules: ['cuda/12.1', 'gcc'] },
};

test('each resource is one argument', () => {
  const resources = slurmResources(SETTINGS);
  const array = { name: 'kyn-a.0', indices: [0, 1, 2, 5], folder: '/w/a %j -x', script: '/w/.kynml/launches/a.sh' };
  expect(submitArguments(array, resources)).toEqual([
    ...['--parsable', '--job-name=kyn-a.0', '--array=0-2,5%8', '--chdir=/w/a %j -x', '--output=/dev/null'],
    ...['--partition=gpu', '--account=lab', '--qos=high', '--gres=gpu:a100:2', '--time=1-02:00:00', '--mem=16G'],
    ...['--container=/images/torch', '--cpus-per-task=4', '/w/.kynml/launches/a.sh'],
  ]);
  expect(addedBySlurm(resources).slice(-3)).toEqual(['--cpus-per-task=4', 'module load cuda/12.1', 'module load gcc']);
});

test.each([
  { partition: '-x' },
  { partition: 'a b' },
  { gres: 'gpu:1 --wrap=x' },
  { time: 'UNLIMITED; rm' },
  { memory: '-1' },
  { cpus: 0 },
  { cpus: 1.5 },
  { atOnce: '4' },
  { modules: ['/w/evil'] },
  { modules: ['./evil'] },
  { modules: ['a/../../evil'] },
  { modules: ['-x'] },
  { modules: ['$(x)'] },
  { modules: 'cuda' },
  { container: '-x' },
  { container: 'bundle' },
  { container: './bundle' },
  { container: '/images/../w/bundle' },
  { container: '/proc/self/cwd/bundle' },
  { container: 'a\nb' },
  { other: 'x' },
  null,
  3,
])('%j requests nothing', value => {
  expect(slurmResources(value)).toEqual(NO_RESOURCES);
});

test('each element has a line, because Slurm shortens long lists of indices', () => {
  expect(queueArguments(['kyn-a.0'])).toContain('--array');
});

test('jobs are asked for and cancelled by name', () => {
  expect(queueArguments(['kyn-a.0', 'kyn-a.2'])).toContain('--name=kyn-a.0,kyn-a.2');
  expect(accountingArguments(['kyn-a.0'], new Date('2026-04-18T00:30:00Z'))).toEqual(
    expect.arrayContaining(['--name=kyn-a.0', '--starttime=2026-04-17', '--allocations']),
  );
  expect(cancelArguments('kyn-a.0')).toEqual(['--name=kyn-a.0']);
});

const JOB = { command: 'sweep', script: 'train.py', name: 'kyn-a.0', modules: [], generator: 'kyn 1.2.3' } as const;

test('a value with a line end or a NUL cannot be in a script', () => {
  expect(batchScript({ ...JOB, python: '/a\nb' })).toBeUndefined();
  expect(batchScript({ ...JOB, python: '/a\0b' })).toBeUndefined();
});

test('modules need a login shell, in which `module` is known', () => {
  expect(batchScript({ ...JOB, python: '/p' })).toMatch(/^#!\/bin\/sh\n/);
  const text = batchScript({ ...JOB, python: '/p', modules: ['cuda/12.1'] });
  expect(text).toMatch(/^#!\/bin\/bash -l\n/);
  expect(text).toContain("\nmodule load 'cuda/12.1' || exit 125\n");
});

test('an exit code counts only for the attempt that wrote it', () => {
  expect(exitCodeIn('kyn-a.0 3\n', 'kyn-a.0')).toBe(3);
  for (const text of ['kyn-a.1 3\n', 'kyn-a.0 3', 'kyn-a.0 x\n', '', 'kyn-a.0 3\nmore'])
    expect(exitCodeIn(text, 'kyn-a.0')).toBeUndefined();
});
