// Runs of other trackers in `kyn runs`, `kyn diff` and `kyn verify`.
import { expect, test } from 'vitest';
import { dvcProject, mlflowRun, offlineRun, trainLock } from '../runs/trackers/stores';
import { kyn, manifestText } from './cliEnvironment';

const RUN = '9d56b8b7a1c145e28169e8c788f01d68';
const MLFLOW = `mlruns/866294776621734270/${RUN}`;
const WANDB = 'wandb/offline-run-20261128_165017-a1b2c3d4';
const TOKEN = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';

const files = {
  ...mlflowRun({
    params: { lr: '0.1', seed: '1', api_key: TOKEN },
    metrics: { loss: '1 0.5 0\n' },
    tags: { 'mlflow.user': 'alice', 'mlflow.source.name': `https://alice:${TOKEN}@example.org/train.py` },
  }),
  ...offlineRun('a1b2c3d4'),
  ...dvcProject({ 'dvc.lock': trainLock() }),
  '/w/own/run_manifest.json': manifestText(),
};

test('kyn runs lists them beside ours, by time, with status, seed and metrics', async () => {
  const { code, stdout, stderr } = await kyn({ files }, 'runs', '--columns', 'path,kind,status,seed,loss');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.split('\n').map(line => line.trim().replace(/ {2,}/g, ' | '));
  expect(lines.slice(1, 5).sort()).toEqual([
    expect.stringMatching(/^dvc\/dvc\.lock \| dvc-run \| finished \| 7$/),
    expect.stringContaining(`${MLFLOW} | mlflow-run | finished | 1 | 0.5`),
    expect.stringContaining('own/run_manifest.json | kynml-run-manifest | finished'),
    expect.stringContaining(`${WANDB} | wandb-run | finished | 1 | 0.02`),
  ]);
});

test('a setting, a version and the status are keys of filters and columns', async () => {
  const { stdout } = await kyn(
    { files },
    'runs',
    '--where',
    'lr = 0.1 and status = finished',
    '--columns',
    'path,config.lr,env.python',
  );
  expect(stdout).toContain(MLFLOW);
  expect(stdout).not.toContain(WANDB);
  const { stdout: python } = await kyn({ files }, 'runs', '--where', 'env.python = 3.11.7');
  expect(python).toContain(WANDB);
});

test('the JSON has what was recorded and what was not, without secrets and names of users', async () => {
  const { stdout } = await kyn({ files }, 'runs', MLFLOW, '--format', 'json');
  const [run] = JSON.parse(stdout).runs;
  expect(run).toMatchObject({
    kind: 'mlflow-run',
    seed: 1,
    metrics: { loss: 0.5 },
    timeSource: 'artifact',
    state: 'unknown',
    config: { lr: '0.1', seed: '1' },
    dirty: null,
    data: null,
    status: 'finished',
  });
  expect(run.tracked).toMatchObject({
    tracker: 'mlflow-run',
    id: RUN,
    group: 'credit_risk',
    seeds: { seed: '1' },
    metrics: { loss: { last: { value: 0.5, step: '0' }, basis: 'series', whole: true } },
    notRecorded: { data: expect.any(String), code: expect.any(String), environment: expect.any(String) },
  });
  expect(stdout).not.toContain(TOKEN);
  expect(stdout).not.toContain('alice');
});

test('a run has the name that its tracker gave it, which a filter finds and a column shows', async () => {
  const { stdout } = await kyn({ files }, 'runs', '--where', 'name = masked-trout-303', '--columns', 'path,name');
  expect(stdout).toContain('masked-trout-303');
  expect(stdout).toContain(MLFLOW);
  expect(stdout).not.toContain(WANDB);
});

test('a run that was deleted in MLflow is listed only on request', async () => {
  const deleted = mlflowRun({ meta: { lifecycle_stage: 'deleted' } });
  const hidden = await kyn({ files: deleted }, 'runs');
  expect(hidden.stdout).toBe('');
  expect(hidden.stderr).toContain('1 run that was deleted in MLflow is not listed. --deleted lists it.');
  expect((await kyn({ files: deleted }, 'runs', '--deleted')).stdout).toContain(RUN);
  expect((await kyn({ files: deleted }, 'runs', MLFLOW)).stdout).toContain(RUN);
});

