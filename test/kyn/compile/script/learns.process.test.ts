// Real trainings of every loss, export, scheduler and option: each learns far more than the trivial prediction, and leaves the right files.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { dense, type PlanChange, planWith } from './plans';
import { csvOf, numbersFrom, runScripts, type ScriptResult, type ScriptRun } from './runScripts';

const random = numbersFrom(1);
const points = Array.from({ length: 240 }, () => [random(), random()] as const);
const rows = (value: (a: number, b: number) => string | number) => points.map(([a, b]) => [a, b, value(a, b)]);

const line = csvOf(
  ['a', 'b', 'price'],
  rows((a, b) => 2 * a - b + 0.5),
);
const half = csvOf(
  ['a', 'b', 'price'],
  rows((a, b) => Number(a > b)),
);
const halfText = csvOf(
  ['a', 'b', 'price'],
  rows((a, b) => (a > b ? 'yes' : 'no')),
);
const thirds = csvOf(
  ['a', 'b', 'price'],
  rows(a => ['red', 'green', 'blue'][Math.floor(a * 3)] as string),
);
const years = csvOf(
  ['a', 'b', 'price'],
  rows(a => 1990 + 10 * Math.floor(a * 3)),
);
const numbered = csvOf(
  ['a', 'b', 'price'],
  rows(a => Math.floor(a * 3)),
);
const towns = csvOf(
  ['town', 'a', 'price'],
  points.map(([a, b], i) => [['Rom', 'Ulm', 'Bern'][i % 3] as string, a, a + 3 * (i % 3) + 0 * b]),
);

const sigmoid = { kind: 'activation', name: 'sigmoid' } as const;
const logSoftmax = { kind: 'activation', name: 'log_softmax' } as const;
const classes = (loss: 'cross_entropy' | 'nll'): PlanChange => ({
  model: { outputs: 3, layers: dense(2, 24, 3, ...(loss === 'nll' ? [logSoftmax] : [])) },
  train: { loss, epochs: '25', optimizer: { name: 'adam', lr: '0.02' } },
  metrics: ['accuracy', 'f1'],
});
const binary = (loss: 'bce' | 'bce_with_logits'): PlanChange => ({
  model: { layers: dense(2, 16, 1, ...(loss === 'bce' ? [sigmoid] : [])) },
  train: { loss, epochs: '25', optimizer: { name: 'adam', lr: '0.02' } },
  metrics: ['accuracy', 'precision', 'recall', 'f1'],
});
const withTrain = (train: NonNullable<PlanChange['train']>): PlanChange => ({ train, metrics: ['r2'] });

