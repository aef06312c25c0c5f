// Evaluations of lm-evaluation-harness.
import { describe, expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { type Evaluation, evaluation } from './evaluations';
import { hostOf, runOf, runsOf, search, textsOf } from './stores';

const read = (change: Evaluation = {}): TrackedRun => runOf({ '/w/m/results_2025-02-24.json': evaluation(change) });

const better = (a: TrackedRun, b: TrackedRun): Record<string, string> =>
  Object.fromEntries(compareTracked(a, b).metrics.map(m => [m.name, m.better]));

const reasons = (a: TrackedRun, b: TrackedRun): string =>
  compareTracked(a, b)
    .reasons.map(r => r.text)
    .join(' ');

describe('a file of version 0.4', () => {
  test('has settings, seeds, hashes of samples, the commit, versions, metrics and times', () => {
    const run = read();
    expect(textsOf(run.config)).toMatchObject({
      model: 'hf',
      'model_args.pretrained': 'org/small',
      'model_args.dtype': 'float32',
      model_sha: '13d1530e129cfa37ffc175e9e66b7e9244ee51d2',
      random_seed: '0',
      fewshot_seed: '1234',
      'versions.lambada': '1.0',
      'n-shot.lambada': '0',
      'samples.lambada': '5153',
      'configs.lambada.output_type': 'loglikelihood',
    });
    expect([...(run.config?.keys() ?? [])].join()).not.toMatch(/batch_size|device|use_cache|metadata/);
    expect(run.data).toEqual([{ name: 'lambada', kind: 'sha256', value: 'd'.repeat(64) }]);
    expect(run.code).toEqual({ commit: '0b3e9a43', files: [] });
    expect(textsOf(run.environment)).toEqual({
      python: '3.11.12',
      os: 'Ubuntu 22.04.5 LTS (x86_64)',
      cuda: '12.4',
      torch: '2.6.0',
      numpy: '1.26.4',
      transformers: '4.46.2',
      'lm-eval': '0.4.8',
      device: 'cuda:0',
      batch_size: '8',
    });
    expect(textsOf(run.metrics)).toEqual({
      'lambada/perplexity,none': '20.5',
      'lambada/acc,none': '0.68',
      'lambada/f1,strict': 'NaN',
    });
    expect(run.metrics.get('lambada/perplexity,none')).toMatchObject({ error: 0.5, isHigherBetter: false });
    expect(run.metrics.get('lambada/f1,strict')).toMatchObject({ error: Number.NaN });
    expect(run).toMatchObject({
      path: '/w/m/results_2025-02-24.json',
      name: 'org/small',
      version: '0.4.8',
      status: { state: 'finished' },
      time: { start: 1_740_434_102_798, end: 1_740_434_271_988 },
    });
    expect(run).not.toHaveProperty('partial');
    expect(Object.keys(run.absent)).toEqual(['code']);
  });

  test('says what it does not record', () => {
    const run = read({
      config: { model_sha: '' },
      root: { task_hashes: {}, git_hash: 'v0.4.8', pretty_env_info: 'no attribute', date: null },
    });
    expect(run.absent).toMatchObject({ config: /revision/, data: /not logged/, code: /no commit/, time: /no time/ });
    expect(run.code.commit).toBeUndefined();
  });

  test('may have arguments as an object and a commit after a tag', () => {
    const run = read({ config: { model_args: { pretrained: 'x', n: 2 } }, root: { git_hash: 'v0.4.8-12-g8c05cfe0' } });
    expect(textsOf(run.config)).toMatchObject({ 'model_args.pretrained': 'x', 'model_args.n': '2' });
    expect(run.code.commit).toBe('8c05cfe0');
  });
});

test.each([
  ['an argument without a value', 'pretrained=x,parallelize', 'pretrained=x'],
  ['a value with a comma', 'pretrained=x,devices=0,1', 'pretrained=x,devices=0,2'],
  ['a value with an equals sign', 'pretrained=x,rope={"a"=1}', 'pretrained=x,rope={"a"=2}'],
])('%s is a setting', (_, a, b) => {
  const config = (model_args: string) => read({ config: { model_args } });
  const { identities } = compareTracked(config(a), config(b));
  expect(identities.find(({ identity }) => identity === 'config')?.state).not.toBe('same');
});

test('a text of the prompt is a setting where its hash was not recorded', () => {
  expect(textsOf(read({ root: { system_instruction: 'Think.' } }).config)).toMatchObject({
    system_instruction_sha: 'Think.',
  });
  const hashed = read({ root: { system_instruction: 'Think.', system_instruction_sha: 'abc' } });
  expect(textsOf(hashed.config)).toMatchObject({ system_instruction_sha: 'abc' });
});

test('what the metadata of a task has of its own are settings', () => {
  const at = (length: number) =>
    read({
      root: { configs: { lambada: { metadata: { version: 1, pretrained: '/home/alice/x', max_length: length } } } },
    });
  expect([...(at(1).config?.keys() ?? [])]).toContain('configs.lambada.metadata.max_length');
  expect(compareTracked(at(1), at(2)).verdict).toBe('not-comparable');
});

test('hashes of the samples of some tasks do not prove that all data is the same', () => {
  const run = read({ root: { configs: { lambada: { task: 'lambada' }, other: { task: 'other' } } } });
  expect(run.absent.data).toContain('other');
  expect(compareTracked(run, run).identities.find(({ identity }) => identity === 'data')?.state).toBe('unknown');
});

test('a file of results that cannot be read is named', () => {
  const cut = evaluation().slice(0, -3);
  expect(search(hostOf({ '/w/results_2025-02-24.json': cut })).gaps).toEqual([
    { path: '/w/results_2025-02-24.json', text: 'is not valid JSON, or nested too deeply, so its run is not listed.' },
  ]);
  expect(search(hostOf({ '/w/other.json': cut })).gaps).toEqual([]);
});

test('an old file has three keys, any name, no seeds and no time', () => {
  const text = JSON.stringify({
    results: { gsm8k: { acc: 0.0053, acc_stderr: 0.002 } },
    versions: { gsm8k: 0 },
    config: {
      model: 'hf-causal',
      model_args: 'pretrained=bigscience/bloom-560m,use_accelerate=True',
      num_fewshot: 8,
      limit: null,
      bootstrap_iters: 100000,
    },
  });
  const run = runOf({ '/w/bloom_gsm8k.json': text });
  expect(textsOf(run.metrics)).toEqual({ 'gsm8k/acc': '0.0053' });
  expect(run.metrics.get('gsm8k/acc')?.error).toBe(0.002);
  expect(run.name).toBe('bloom_gsm8k');
  expect(Object.keys(run.absent).sort()).toEqual(['code', 'config', 'data', 'environment', 'seed', 'time']);
});

describe('a partial evaluation', () => {
  const whole = read();
  const samples = { 'n-samples': { lambada: { original: 5153, effective: 10 } } };
  const some = read({ config: { limit: 10 }, root: samples, acc: 0.9 });

  test('is marked by its limit or by the number of its samples', () => {
    expect(some.partial).toBe('limit 10, lambada 10 of 5153');
    expect(read({ config: { limit: 40 } }).partial).toBe('limit 40');
    expect(read({ root: samples }).partial).toBe('lambada 10 of 5153');
    expect(some.notes.join()).toContain('partial evaluation');
  });

  test('is never better than a whole one, nor comparable', () => {
    expect(compareTracked(whole, some).verdict).toBe('not-comparable');
    expect(new Set(Object.values(better(whole, some)))).toEqual(new Set(['unknown']));
    expect(reasons(whole, some)).toContain('B evaluated only a part of the samples (limit 10, lambada 10 of 5153)');
  });

  test('of the same part is compared, and of another part is not', () => {
    const other = read({ config: { limit: 10 }, root: samples, acc: 0.5 });
    expect(better(some, other)['lambada/acc,none']).toBe('a');
    const fewer = read({ config: { limit: 9 }, acc: 0.5 });
    expect(better(some, fewer)['lambada/acc,none']).toBe('unknown');
    expect(reasons(some, fewer)).toContain('different parts');
  });
});

describe('the standard error', () => {
  test('decides whether a side is better: not within two of the difference', () => {
    const at = (acc: number): TrackedRun => read({ acc, error: 0.006 });
    expect(better(at(0.68), at(0.696))['lambada/acc,none']).toBe('unknown');
    expect(reasons(at(0.68), at(0.696))).toContain('within 2 standard errors');
    expect(better(at(0.68), at(0.698))['lambada/acc,none']).toBe('b');
  });

  test('that is missing supports no claim', () => {
    expect(better(read({ acc: 0.1, error: 'N/A' }), read({ acc: 0.9, error: 'N/A' }))['lambada/acc,none']).toBe(
      'unknown',
    );
  });
});

test('the recorded direction counts before the name; where two disagree there is none', () => {
  const losing = { higher_is_better: { lambada: { acc: false, perplexity: true } } };
  const found = better(read({ root: losing, acc: 0.1 }), read({ root: losing, acc: 0.9 }));
  expect(found['lambada/acc,none']).toBe('a');
  expect(better(read({ root: losing, acc: 0.1 }), read({ acc: 0.9 }))['lambada/acc,none']).toBe('unknown');
});

test('the same settings and the same commit are not the same code', () => {
  const { verdict, identities } = compareTracked(read({ acc: 0.06 }), read({ acc: 0.69 }));
  expect(verdict).toBe('unknown');
  expect(Object.fromEntries(identities.map(i => [i.identity, i.state]))).toEqual({
    config: 'same',
    data: 'same',
    code: 'unknown',
    environment: 'same',
    seed: 'same',
  });
});

test.each([
  ['LightEval', { config_general: { model: 'x' }, results: { a: { acc: 1 } }, versions: {} }],
  ['results without a configuration', { results: { a: { acc: 1 } }, versions: { a: 1 } }],
  ['a list of results', { results: [{ acc: 1 }], versions: {}, config: { model: 'x', bootstrap_iters: 1 } }],
  ['flat results', { results: { acc: 1 }, versions: {}, config: { model: 'x', bootstrap_iters: 1 } }],
  ['another configuration', { results: { a: {} }, versions: {}, config: { model: 'x' } }],
])('%s is not a run', (_, root) => {
  expect(runsOf({ '/w/results_2025.json': JSON.stringify(root) })).toEqual([]);
});
