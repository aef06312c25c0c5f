// Runs of the Trainer of Hugging Face.
import { describe, expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { gapsAt } from '../../../src-shared/runs/trackers/findTracked';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { type Files, hostOf, runOf, runsOf, search, textsOf } from './stores';

const HISTORY = `{"epoch": 1.0, "grad_norm": 0.2, "learning_rate": 0.0007, "loss": 0.69, "step": 8},
{"epoch": 1.0, "eval_accuracy": 0.56, "eval_loss": 0.691, "eval_runtime": 0.007, "eval_samples_per_second": 6792.4, "step": 8},
{"epoch": 3.0, "grad_norm": 0.1, "learning_rate": 4e-05, "loss": 0.68, "step": 24},
{"epoch": 3.0, "eval_accuracy": 0.58, "eval_loss": 0.692, "eval_runtime": 0.006, "step": 24},
{"epoch": 3.0, "step": 24, "total_flos": 70834176.0, "train_loss": 0.6918, "train_runtime": 0.17}`;

const state = (history = HISTORY, step = 24): string =>
  `{"best_metric": 0.58, "best_model_checkpoint": "/home/alice/out/checkpoint-24", "epoch": 3.0, "global_step": ${step},
 "log_history": [${history}], "max_steps": 24, "num_train_epochs": 3, "train_batch_size": 16, "trial_params": null}`;

const CARD = `# m\n\n### Training hyperparameters

The following hyperparameters were used during training:
- learning_rate: 1e-05
- seed: 42
- optimizer: Adam with betas=(0.9,0.999)

### Results
- other: 1
`;

const of = (files: Files, folder = '/w/out'): TrackedRun =>
  runOf(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])));

describe('a run', () => {
  const run = of({
    'trainer_state.json': state(),
    'all_results.json':
      '{"epoch": 3.0, "eval_accuracy": 0.58, "eval_loss": 0.69, "eval_samples": 9, "train_runtime": 1}',
    'config.json': '{"hidden_size": 16, "transformers_version": "5.18.0"}',
  });

  test('has series from its history, and the last values of all_results.json', () => {
    expect(textsOf(run.metrics)).toEqual({
      grad_norm: '0.1',
      learning_rate: '4e-05',
      loss: '0.68',
      eval_accuracy: '0.58',
      eval_loss: '0.69',
      train_loss: '0.6918',
    });
    expect(run.metrics.get('loss')).toMatchObject({ basis: 'series', count: 2, greatest: { step: '8' } });
    expect(run.metrics.get('eval_accuracy')?.last).toMatchObject({ step: '24' });
    expect(run.metrics.get('eval_loss')?.last).not.toHaveProperty('step');
    expect(run.status.state).toBe('finished');
  });

  test('does not take the architecture of its model for its settings', () => {
    expect(textsOf(run.config)).toEqual({ max_steps: '24', num_train_epochs: '3', train_batch_size: '16' });
    expect(textsOf(run.environment)).toEqual({ transformers: '5.18.0' });
    expect(Object.keys(run.absent).sort()).toEqual(['code', 'config', 'data', 'environment', 'seed', 'time']);
    expect(JSON.stringify(run)).not.toContain('alice');
    const { verdict, identities } = compareTracked(run, run);
    expect(verdict).toBe('unknown');
    expect(identities.find(({ identity }) => identity === 'config')?.state).toBe('unknown');
  });

  test('has the settings of its model card', () => {
    const known = of({ 'trainer_state.json': state(), 'README.md': CARD });
    expect(textsOf(known.config)).toMatchObject({
      learning_rate: '1e-05',
      seed: '42',
      optimizer: 'Adam with betas=(0.9,0.999)',
    });
    expect(known.config?.has('other')).toBe(false);
    expect(known.absent).not.toHaveProperty('config');
    expect(known.absent).not.toHaveProperty('seed');
  });

  test('with fewer steps than planned has no known end', () => {
    expect(of({ 'trainer_state.json': state(HISTORY, 16) }).status.state).toBe('unknown');
  });
});

