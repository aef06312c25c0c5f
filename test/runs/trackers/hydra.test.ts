// Jobs of Hydra, alone and with what other trackers recorded in their folders.
import { describe, expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { trackedAt } from '../../../src-shared/runs/trackers/findTracked';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { type Files, hostOf, hydraJob, mlflowRun, realLog, runOf, runsOf, search, textsOf } from './stores';

const JOB = '/w/outputs/2026-01-21/10-51-45';
const states = (a: TrackedRun, b: TrackedRun): Record<string, string> =>
  Object.fromEntries(compareTracked(a, b).identities.map(({ identity, state }) => [identity, state]));

describe('a job', () => {
  test('has its settings, the chosen groups, and nothing else', () => {
    const run = runOf(hydraJob(JOB, { config: 'seed: 42\nmodel:\n  name: rf\npath: ${model.name}/x\nmust: ???\n' }));
    expect(textsOf(run.config)).toEqual({
      seed: '42',
      'model.name': 'rf',
      path: '${model.name}/x',
      must: '???',
      'hydra.choices.model': 'rf',
    });
    expect(run).toMatchObject({ path: JOB, name: '2026-01-21/10-51-45', group: 'train', version: '1.3.2' });
    expect(run.status.state).toBe('unknown');
    expect(Object.keys(run.absent).sort()).toEqual([
      'code',
      'config',
      'data',
      'environment',
      'metrics',
      'status',
      'time',
    ]);
    expect(run.notes.join()).toContain('2 overrides');
    expect(JSON.stringify(run)).not.toContain('alice');
  });

  test('with a number and a text of one name as keys has two settings', () => {
    const of = (value: string) => runOf(hydraJob(JOB, { config: `sizes:\n  1: ${value}\n  "1": y\n` }));
    expect(states(of('x'), of('z')).config).toBe('differs');
  });

  test('with the same settings has the same configuration, and everything else is unknown', () => {
    const config = 'lr: 0.1\n';
    const [a, b] = [runOf(hydraJob(JOB, { config })), runOf(hydraJob(`${JOB}-b`, { config }))];
    expect(states(a, b)).toEqual({
      config: 'same',
      data: 'unknown',
      code: 'unknown',
      environment: 'unknown',
      seed: 'unknown',
    });
  });

  test('whose settings depend on the machine has an unknown configuration', () => {
    const run = runOf(hydraJob(JOB, { config: 'root: ${oc.env:HOME}/x\n' }));
    expect(run.absent.config).toContain('root');
    expect(states(run, run).config).toBe('unknown');
    const missing = runOf(hydraJob(JOB, { config: 'lr: 1\nlayers: [???, 2]\nmust: ???\n' }));
    expect(missing.absent.config).toContain('layers, must');
    expect(states(missing, missing).config).toBe('unknown');
  });

  test.each([
    ['seed: ${oc.env:SEED}\n', 'unknown'],
    ['seed: ???\n', 'unknown'],
    ['n: 1\nseed: ${n}\n', 'unknown'],
    ['seed: ${seed}\n', 'unknown'],
    ['seed: 1\nmodel:\n  seed: ${seed}\n', 'same'],
    ['base:\n  seed: ${oc.env:X}\nseed: ${base.seed}\n', 'unknown'],
  ])('has a known seed only where its value is written: %j', (config, state) => {
    const run = runOf(hydraJob(JOB, { config }));
    expect(states(run, run).seed).toBe(state);
  });

  test('of a sweep is a run, and the sweep is not', () => {
    const sweep = '/w/multirun/2026-01-22/09-00-00';
    const files = { ...hydraJob(`${sweep}/0`), ...hydraJob(`${sweep}/1`), [`${sweep}/multirun.yaml`]: 'hydra: {}\n' };
    expect(runsOf(files).map(({ path }) => path)).toEqual([`${sweep}/0`, `${sweep}/1`]);
  });

  test('may have its files in a folder of another name', () => {
    expect(runOf(hydraJob(JOB, { subfolder: 'conf' })).path).toBe(JOB);
  });
});

const lightning: Files = {
  [`${JOB}/lightning_logs/version_0/hparams.yaml`]: 'lr: 0.5\n',
  [`${JOB}/lightning_logs/version_0/metrics.csv`]: 'epoch,step,val_loss,loss\n0,9,0.4,7\n',
};
const wandb: Files = { [`${JOB}/wandb/offline-run-20261128_165017-a1b2c3d4/run-a1b2c3d4.wandb`]: realLog('a1b2c3d4') };

describe('a job with trackers in its folder', () => {
  const files = { ...hydraJob(JOB, { config: 'lr: 0.1\nseed: 3\n' }), ...lightning, ...wandb };

  test('is one run: Hydra has the settings, the trackers the rest', () => {
    const run = runOf(files);
    expect(run).toMatchObject({ tracker: 'hydra-run', path: JOB, status: { state: 'finished' } });
    expect(textsOf(run.config)).toEqual({ lr: '0.1', seed: '3', 'hydra.choices.model': 'rf' });
    expect(textsOf(run.metrics)).toMatchObject({ val_loss: '0.4', 'val.acc': '0.9', loss: '7' });
    expect(run.code.commit).toBe('9b33b5adc4c8c2896f9e808340385e883b0867d5');
    expect(run.environment.get('python')).toBe('3.11.7');
    expect(run.time?.source).toBe('recorded');
    expect(Object.keys(run.absent).sort()).toEqual(['code', 'data']);
    expect(run.notes[0]).toContain('Lightning run lightning_logs/version_0, W&B run wandb/offline-run');
  });

  test('is the same run where its folder is named', () => {
    const run = trackedAt(hostOf(files), JOB);
    expect(run?.metrics.has('val_loss')).toBe(true);
    expect(run?.tracker).toBe('hydra-run');
  });

  test('is not joined with several runs of one tracker, because it is not known which is meant', () => {
    const second = Object.fromEntries(
      Object.entries(lightning).map(([k, v]) => [k.replace('version_0', 'version_1'), v]),
    );
    const runs = runsOf({ ...files, ...second });
    expect(runs.map(({ tracker }) => tracker).sort()).toEqual([
      'hydra-run',
      'lightning-run',
      'lightning-run',
      'wandb-run',
    ]);
  });

  test.each(['.', './', '${hydra:runtime.cwd}'])(
    'is not joined where all jobs write into the folder of the project: %s',
    dir => {
      const shared = { ...hydraJob('/w', { dir }), ...mlflowRun({}) };
      expect(runsOf(shared).map(({ tracker }) => tracker)).toEqual(['hydra-run', 'mlflow-run']);
    },
  );

  test('is not joined where the folder of the job is that of the project, however it was written', () => {
    const files = hydraJob('/w', { dir: '../project' });
    const path = '/w/.hydra/hydra.yaml';
    const text = String(files[path]).replace('cwd: ', 'output_dir: /home/alice/project\n    cwd: ');
    expect(runsOf({ ...files, [path]: text, ...mlflowRun({}) })).toHaveLength(2);
  });
});

test.each([
  ['has a merge conflict', 'lr: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n'],
  ['is not valid YAML, or nested too deeply', `a: ${'['.repeat(200)}${']'.repeat(200)}\n`],
  ['is larger than 1 MiB', `a: ${'x'.repeat(1024 * 1024)}\n`],
])('settings that cannot be read are named: the file %s', (why, text) => {
  const path = `${JOB}/.hydra/config.yaml`;
  const { runs, gaps } = search(hostOf({ ...hydraJob(JOB), [path]: text }));
  expect(runs).toEqual([]);
  expect(gaps).toEqual([{ path, text: `${why}, so its run is not listed.` }]);
});

test.each([
  ['no overrides', { [`${JOB}/.hydra/overrides.yaml`]: 'a: 1\n' }],
  ['a file without the key hydra', { [`${JOB}/.hydra/hydra.yaml`]: 'run: {}\n' }],
  ['a file with an empty key hydra', { [`${JOB}/.hydra/hydra.yaml`]: 'hydra: {}\n' }],
  ['a list of settings', { [`${JOB}/.hydra/config.yaml`]: '- 1\n' }],
])('a folder with %s is not a run', (_, files) => {
  expect(runsOf({ ...hydraJob(JOB), ...files })).toEqual([]);
});