// A prediction of the mean has r2 0; one of the most frequent class has about a half of two, and a third of three.
const trainings: Readonly<Record<string, ScriptRun & { readonly atLeast: Readonly<Record<string, number>> }>> = {
  regression: { plan: planWith({ metrics: ['mae', 'mse', 'rmse', 'r2'] }), csv: line, atLeast: { r2: 0.95 } },
  'regression on normalized features': {
    plan: planWith({ data: { normalize: true }, metrics: ['r2'] }),
    csv: line,
    atLeast: { r2: 0.95 },
  },
  'two classes, probabilities': { plan: planWith(binary('bce')), csv: half, atLeast: { accuracy: 0.88, f1: 0.85 } },
  'two classes, logits': {
    plan: planWith(binary('bce_with_logits')),
    csv: half,
    atLeast: { accuracy: 0.88, f1: 0.85 },
  },
  'two texts': { plan: planWith(binary('bce_with_logits')), csv: halfText, atLeast: { accuracy: 0.88, f1: 0.85 } },
  'three classes': { plan: planWith(classes('cross_entropy')), csv: numbered, atLeast: { accuracy: 0.8, f1: 0.8 } },
  'three texts': { plan: planWith(classes('cross_entropy')), csv: thirds, atLeast: { accuracy: 0.8, f1: 0.8 } },
  'three years': { plan: planWith(classes('cross_entropy')), csv: years, atLeast: { accuracy: 0.8, f1: 0.8 } },
  'negative log likelihood': { plan: planWith(classes('nll')), csv: thirds, atLeast: { accuracy: 0.8, f1: 0.8 } },
  'a text column': {
    plan: planWith({
      model: { inputs: 4, layers: dense(4, 16, 1) },
      train: { optimizer: { name: 'adam', lr: '0.03' } },
      metrics: ['r2'],
    }),
    csv: towns,
    atLeast: { r2: 0.95 },
  },
  onecycle: {
    plan: planWith(withTrain({ scheduler: { name: 'onecycle', maxLr: '0.03' } })),
    csv: line,
    atLeast: { r2: 0.9 },
  },
  'onecycle with sgd and no rate': {
    plan: planWith(withTrain({ optimizer: { name: 'sgd' }, scheduler: { name: 'onecycle', maxLr: '0.2' } })),
    csv: line,
    atLeast: { r2: 0.9 },
  },
  step: {
    plan: planWith(withTrain({ scheduler: { name: 'step', size: '10', gamma: '0.5' } })),
    csv: line,
    atLeast: { r2: 0.9 },
  },
  cosine: { plan: planWith(withTrain({ scheduler: { name: 'cosine' } })), csv: line, atLeast: { r2: 0.9 } },
  plateau: {
    plan: planWith(withTrain({ scheduler: { name: 'plateau', patience: '2', factor: '0.5' } })),
    csv: line,
    atLeast: { r2: 0.9 },
  },
  adamw: { plan: planWith(withTrain({ optimizer: { name: 'adamw', lr: '0.01' } })), csv: line, atLeast: { r2: 0.9 } },
  rmsprop: {
    plan: planWith(withTrain({ optimizer: { name: 'rmsprop', lr: '0.01' } })),
    csv: line,
    atLeast: { r2: 0.9 },
  },
  workers: {
    plan: planWith({
      data: { numWorkers: '2', prefetch: '3', pinMemory: true },
      train: { epochs: '20', batch: '45' },
      metrics: ['r2'],
    }),
    csv: line,
    atLeast: { r2: 0.9 },
  },
  'batch normalization with a last batch of one row': {
    plan: planWith({
      model: {
        layers: [
          { kind: 'linear', inputs: 2, outputs: 32 },
          { kind: 'batchnorm', width: 32 },
          { kind: 'activation', name: 'relu' },
          { kind: 'dropout', rate: '0.0' },
          { kind: 'linear', inputs: 32, outputs: 1 },
        ],
      },
      // 180 rows are 179 and one.
      train: { batch: '179', epochs: '150', optimizer: { name: 'adam', lr: '0.02' } },
      metrics: ['r2'],
    }),
    csv: line,
    atLeast: { r2: 0.8 },
  },
  'all that falls back': {
    plan: planWith(withTrain({ precision: 'fp16', compile: true, device: 'auto', deterministic: true })),
    csv: line,
    atLeast: { r2: 0.9 },
  },
};

const names = Object.keys(trainings);

const hashOf = (text = ''): string => createHash('sha256').update(text, 'latin1').digest('hex');

test('all trainings learn', { timeout: 120_000 }, context => {
  const list = runScripts(context, Object.values(trainings));
  for (const [i, name] of names.entries()) {
    const result = list[i] as ScriptResult;
    const { atLeast, csv, plan } = trainings[name] as (typeof trainings)[string];
    expect(result, name).toMatchObject({ exitCode: 0, traceback: null, stdout: '' });
    const manifest = JSON.parse(result.manifest ?? 'null');
    expect(Object.keys(manifest), name).toEqual([
      'config_hash',
      'data_hash',
      'device',
      'env',
      'kynml_version',
      'metrics',
      'seed',
    ]);
    expect(manifest, name).toMatchObject({
      config_hash: plan.origin.configHash,
      data_hash: hashOf(csv),
      kynml_version: 'kyn 0.1.0',
      seed: 42,
    });
    expect(Object.keys(manifest.metrics), name).toEqual([...plan.metrics].sort());
    for (const [metric, limit] of Object.entries(atLeast))
      expect(manifest.metrics[metric], `${name}: ${metric}`).toBeGreaterThan(limit);
    expect(result.files, name).toEqual(['run_manifest.json']);
    const artifact = readArtifact('run_manifest.json', result.manifest ?? '');
    expect(artifact?.kind.id, name).toBe('kynml-run-manifest');
    expect(artifact?.diagnostics, name).toEqual([]);
  }
});
