// Runs of PyTorch Lightning with the CSVLogger.
import { describe, expect, test } from 'vitest';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { type Files, runOf, runsOf, textsOf } from './stores';

const version = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`/w/lightning_logs/version_9/${name}`, text]));
const read = (files: Files): TrackedRun => runOf(version(files));

const CSV = `epoch,step,train_loss_step,val_loss,"acc,top1",text
0,49,9.5,,,
0,99,9.25,,,
0,99,,8.5,0.25,abc
1,149,nan,,,
`;

describe('a run', () => {
  test('has its hyperparameters and a series for each column; an empty cell was not logged', () => {
    const run = read({
      'hparams.yaml': 'd_model: 768\nlr: 1.0e-05\nact: !!python/object:x.Y {}\n',
      'metrics.csv': CSV,
    });
    expect(textsOf(run.config)).toEqual({ d_model: '768', lr: '1.0e-05', act: '!!python/object:x.Y {}' });
    expect(textsOf(run.metrics)).toEqual({ train_loss_step: 'NaN', val_loss: '8.5', 'acc,top1': '0.25' });
    expect(run.metrics.get('train_loss_step')).toMatchObject({
      basis: 'series',
      count: 3,
      isWhole: true,
      last: { step: '149' },
      greatest: { step: '49' },
    });
    expect(run).toMatchObject({ name: 'version_9', group: 'lightning_logs', status: { state: 'unknown' } });
    expect(Object.keys(run.absent).sort()).toEqual(['code', 'data', 'environment', 'seed', 'status', 'time']);
  });

  test('without hyperparameters or metrics has none', () => {
    const run = read({ 'hparams.yaml': '{}\n', 'events.out.tfevents.1': 'x' });
    expect(run).toMatchObject({ config: undefined, metrics: new Map() });
    expect(run.absent).toMatchObject({ config: expect.any(String), metrics: expect.any(String) });
    expect(run.notes.join()).toContain('TensorBoard');
  });

  test('keeps its id while it grows', () => {
    const files = { 'hparams.yaml': 'lr: 1\n', 'metrics.csv': CSV };
    expect(read({ ...files, 'metrics.csv': `${CSV}2,199,1,,,\n` }).id).toBe(read(files).id);
  });

  test('of many steps is read at its beginning and its end', () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `0,${i},${i / 1000}\n`).join('');
    const run = read({ 'hparams.yaml': '{}', 'metrics.csv': `epoch,step,loss\n${rows}` });
    expect(run.metrics.get('loss')).toMatchObject({ last: { step: '39999' }, isWhole: false, least: { step: '0' } });
    expect(run.notes.join()).toContain('only the beginning and the end');
  });
});

test.each([
  ['a table without steps', version({ 'hparams.yaml': 'a: 1\n', 'metrics.csv': 'name,value\nx,1\n' })],
  ['hyperparameters alone in any folder', { '/w/out/hparams.yaml': 'a: 1\n' }],
  ['a list of hyperparameters', version({ 'hparams.yaml': '- a\n', 'metrics.csv': CSV })],
  ['metrics alone', version({ 'metrics.csv': CSV })],
])('%s: not a run', (_, files) => {
  expect(runsOf(files)).toEqual([]);
});
