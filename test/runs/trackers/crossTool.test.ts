// Runs of different programs compared with each other.
import { describe, expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { trackers } from '../../../src-shared/runs/trackers/kinds';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { evaluation, inspectHeader } from './evaluations';
import { dvcProject, type Files, hydraJob, mlflowRun, offlineRun, runOf, sacredRun, trainLock } from './stores';

const SETTINGS = 'lr: 0.1\nseed: 7\n';

const samples: Readonly<Record<string, Files>> = {
  mlflow: mlflowRun({ params: { lr: '0.10', seed: '7' }, metrics: { loss: '1 0.5 0\n' } }),
  wandb: offlineRun('a1b2c3d4'),
  dvc: dvcProject({ 'dvc.lock': trainLock() }),
  lmEval: { '/w/results.json': evaluation() },
  trainer: {
    '/w/out/trainer_state.json':
      '{"global_step": 2, "max_steps": 2, "log_history": [{"loss": 0.4, "step": 1}, {"loss": 0.25, "step": 2}]}',
    '/w/out/README.md': 'The following hyperparameters were used during training:\n- lr: 0.1\n- seed: 7\n',
  },
  lightning: {
    '/w/version_0/hparams.yaml': SETTINGS,
    '/w/version_0/metrics.csv': 'step,loss\n0,0.5\n1,0.25\n',
  },
  hydra: hydraJob('/w/job', { config: SETTINGS }),
  sacred: sacredRun({ config: '{"lr": 0.1, "seed": 7}', metrics: '{"loss": {"steps": [0], "values": [0.75]}}' }),
  inspect: { '/w/a.json': inspectHeader() },
};

const runs: ReadonlyMap<string, TrackedRun> = new Map(
  Object.entries(samples).map(([name, files]) => [name, runOf(files)] as const),
);

const compared = (a: string, b: string) => compareTracked(runs.get(a) as TrackedRun, runs.get(b) as TrackedRun);

test('each tracker has a sample', () => {
  expect([...runs.values()].map(({ tracker }) => tracker).sort()).toEqual(trackers.map(({ id }) => id).sort());
});

test.each([...runs.keys()])(
  'a run of %s and one of any other program are never called identical or comparable',
  name => {
    for (const other of runs.keys())
      if (other !== name) expect(['unknown', 'not-comparable'], other).toContain(compared(name, other).verdict);
  },
);

describe('the settings and metrics of two programs', () => {
  const states = (a: string, b: string) =>
    Object.fromEntries(compared(a, b).identities.map(({ identity, state }) => [identity, state]));
  const unknown = { data: 'unknown', code: 'unknown', environment: 'unknown' };

  test('are the same where one keeps them as text', () => {
    expect(states('lightning', 'mlflow')).toEqual({ config: 'same', seed: 'same', ...unknown });
    expect(compared('lightning', 'mlflow').metrics).toContainEqual(
      expect.objectContaining({ name: 'loss', better: 'a' }),
    );
  });

  test('are not known to be the same where one records more', () => {
    expect(states('hydra', 'lightning')).toEqual({ config: 'unknown', seed: 'same', ...unknown });
    expect(states('sacred', 'lightning')).toEqual({ config: 'unknown', seed: 'same', ...unknown });
    expect(compared('sacred', 'lightning').metrics).toContainEqual(expect.objectContaining({ better: 'b' }));
  });

  test('of evaluations of two harnesses differ by their model', () => {
    const { verdict, metrics } = compared('lmEval', 'inspect');
    expect(verdict).toBe('not-comparable');
    expect(metrics.every(({ better }) => better === 'unknown')).toBe(true);
  });
});
