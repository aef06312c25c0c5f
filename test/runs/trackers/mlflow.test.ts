// Runs of MLflow's file store.
import { expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { gapsAt } from '../../../src-shared/runs/trackers/findTracked';
import { hostOf, mlflowRun, runOf, runsOf, search, textsOf } from './stores';

const COMMIT = '06faad1ab9bab1adbd73a2306692906b5b2b022e';

test('a run has its params as text, its metrics, its commit and its times', () => {
  const run = runOf(
    mlflowRun({
      params: { learning_rate: '0.050', random_state: '42', 'schedule/warmup': '10', notes: '' },
      metrics: { auc: '1767458023000 0.9166498449948616 0\n' },
      tags: {
        'mlflow.source.git.commit': COMMIT,
        'mlflow.source.name': '/home/alice/src/train.py',
        'mlflow.user': 'alice',
      },
    }),
  );
  expect(textsOf(run.config)).toEqual({
    learning_rate: '0.050',
    random_state: '42',
    'schedule/warmup': '10',
    notes: '',
  });
  expect(textsOf(run.metrics)).toEqual({ auc: '0.9166498449948616' });
  expect(run.code).toEqual({ commit: COMMIT, files: [] });
  expect(run.absent.code).toMatch(/not whether there were uncommitted changes/);
  expect(run.time).toEqual({ start: 1_767_458_000_183, end: 1_767_458_032_310, source: 'recorded' });
  expect(run).toMatchObject({ group: 'credit_risk', name: 'masked-trout-303', status: { state: 'finished' } });
  expect(JSON.stringify(run)).not.toContain('alice');
});

test('the last value is the greatest step, time and value; the point of a model is not counted twice', () => {
  const metrics = { loss: '300 0.3 2\n200 0.5 1\n400 0.25 2\n400 0.25 2\n100 0.9 -1\n' };
  const loss = runOf(mlflowRun({ metrics })).metrics.get('loss');
  expect(loss?.last).toMatchObject({ step: '2', value: { text: '0.25' } });
  expect(loss?.least?.value).toMatchObject({ text: '0.25' });
  expect(loss?.greatest).toMatchObject({ step: '-1', value: { text: '0.9' } });
  expect(loss?.count).toBe(4);
});

test('old lines without a step, lines of models and Python’s names of numbers are read; other lines are not', () => {
  const metrics = {
    old: '100 1e-07\n',
    model: '100 0.5 3 abc extra\n',
    nan: '100 nan 0\n',
    inf: '100 -inf 0\n',
    bad: 'x y z\n',
  };
  expect(textsOf(runOf(mlflowRun({ metrics })).metrics)).toEqual({
    old: '1e-07',
    model: '0.5',
    nan: 'NaN',
    inf: '-Infinity',
  });
});

test.each([
  ['1', 'unknown', 'running or killed'],
  ['2', 'unknown', 'scheduled'],
  ['4', 'failed', 'failed'],
  ['5', 'stopped', 'killed'],
  ['9', 'unknown', 'unknown'],
])('the status %s is %s', (status, state, text) => {
  expect(runOf(mlflowRun({ meta: { status } })).status).toEqual({ state, text });
});

test('a deleted run, the parent of a run and a form of older versions are read', () => {
  expect(runOf(mlflowRun({ meta: { lifecycle_stage: 'deleted' } })).isDeleted).toBe(true);
  expect(runOf(mlflowRun({ tags: { 'mlflow.parentRunId': 'f'.repeat(32) } })).parent).toBe('f'.repeat(32));
  const old = mlflowRun({
    experiment: '0',
    meta: {
      experiment_id: '0',
      run_id: undefined,
      run_uuid: '9d56b8b7a1c145e28169e8c788f01d68',
      lifecycle_stage: undefined,
    },
  });
  expect(runOf(old)).toMatchObject({ id: '9d56b8b7a1c145e28169e8c788f01d68' });
});

test('the digest of a dataset is found through the inputs of the run', () => {
  const files = {
    ...mlflowRun({
      files: {
        'inputs/1/meta.yaml':
          'source_id: abc\nsource_type: DATASET\ndestination_id: abc\ntags:\n  mlflow.data.context: training\n',
      },
    }),
    '/w/mlruns/866294776621734270/datasets/abc/meta.yaml': 'digest: e5f60718\nname: customers\nsource_type: local\n',
  };
  expect(runOf(files).data).toEqual([{ name: 'customers (training)', kind: 'mlflow', value: 'e5f60718' }]);
});

test('the environment is that of the model, in the run or, since 3.0, in the experiment', () => {
  const model = 'flavors:\n  python_function:\n    python_version: 3.10.0\nmlflow_version: 3.2.0\n';
  const inRun = mlflowRun({
    files: {
      'artifacts/model/MLmodel': model,
      'artifacts/model/requirements.txt': 'NumPy==2.1.3\nlocal @ file:///x\n',
    },
  });
  expect(runOf(inRun)).toMatchObject({ version: '3.2.0' });
  expect(textsOf(runOf(inRun).environment)).toEqual({ numpy: '2.1.3', local: 'undefined', python: '3.10.0' });
  const newer = {
    ...mlflowRun({ files: { 'outputs/m-1/meta.yaml': 'x: 1\n' } }),
    '/w/mlruns/866294776621734270/models/m-1/artifacts/MLmodel': model,
  };
  expect(textsOf(runOf(newer).environment)).toEqual({ python: '3.10.0' });
});

test('a secret among the params is marked', () => {
  const run = runOf(mlflowRun({ params: { api_key: 'sk-live-4f9a8b7c6d5e4f3a2b1c', lr: '0.1' } }));
  expect(run.config?.get('api_key')).toMatchObject({ secret: true });
  expect(run.config?.get('lr')).not.toHaveProperty('secret');
});

test.each([
  ['another id', mlflowRun({ meta: { run_id: 'a'.repeat(32) } })],
  ['another experiment', mlflowRun({ meta: { experiment_id: "'1'" } })],
  ['no experiment around it', Object.fromEntries(Object.entries(mlflowRun({})).slice(1))],
  ['another name of its folder', mlflowRun({ id: 'm-2c0edec135fb4cb7b8a8fc5f1984a911' })],
  ['no YAML', { ...mlflowRun({}), '/w/mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68/meta.yaml': '{' }],
])('a folder with %s is not claimed', (_, files) => {
  expect(runsOf(files)).toEqual([]);
});

test('both sides of a merge conflict are not a metric, and it says so', () => {
  const conflict = '<<<<<<< HEAD\n1 0.5 1\n=======\n1 0.25 1\n>>>>>>> b\n';
  const run = runOf(mlflowRun({ metrics: { loss: conflict, auc: '1 0.5 1\n2 0.2' } }));
  expect(textsOf(run.metrics)).toEqual({ auc: '0.5' });
  expect(run.notes).toContain('Metrics that cannot be read: loss.');
});

// The end of an address does not show that it is a secret.
const PASSWORD = `Zq7Trb${'Wk9xLma8'}`;
test.each([
  `https://bob:${PASSWORD}@example.com`,
  `https://bob:${PASSWORD}@example.com/train.py`,
  `https://hooks.slack.com/services/T0000/B0000/${PASSWORD}`,
])('a program that is an address is named without its login or token: %s', source => {
  const run = runOf(mlflowRun({ tags: { 'mlflow.source.name': source } }));
  expect(run.notes.filter(note => note.startsWith('It was started from '))).toHaveLength(1);
  expect(JSON.stringify(run.notes)).not.toContain(PASSWORD);
});

const OUTER = '/w/mlruns/866294776621734270';
const INNER = `${OUTER}/9d56b8b7a1c145e28169e8c788f01d68`;
const CONFLICT = '<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n';
const LINK = { brokenLink: '/elsewhere' };

test.each([
  ['a merge conflict', CONFLICT, 'has a merge conflict, so its run is not listed.'],
  ['a link', LINK, 'is a link or another special file, which is not read, so its run is not listed.'],
])('a run whose meta.yaml has or is %s is named', (_, file, text) => {
  const files = { ...mlflowRun({ tags: { a: 'b' } }), [`${INNER}/meta.yaml`]: file };
  expect(search(hostOf(files))).toEqual({ runs: [], gaps: [{ path: `${INNER}/meta.yaml`, text }] });
  expect(gapsAt(hostOf(files), INNER)).toHaveLength(1);
});

test('an experiment whose meta.yaml cannot be read is named once, and a folder like it is not', () => {
  const runs = { ...mlflowRun({ tags: { a: 'b' } }), ...mlflowRun({ id: 'a'.repeat(32), tags: { a: 'b' } }) };
  expect(search(hostOf({ ...runs, [`${OUTER}/meta.yaml`]: CONFLICT })).gaps).toEqual([
    { path: `${OUTER}/meta.yaml`, text: 'has a merge conflict, so the runs below are not listed.' },
  ]);
  const other = { [`/w/x/${'a'.repeat(32)}/note.txt`]: '', '/w/x/meta.yaml': CONFLICT };
  expect(search(hostOf(other)).gaps).toEqual([]);
});

test.each([
  ['a merge conflict', CONFLICT, 'has a merge conflict'],
  ['a link', LINK, 'is a link or another special file, which is not read'],
  [
    'UTF-16',
    new Uint8Array(Buffer.from('\ufeff4', 'utf16le')),
    'is UTF-16, as `>` in Windows PowerShell writes it (save it as UTF-8)',
  ],
])('a param that has or is %s is not known, whatever the others are', (_, file, why) => {
  const run = runOf({ ...mlflowRun({ params: { lr: '0.1' } }), [`${INNER}/params/depth`]: file });
  expect(textsOf(run.config)).toEqual({ lr: '0.1' });
  expect(run.configGap).toBe('Params that cannot be read: depth.');
  expect(run.unread).toEqual([`params/depth ${why}`]);
  expect(compareTracked(run, run).identities[0]).toMatchObject({ identity: 'config', state: 'unknown' });
});

test('params and metrics in a folder that is a link are not read', () => {
  const run = runOf({ ...mlflowRun({}), [`${INNER}/params`]: LINK, [`${INNER}/metrics`]: LINK });
  expect(run.unread).toEqual(
    ['params/', 'metrics/'].map(path => `${path} is a link or another special file, which is not read`),
  );
});

test('a commit with a merge conflict was recorded', () => {
  const run = runOf(mlflowRun({ tags: { 'mlflow.source.git.commit': CONFLICT } }));
  expect(run.absent.code).toBe('tags/mlflow.source.git.commit has a merge conflict.');
  expect(run.unread).toEqual(['tags/mlflow.source.git.commit has a merge conflict']);
});

test.each([`${INNER}/inputs/1/meta.yaml`, `${OUTER}/datasets/abc/meta.yaml`])(
  'data of which %s has a merge conflict was recorded, and is not known',
  name => {
    const files = {
      ...mlflowRun({ files: { 'inputs/1/meta.yaml': 'source_id: abc\nsource_type: DATASET\n' } }),
      [`${OUTER}/datasets/abc/meta.yaml`]: 'digest: e5f60718\nname: customers\n',
      [name]: CONFLICT,
    };
    const run = runOf(files);
    expect(run.absent.data).toMatch(/meta\.yaml has a merge conflict\.$/);
    expect(run.unread).toHaveLength(1);
    expect(compareTracked(run, run).identities[1]).toMatchObject({ identity: 'data', state: 'unknown' });
  },
);

test.each(['artifacts/model/requirements.txt', 'artifacts/model/MLmodel', 'outputs/m-1/meta.yaml'])(
  'an environment of which %s has a merge conflict is not known',
  name => {
    const model = 'flavors:\n  python_function:\n    python_version: 3.10.0\n';
    const files = {
      'artifacts/model/MLmodel': model,
      'artifacts/model/requirements.txt': 'numpy==2.1.3\n',
      [name]: CONFLICT,
    };
    const run = runOf(mlflowRun({ files }));
    expect(run.absent.environment).toMatch(/has a merge conflict\.$/);
    expect(compareTracked(run, run).identities[3]).toMatchObject({ identity: 'environment', state: 'unknown' });
  },
);