describe('losses that lack what was not finite', () => {
  const good = of({ 'trainer_state.json': state() });

  test.each([
    ['a NaN', HISTORY.replace('"grad_norm": 0.1', '"grad_norm": NaN').replace('0.6918', '0.07')],
    ['a loss of 0', HISTORY.replace('"loss": 0.68', '"loss": 0.0').replace('0.6918', '0.07')],
  ])('are never better: %s', (_, history) => {
    const diverged = of({ 'trainer_state.json': state(history) });
    const { metrics, reasons } = compareTracked(good, diverged);
    const better = Object.fromEntries(metrics.map(m => [m.name, m.better]));
    expect(better).toMatchObject({ loss: 'unknown', train_loss: 'unknown', eval_accuracy: 'same' });
    expect(reasons.map(r => r.text).join()).toContain('B: Its history has NaN, infinity, or a loss of exactly 0.');
    expect(diverged.notes.join()).toContain('may have diverged');
  });

  test('are not suspected in a good run', () => {
    expect(good.notes.join()).not.toContain('diverged');
    expect(
      compareTracked(good, of({ 'trainer_state.json': state(HISTORY.replace('0.6918', '0.5')) })).metrics,
    ).toContainEqual(expect.objectContaining({ name: 'train_loss', better: 'b' }));
  });
});

describe('checkpoints', () => {
  test('are not runs beside the state of their run', () => {
    const run = of({ 'trainer_state.json': state(), 'checkpoint-8/trainer_state.json': state(HISTORY, 8) });
    expect(run.path).toBe('/w/out');
  });

  test('show a run that was not saved at its end; only the newest counts', () => {
    const run = of({
      'checkpoint-8/trainer_state.json': state(HISTORY, 8),
      'checkpoint-16/trainer_state.json': state(HISTORY, 16),
    });
    expect(run).toMatchObject({ path: '/w/out/checkpoint-16', name: 'out', status: { state: 'unknown' } });
    expect(run.notes.join()).toContain('known only by its newest checkpoint that can be read, checkpoint-16');
  });

  test('that cannot be read are named, and the newest of the others counts', () => {
    const run = of({
      'checkpoint-8/trainer_state.json': state(HISTORY, 8),
      'checkpoint-16/trainer_state.json': state(HISTORY, 16),
      'checkpoint-24/trainer_state.json': state(HISTORY, 24).slice(0, -9),
    });
    expect(run.path).toBe('/w/out/checkpoint-16');
    expect(run.notes).toContain('checkpoint-24/trainer_state.json cannot be read.');
  });

  test.each(['checkpoint-24', 'tmp-checkpoint-24', 'last-checkpoint'])('%s is not a run of its own', name => {
    const inner = { [`${name}/trainer_state.json`]: state(HISTORY, 8) };
    expect(of({ 'trainer_state.json': state(), ...inner }).path).toBe('/w/out');
    expect(of({ 'README.md': CARD, ...inner })).toMatchObject({ path: `/w/out/${name}`, name: 'out' });
    expect(of({ 'README.md': CARD, ...inner }).config?.has('learning_rate')).toBe(true);
  });

  test('that are named say where their run is', () => {
    const files = { '/w/out/trainer_state.json': state(), '/w/out/checkpoint-8/trainer_state.json': state(HISTORY, 8) };
    expect(
      gapsAt(hostOf(files), '/w/out/checkpoint-8')
        .map(({ text }) => text)
        .join(),
    ).toContain('is a checkpoint of the run');
    expect(search(hostOf(files)).gaps).toEqual([]);
  });

  test('are read once, however many there are', () => {
    const count = 30;
    const files = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`/w/out/checkpoint-${i}/trainer_state.json`, state(HISTORY, i)]),
    );
    const memory = hostOf({ ...files, '/w/out/trainer_state.json': state() });
    let reads = 0;
    const readBytes: typeof memory.readBytes = (path, limit) => {
      // Beginnings, which are read without a limit, do not count.
      reads += path.endsWith('trainer_state.json') && limit !== undefined ? 1 : 0;
      return memory.readBytes(path, limit);
    };
    expect(search({ ...memory, readBytes }).runs).toHaveLength(1);
    expect(reads).toBe(1);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['is not valid JSON, or nested too deeply', state().slice(0, -5)],
    ['has a merge conflict', state().replace('"epoch"', '\n<<<<<<< HEAD\n"epoch"')],
    ['is not UTF-8', new Uint8Array([...new TextEncoder().encode(state()), 0xff])],
  ])('a state that %s is named', (why, text) => {
    const { runs, gaps } = search(hostOf({ '/w/out/trainer_state.json': text }));
    expect(runs).toEqual([]);
    expect(gaps).toEqual([{ path: '/w/out/trainer_state.json', text: `${why}, so its run is not listed.` }]);
  });

  test('is not claimed of a file of another program', () => {
    expect(search(hostOf({ '/w/trainer_state.json': '{"a": ' })).gaps).toEqual([]);
  });

  test('the last values, the model card and the settings of the model are named', () => {
    const run = of({
      'trainer_state.json': state(),
      'config.json': '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n',
      'all_results.json': '{"eval_loss": ',
      'README.md': new Uint8Array([0xff]),
    });
    expect(run.notes).toEqual(
      expect.arrayContaining([
        'all_results.json is not valid JSON, or nested too deeply, so it was not read.',
        'README.md is not UTF-8, so it was not read.',
        'config.json has a merge conflict, so it was not read.',
      ]),
    );
  });

  test('a heading of a model card is not a merge conflict', () => {
    const run = of({ 'trainer_state.json': state(), 'README.md': `Model\n=======\n${CARD}` });
    expect(run.notes.join()).not.toContain('README');
  });
});

