// Runs of PyTorch Lightning with the CSVLogger.
import { describe, expect, test } from 'vitest';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { type Files, hostOf, runOf, runsOf, search, textsOf } from './stores';

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

describe('what cannot be read', () => {
  test.each([
    ['has a merge conflict', '<<<<<<< HEAD\nlr: 1\n=======\nlr: 2\n>>>>>>> b\n'],
    ['is not valid YAML, or nested too deeply', 'lr: [1\n'],
    ['is not valid YAML, or nested too deeply', 'lr: 1\n---\nlr: 2\n'],
    ['is not UTF-8', new Uint8Array([0x6c, 0x72, 0x3a, 0xff])],
    ['is larger than 1 MiB', `lr: 1\n#${'x'.repeat(1024 * 1024)}`],
  ])('hyperparameters: the file %s', (why, text) => {
    const run = read({ 'hparams.yaml': text, 'metrics.csv': CSV });
    expect(run).toMatchObject({ config: undefined, absent: { config: `hparams.yaml ${why}.` } });
    expect(run.metrics.get('val_loss')).toBeDefined();
    const { runs, gaps } = search(hostOf(version({ 'hparams.yaml': text })));
    expect(runs).toEqual([]);
    expect(gaps.map(gap => gap.text)).toEqual([`${why}, so its run is not listed.`]);
  });

  test('metrics: both sides of a conflict are not a series', () => {
    const [head, first, ...others] = CSV.split('\n');
    const conflict = [head, '<<<<<<< HEAD', first, '=======', ...others.slice(0, 1), '>>>>>>> b', ''].join('\n');
    const run = read({ 'hparams.yaml': 'lr: 1\n', 'metrics.csv': conflict });
    expect(run.metrics.size).toBe(0);
    expect(run.absent.metrics).toBe('metrics.csv has a merge conflict.');
  });

  test('metrics: a line that is still written is left out', () => {
    const run = read({ 'hparams.yaml': 'lr: 1\n', 'metrics.csv': 'step,loss\n0,12.5\n1,12' });
    expect(run.metrics.get('loss')).toMatchObject({ last: { step: '0', value: { text: '12.5' } }, count: 1 });
  });

  test('metrics: a line with other cells than the header is left out, and it says so', () => {
    const run = read({ 'hparams.yaml': 'lr: 1\n', 'metrics.csv': 'step,text,loss\n0,"a\n7,8,9",1\n1,b,2\n' });
    expect(textsOf(run.metrics)).toEqual({ text: '8', loss: '2' });
    expect(run.notes.join()).toContain('were not read: 1.');
  });
});

test('a file of hyperparameters may be empty', () => {
  expect(read({ 'hparams.yaml': '', 'metrics.csv': CSV }).absent.config).toContain('no hyperparameters');
});

test.each([
  ['a table without steps', version({ 'hparams.yaml': 'a: 1\n', 'metrics.csv': 'name,value\nx,1\n' })],
  ['hyperparameters alone in any folder', { '/w/out/hparams.yaml': 'a: 1\n' }],
  ['a list of hyperparameters', version({ 'hparams.yaml': '- a\n', 'metrics.csv': CSV })],
  ['metrics alone', version({ 'metrics.csv': CSV })],
])('%s: not a run', (_, files) => {
  expect(runsOf(files)).toEqual([]);
});
