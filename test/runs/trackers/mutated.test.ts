// Samples with random damage: reading, comparing and verifying them never fails.
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { filesOfRun } from '../../../src-shared/runs/trackers/evidence/filesOfRun';
import { lossSeries } from '../../../src-shared/runs/trackers/lossSeries';
import { verifyTracked } from '../../../src-shared/runs/trackers/verify/verifyTracked';
import { printJson } from '../../../src-shared/text/outputJson';
import { trackedJson } from '../../../src-shared/views/runs/trackedJson';
import { caseCount, caseTimeout, repeatWith, SEED } from '../../cases';
import { evaluation, inspectHeader } from './evaluations';
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

const ALL = 2000;

const samples: readonly Files[] = [
  mlflowRun({
    params: { lr: '0.1', seed: '1' },
    metrics: { loss: '100 0.5 0\n200 nan 1\n' },
    tags: { 'mlflow.source.git.commit': 'a'.repeat(40) },
    files: {
      'inputs/1/meta.yaml': 'source_id: abc\nsource_type: DATASET\n',
      'artifacts/model/MLmodel': 'flavors:\n  python_function:\n    python_version: 3.10.0\n',
      'artifacts/model/requirements.txt': 'numpy==2.1.3\n',
    },
  }),
  offlineRun('a1b2c3d4'),
  wandbRun('run-20260117_121240-qna6sfyo', {
    'files/config.yaml': '_wandb:\n  value:\n    t: {1: [1, 2]}\nlr:\n  value: 0.1\n',
    'files/wandb-summary.json': '{"loss": 0.1, "a": {"b": NaN}, "_step": 1}',
    'files/wandb-metadata.json':
      '{"startedAt": "2026-01-17T06:42:40Z", "git": {"commit": "86db7dc9144c87a4b41cad77a0dae2e55288b587"}}',
    'files/requirements.txt': 'torch==2.0\n',
  }),
  dvcProject({
    'dvc.lock': trainLock(),
    'dvc.yaml': 'metrics:\n- metrics.json\n',
    'metrics.json': '{"loss": 0.03}',
    'params.yaml': 'train: {epochs: 10, seed: 7}\n',
    'live/dvclive/metrics.json': '{"acc": {"a": 0.5}}',
    'live/dvclive/plots/metrics/acc/a.tsv': 'step\tacc\n0\t0.5\n',
  }),
  { '/w/a.json': evaluation(), '/w/b.json': evaluation({ config: { limit: 10 } }) },
  {
    '/w/c.json': inspectHeader(),
    '/w/a.eval': zipSync({ 'header.json': strToU8(inspectHeader()), '_journal/start.json': strToU8(inspectHeader()) }),
  },
  {
    '/w/out/trainer_state.json':
      '{"best_metric": 1, "global_step": 1, "max_steps": 2, "log_history": [{"loss": 0.0, "step": 1}, {"eval_loss": NaN, "step": 1}]}',
    '/w/out/README.md': 'The following hyperparameters were used during training:\n- seed: 42\n',
    '/w/out/all_results.json': '{"train_loss": 0.5}',
    '/w/b/checkpoint-3/trainer_state.json': '{"global_step": 1, "max_steps": 2, "log_history": []}',
  },
  {
    ...hydraJob('/w/job', { config: 'a: ${oc.env:X}\nb: [1]\n' }),
    '/w/job/version_1/hparams.yaml': 'lr: 1\n',
    '/w/job/version_1/metrics.csv': 'step,loss,"a,b"\n0,1,2\n',
  },
  sacredRun({
    run: {
      experiment: { sources: [['a.py', `a_${'b'.repeat(32)}.py`]], repositories: [{ commit: 'a', dirty: true }] },
    },
    config: '{"a": {"dtype": "x", "py/object": "numpy.x", "value": 1}}',
    metrics: '{"loss": {"steps": [1], "values": [{"value": NaN}]}}',
  }),
];

const bytesOf = (file: Files[string] | undefined): Uint8Array =>
  typeof file === 'string' ? new TextEncoder().encode(file) : file instanceof Uint8Array ? file : new Uint8Array();

const TOKENS = [
  '\n',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  '&a ',
  '*a',
  '!!python/tuple',
  'NaN',
  '-',
  '\t',
  '\u0000',
  '..',
  '../',
  '9'.repeat(400),
  'é',
  '- ',
  '1e999',
];

// A generator of pseudo-random numbers (mulberry32), so that a seed repeats a run.
function damaging(seed: number): (bytes: Uint8Array) => Uint8Array {
  let state = seed >>> 0;
  const next = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % Math.max(1, below);
  };
  const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(parts.flatMap(part => [...part]));
  const once = (bytes: Uint8Array): Uint8Array => {
    const [at, end] = [next(bytes.length + 1), next(bytes.length + 1)];
    const token = new TextEncoder().encode(TOKENS[next(TOKENS.length)] ?? '');
    switch (next(5)) {
      case 0:
        return bytes.slice(0, at);
      case 1:
        return joined(bytes.slice(0, at), token, bytes.slice(at));
      case 2:
        return joined(bytes.slice(0, Math.min(at, end)), bytes.slice(Math.max(at, end)));
      case 3:
        return joined(bytes, bytes.slice(Math.min(at, end), Math.max(at, end)));
      default:
        return bytes.map((byte, i) => (i === at ? next(256) : byte));
    }
  };
  return bytes => Array.from({ length: 1 + next(4) }).reduce<Uint8Array>(once, bytes);
}

test(`${ALL} damaged samples`, { timeout: caseTimeout(240_000) }, () => {
  const cases = samples.flatMap(files => Object.keys(files).map(name => ({ files, name })));
  const damage = damaging(SEED);
  for (let i = 0; i < caseCount(ALL); i++) {
    const { files: whole, name } = cases[i % cases.length] ?? { files: {}, name: '' };
    const files = { ...whole, [name]: damage(bytesOf(whole[name])) };
    const where = `${name}, case ${i}, ${repeatWith()}`;
    expect(() => {
      const host = hostOf(files);
      const { runs } = search(host);
      for (const run of runs) {
        printJson(trackedJson(run));
        verifyTracked(host, run);
        if (filesOfRun(host, run, run.path).size === 0) throw new Error(`${run.path} has no file`);
        lossSeries(host, run);
      }
      for (const [at, run] of runs.entries()) compareTracked(run, runs[at + 1] ?? run);
    }, where).not.toThrow();
  }
});