describe('a list of settings that was not read as a whole', () => {
  const config = (card: string) => {
    const run = of({ 'trainer_state.json': state(), 'README.md': card });
    return compareTracked(run, run).identities.find(({ identity }) => identity === 'config');
  };

  test('is never the same', () => {
    expect(config(CARD)?.state).toBe('same');
    expect(config(CARD.replace('- seed', '- an odd line\n- seed'))).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('another form'),
    });
    expect(config(CARD + CARD)).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('several lists'),
    });
  });

  test('is read over a long line', () => {
    const run = of({ 'trainer_state.json': state(), 'README.md': CARD.replace('Adam', 'Adam'.repeat(300)) });
    expect(run.config?.get('optimizer')).toMatchObject({ text: expect.stringContaining('AdamAdam') });
    const args = CARD.replace('- seed: 42', `- note: ${'x'.repeat(600)}\n- seed: 42`);
    expect(of({ 'trainer_state.json': state(), 'README.md': args }).config?.has('seed')).toBe(true);
  });
});

test('where the model card has another value than the state, both count', () => {
  const card = CARD.replace('- seed: 42', '- train_batch_size: 8\n- seed: 42');
  expect(textsOf(of({ 'trainer_state.json': state(), 'README.md': card }).config)).toMatchObject({
    train_batch_size: '8',
    'state.train_batch_size': '16',
  });
  const same = of({ 'trainer_state.json': state(), 'README.md': card.replace('size: 8', 'size: 16') });
  expect(same.config?.has('state.train_batch_size')).toBe(false);
});

test('the settings of callbacks are settings', () => {
  const callbacks = `"stateful_callbacks": {"EarlyStoppingCallback": {"args": {"early_stopping_patience": 3}, "attributes": {"early_stopping_patience_counter": 0}},
    "TrainerControl": {"args": {"should_training_stop": true}}}`;
  const run = of({
    'trainer_state.json': state().replace('"epoch": 3.0, "global', `${callbacks}, "epoch": 3.0, "global`),
  });
  expect(textsOf(run.config)).toMatchObject({ 'EarlyStoppingCallback.early_stopping_patience': '3' });
  expect([...(run.config?.keys() ?? [])].join()).not.toContain('TrainerControl');
});

test('a long history is read at its beginning and its end, so that its losses support no claim', () => {
  const entry = (step: number): string =>
    `    {\n      "epoch": 1.0,\n      "loss": ${(1 / (step + 1)).toFixed(6)},\n      "note": "${'x'.repeat(200)}",\n      "step": ${step}\n    }`;
  const count = 40_000;
  const entries = Array.from({ length: count }, (_, i) => entry(i)).join(',\n');
  const text = `{\n  "best_metric": null,\n  "global_step": ${count},\n  "log_history": [\n${entries}\n  ],\n  "max_steps": ${count}\n}\n`;
  expect(text.length).toBeGreaterThan(8 * 1024 * 1024);
  const run = of({ 'trainer_state.json': text });
  expect(run.metrics.get('loss')).toMatchObject({
    last: { step: `${count - 1}` },
    greatest: { step: '0' },
    isWhole: false,
    doubt: expect.stringContaining('too long'),
  });
  expect(run.status.state).toBe('finished');
  expect(run.notes.join()).toContain('only the beginning and the end');
});

test.each([
  ['all_results.json alone', { '/w/all_results.json': '{"eval_loss": 0.1}' }],
  ['another file of that name', { '/w/trainer_state.json': '{"global_step": 1, "max_steps": 2}' }],
  ['a broken state', { '/w/trainer_state.json': '{"log_history": [' }],
  ['a checkpoint of another program', { '/w/checkpoint-3/weights.txt': 'x' }],
])('%s is not a run', (_, files) => {
  expect(runsOf(files)).toEqual([]);
});
