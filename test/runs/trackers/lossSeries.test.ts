// The losses of runs of other trackers by step.
import { expect, test } from 'vitest';
import { lossSeries, type RunLosses } from '../../../src-shared/runs/trackers/lossSeries';
import {
  dvcProject,
  type Files,
  hostOf,
  hydraJob,
  mlflowRun,
  offlineRun,
  sacredRun,
  search,
  trainLock,
  wandbRun,
} from './stores';

function losses(files: Files): RunLosses | undefined {
  const host = hostOf(files);
  const [run] = search(host).runs;
  return run && lossSeries(host, run);
}

const csv = {
  '/w/job/version_0/hparams.yaml': 'lr: 1\n',
  '/w/job/version_0/metrics.csv': 'epoch,step,train_loss,val_loss\n0,9,3,\n0,9,,4\n1,19,nan,\n',
};
const state = (history: string): string => `{"global_step": 8, "max_steps": 8, "log_history": [${history}]}`;

test.each<[string, Files, RunLosses]>([
  [
    'MLflow, whose lines have any order',
    mlflowRun({ metrics: { 'train/loss': '2 2 20\n1 3 10\n', val_loss: '1 4 20\n' } }),
    { train: { steps: [10, 20], losses: [3, 2] }, test: { steps: [20], losses: [4] } },
  ],
  [
    'DVCLive in a pipeline',
    dvcProject({
      'dvc.lock': trainLock(),
      'dvc.yaml': 'metrics:\n- dvclive/metrics.json\n',
      'dvclive/metrics.json': '{"loss": 1}',
      'dvclive/plots/metrics/loss.tsv': 'step\tloss\n0\t3\n1\t1\n',
    }),
    { train: { steps: [0, 1], losses: [3, 1] }, test: { steps: [], losses: [] } },
  ],
  [
    'the Trainer, of which the mean at the end is not the series',
    {
      '/w/out/trainer_state.json': state(
        '{"loss": 3, "step": 4}, {"eval_loss": 5, "step": 4}, {"loss": 2, "step": 8}, {"train_loss": 2.5, "step": 8}',
      ),
    },
    { train: { steps: [4, 8], losses: [3, 2] }, test: { steps: [4], losses: [5] } },
  ],
  [
    'Sacred',
    sacredRun({ metrics: '{"loss": {"steps": [0, 5], "values": [2, Infinity]}}' }),
    { train: { steps: [0, 5], losses: [2, null] }, test: { steps: [], losses: [] } },
  ],
  [
    'Lightning, in a job of Hydra',
    { ...hydraJob('/w/job'), ...csv },
    { train: { steps: [9, 19], losses: [3, null] }, test: { steps: [9], losses: [4] } },
  ],
  [
    'the history of an old W&B',
    wandbRun('run-20200101_000000-abcdefgh', {
      'files/wandb-summary.json': '{"_step": 1, "loss": 2}',
      'files/wandb-history.jsonl': '{"_step": 0, "loss": 3}\n{"_step": 1, "loss": 2}\n{"_step": 2, "lo',
    }),
    { train: { steps: [0, 1], losses: [3, 2] }, test: { steps: [], losses: [] } },
  ],
])('of %s', (_, files, expected) => {
  expect(losses(files)).toEqual(expected);
});

test('of a log of W&B', () => {
  expect(losses(offlineRun('a1b2c3d4'))?.train.losses).toHaveLength(5);
});

test('a run without losses has none', () => {
  expect(losses(mlflowRun({ metrics: { auc: '1 0.5 1\n', hinge_loss_weight: '1 1 1\n' } }))).toBeUndefined();
});

test('of many steps some are left out, but never one that is not finite', () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => `${i} ${i === 12_345 ? 'nan' : i} ${i}\n`);
  const { train } = losses(mlflowRun({ metrics: { loss: lines.join('') } })) ?? {};
  expect(train?.steps).toHaveLength(1000);
  expect(train?.losses.filter(loss => loss === null)).toHaveLength(1);
  expect(train?.steps.at(-1)).toBe(49_999);
});