test('with a baseline of another tracker each run has a verdict, and the settings of a baseline of ours are not known', async () => {
  const { stdout } = await kyn({ files }, 'runs', '--baseline', WANDB, '--columns', 'path,comparison');
  const lines = stdout.split('\n').map(line => line.trim().split(/ {2,}/));
  expect(lines.slice(1, 5).sort()).toEqual([
    ['dvc/dvc.lock', 'unknown'],
    [MLFLOW, 'not-comparable'],
    ['own/run_manifest.json', 'unknown'],
    [WANDB, 'baseline'],
  ]);
  const own = await kyn({ files }, 'runs', '--baseline', 'own/run_manifest.json', '--columns', 'path,comparison');
  expect(own.stdout).toMatch(/a1b2c3d4\s+unknown/);
});

test('kyn diff compares runs of two trackers: five identities, and other settings are not comparable', async () => {
  const { code, stdout } = await kyn({ files }, 'diff', MLFLOW, `${WANDB}/run-a1b2c3d4.wandb`, '--format', 'json');
  expect(code).toBe(0);
  const { verdict, identities, changes, metrics } = JSON.parse(stdout);
  expect(verdict).toBe('not-comparable');
  expect(Object.keys(identities)).toEqual(['config', 'data', 'code', 'environment', 'seed']);
  expect(identities.seed.state).toBe('same');
  expect(changes).toContainEqual({ path: 'config.lr', a: '0.1', b: 0.01, severity: 'error' });
  expect(metrics).toContainEqual(expect.objectContaining({ name: 'loss', a: 0.5, b: 0.02, better: 'b' }));
  expect(stdout).not.toContain(TOKEN);
});

test('kyn diff compares a run of a tracker with ours, and never calls an unknown pair identical', async () => {
  const text = await kyn({ files }, 'diff', 'own/run_manifest.json', WANDB);
  expect(text.stdout).toContain('Not known whether comparable');
  const same = await kyn({ files }, 'diff', MLFLOW, MLFLOW, '--exit-code');
  expect(same.code).toBe(1);
  expect(same.stdout).toContain('Not known whether comparable');
  expect((await kyn({ files }, 'diff', MLFLOW, WANDB, '--format', 'markdown')).stdout).toContain('## Not comparable');
});

test('kyn diff with a file that is not a run says so', async () => {
  const { code, stderr } = await kyn({ files: { ...files, '/w/x.json': '{}' } }, 'diff', 'x.json', WANDB);
  expect(code).toBe(2);
  expect(stderr).toContain('x.json cannot be compared');
});

test('kyn verify has the steps of each, and what cannot be told', async () => {
  const { code, stdout } = await kyn({ files }, 'verify', MLFLOW, 'dvc', '--format', 'json');
  expect(code).toBe(0);
  const { runs } = JSON.parse(stdout);
  expect(runs.map(({ path }: { path: string }) => path)).toEqual([MLFLOW, 'dvc/dvc.lock']);
  const names = runs[0].steps.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`);
  expect(names).toEqual([
    'config_hash unknown',
    'data_hash unknown',
    'lock unknown',
    'script unknown',
    'manifest confirmed',
    'metrics unknown',
  ]);
});

test('kyn verify fails where data of a DVC run changed', async () => {
  const changed = { ...files, '/w/dvc/data/train.csv': 'other' };
  const { code, stdout } = await kyn({ files: changed }, 'verify', 'dvc/dvc.lock');
  expect(code).toBe(1);
  expect(stdout).toContain('data/train.csv has another MD5 than the run recorded.');
});

test('a lock of DVC with a merge conflict is named wherever its run is looked for', async () => {
  const lock = trainLock();
  const conflicted = dvcProject({ 'dvc.lock': `<<<<<<< a\n${lock}=======\n${lock}>>>>>>> b\n` });
  for (const args of [['runs'], ['verify', 'dvc'], ['verify', 'dvc/dvc.lock']]) {
    const { stderr } = await kyn({ files: conflicted }, ...args);
    expect(stderr, args.join(' ')).toContain('dvc/dvc.lock has a merge conflict, so its run is not listed.');
  }
});
