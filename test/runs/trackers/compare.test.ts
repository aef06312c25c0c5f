// Comparisons of runs of one tracker and of several, and with a run of ours.
import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { isSameCommit } from '../../../src-shared/runs/trackers/compare/dataAndCode';
import { ownRun } from '../../../src-shared/runs/trackers/ownRun';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { jsonNumber, jsonString } from '../../../src-shared/text/makeJson';
import { dvcProject, mlflowRun, offlineRun, realLog, runOf, trainLock, wandbRun } from './stores';

const states = (a: TrackedRun, b: TrackedRun): Record<string, string> => {
  const { verdict, identities } = compareTracked(a, b);
  return { verdict, ...Object.fromEntries(identities.map(({ identity, state }) => [identity, state])) };
};

const whole: TrackedRun = {
  tracker: 'mlflow-run',
  path: '/w/a',
  id: 'a',
  config: new Map([
    ['lr', jsonString('0.1')],
    ['seed', jsonString('7')],
  ]),
  data: [{ name: 'train', kind: 'sha256', value: 'd'.repeat(64) }],
  code: { commit: 'c'.repeat(40), isDirty: false, files: [] },
  environment: new Map([
    ['python', '3.11.7'],
    ['torch', '2.0'],
  ]),
  metrics: new Map(),
  status: { state: 'finished', text: 'finished' },
  outputs: [],
  absent: {},
  notes: [],
};

describe('how a run ended', () => {
  const metrics = new Map([['loss', { last: { value: jsonNumber('1') }, basis: 'summary' as const, isWhole: true }]]);
  const reasonsOf = (run: Partial<TrackedRun>): string[] =>
    compareTracked(whole, { ...whole, ...run }).reasons.flatMap(({ text }) =>
      /ended|finish/.test(text) ? [text] : [],
    );

  test.each([
    [{ state: 'unknown', text: 'unknown' }, 'It is not known how B ended'],
    [{ state: 'unknown', text: 'running or killed' }, 'It is not known how B ended (running or killed)'],
    [{ state: 'failed', text: 'failed (exit code 1)' }, 'B did not finish (failed: exit code 1)'],
    [{ state: 'stopped', text: 'interrupted' }, 'B did not finish (interrupted)'],
  ] as const)('%j counts against its metrics, where it has any', (status, text) => {
    expect(reasonsOf({ status, metrics })).toEqual([`${text}, so its metrics may not be final.`]);
    expect(reasonsOf({ status })).toEqual([`${text}.`]);
  });
});

test('a setting whose name has a slash does not hide one with a dot', () => {
  const of = (slash: string): TrackedRun => ({
    ...whole,
    config: new Map([
      ['a/b', jsonNumber(slash)],
      ['a.b', jsonNumber('2')],
    ]),
  });
  expect(states(of('1'), of('1')).config).toBe('same');
  expect(states(of('1'), of('9')).config).toBe('differs');
});

describe('the verdict', () => {
  const same = {
    verdict: 'identical-inputs',
    config: 'same',
    data: 'same',
    code: 'same',
    environment: 'same',
    seed: 'same',
  };

  test('is identical only where all five are the same', () => {
    expect(states(whole, { ...whole, path: '/w/b' })).toEqual(same);
  });

  test.each<[string, Partial<TrackedRun>, object]>([
    [
      'another setting',
      {
        config: new Map([
          ['lr', jsonString('0.2')],
          ['seed', jsonString('7')],
        ]),
      },
      { verdict: 'not-comparable', config: 'differs' },
    ],
    [
      'the same setting in another form',
      {
        config: new Map([
          ['lr', jsonNumber('0.10')],
          ['seed', jsonNumber('7')],
        ]),
      },
      {},
    ],
    [
      'settings that were not all read',
      { configGap: 'Some were not read.' },
      { verdict: 'unknown', config: 'unknown', seed: 'unknown' },
    ],
    [
      'digests of a part of the data',
      { absent: { data: 'It has no hash of some samples.' } },
      { verdict: 'unknown', data: 'unknown' },
    ],
    [
      'one setting more',
      { config: new Map([...(whole.config ?? []), ['bs', jsonNumber('4')]]) },
      { verdict: 'unknown', config: 'unknown' },
    ],
    ['no settings', { config: undefined }, { verdict: 'unknown', config: 'unknown', seed: 'unknown' }],
    [
      'another seed',
      {
        config: new Map([
          ['lr', jsonString('0.1')],
          ['seed', jsonString('8')],
        ]),
      },
      { verdict: 'comparable', seed: 'differs' },
    ],
    [
      'a seed that was left to chance',
      {
        config: new Map([
          ['lr', jsonString('0.1')],
          ['seed', jsonString('None')],
        ]),
      },
      { verdict: 'unknown', seed: 'unknown' },
    ],
    [
      'other data',
      { data: [{ name: 'train', kind: 'sha256', value: 'e'.repeat(64) }] },
      { verdict: 'not-comparable', data: 'differs' },
    ],
    [
      'a digest of another kind',
      { data: [{ name: 'train', kind: 'md5', value: 'd'.repeat(32) }] },
      { verdict: 'unknown', data: 'unknown' },
    ],
    [
      'another commit',
      { code: { commit: 'b'.repeat(40), isDirty: false, files: [] } },
      { verdict: 'comparable', code: 'differs' },
    ],
    [
      'uncommitted changes',
      { code: { commit: 'c'.repeat(40), isDirty: true, files: [] } },
      { verdict: 'comparable', code: 'differs' },
    ],
    ['a commit alone', { code: { commit: 'c'.repeat(40), files: [] } }, { verdict: 'unknown', code: 'unknown' }],
    [
      'another version',
      {
        environment: new Map([
          ['python', '3.11.7'],
          ['torch', '2.1'],
        ]),
      },
      { verdict: 'comparable', environment: 'differs' },
    ],
    ['Python alone', { environment: new Map([['python', '3.11.7']]) }, { verdict: 'unknown', environment: 'unknown' }],
  ])('with %s', (_, other, expected) => {
    expect(states(whole, { ...whole, ...other })).toEqual({ ...same, ...expected });
  });

  test('two absent values are not the same, and equal digests of a part prove nothing', () => {
    const empty = { ...whole, config: undefined, data: [], code: { files: [] }, environment: new Map() };
    expect(states(empty, empty)).toEqual({
      verdict: 'unknown',
      config: 'unknown',
      data: 'unknown',
      code: 'unknown',
      environment: 'unknown',
      seed: 'unknown',
    });
    const sampled: TrackedRun = { ...whole, data: [{ name: 'train', kind: 'mlflow', value: 'a1b2c3d4' }] };
    expect(states(sampled, sampled)).toMatchObject({ verdict: 'unknown', data: 'unknown' });
    expect(states(sampled, { ...sampled, data: [{ name: 'train', kind: 'mlflow', value: 'e5f60718' }] })).toMatchObject(
      { data: 'differs' },
    );
  });

  test('two dirty trees are the same only with the same patch', () => {
    const dirty = (patch?: string): TrackedRun => ({
      ...whole,
      code: { ...whole.code, isDirty: true, ...(patch !== undefined && { patch }) },
    });
    expect(states(dirty('1'), dirty('1')).code).toBe('same');
    expect(states(dirty('1'), dirty('2')).code).toBe('differs');
    expect(states(dirty(), dirty()).code).toBe('unknown');
  });

  test('a commit may be shortened, but not below seven digits', () => {
    expect(isSameCommit('c'.repeat(40), 'c'.repeat(7))).toBe(true);
    expect(isSameCommit('c'.repeat(40), 'c'.repeat(6))).toBe(false);
  });
});

describe('real forms', () => {
  test('two runs of W&B that differ in the seed only: the rest is the same or unknown', () => {
    const files = { 'files/requirements.txt': 'torch==2.13.0\n' };
    expect(states(runOf(offlineRun('a1b2c3d4', files)), runOf(offlineRun('e5f6a7b8', files)))).toEqual({
      verdict: 'unknown',
      config: 'same',
      data: 'unknown',
      code: 'unknown',
      environment: 'same',
      seed: 'differs',
    });
  });

  test('two locks with other outputs although all recorded inputs are the same are not deterministic', () => {
    const [a, b] = [trainLock(), trainLock({ metrics: 'd'.repeat(32) })].map(lock =>
      runOf(dvcProject({ 'dvc.lock': lock })),
    );
    if (!a || !b) throw new Error('no run');
    expect(states(a, b)).toMatchObject({ config: 'same', data: 'same', code: 'same', environment: 'unknown' });
    expect(
      compareTracked(a, b)
        .reasons.map(({ text }) => text)
        .join(),
    ).toContain('not deterministic');
  });

  test('files that were not read are named, because what is in them looks as if it was not recorded', () => {
    const conflict = '<<<<<<< ours\n1 0.5 1\n=======\n1 0.4 1\n>>>>>>> theirs\n';
    const [a, b] = [conflict, '1 0.5 1\n'].map(auc => runOf(mlflowRun({ metrics: { auc } })));
    const texts = a && b ? compareTracked(a, b).reasons.map(({ text }) => text) : [];
    expect(texts).toContain('Not all files of A were read: metrics/auc has a merge conflict.');
    expect(texts.join()).not.toContain('files of B');
  });

  test('data of which a lock has no MD5 is not known to be the same', () => {
    const etag = '    - path: s3://b/l.csv\n      hash: etag\n      etag: x\n    params:';
    const run = runOf(dvcProject({ 'dvc.lock': trainLock().replace('    params:', etag) }));
    expect(states(run, run)).toMatchObject({ data: 'unknown' });
  });

  test('MLflow against W&B against DVC: names with other separators meet, forms of numbers too', () => {
    const mlflow = runOf(mlflowRun({ params: { lr: '1e-2', seed: '1', 'model/dropout': '0.10' } }));
    const wandb = runOf(offlineRun('a1b2c3d4'));
    const { identities, values } = compareTracked(mlflow, wandb);
    expect(identities.find(({ identity }) => identity === 'seed')?.state).toBe('same');
    expect(
      values.filter(({ path }) => ['config.lr', 'config.model.dropout'].includes(path)).map(({ equal }) => equal),
    ).toEqual([true, true]);
    const dvc = runOf(dvcProject({ 'dvc.lock': trainLock() }));
    expect(states(mlflow, dvc)).toMatchObject({ verdict: 'unknown', seed: 'differs' });
  });

  test('a run of ours is compared by what it recorded', () => {
    const manifest = {
      kynml_version: 'kyn 1',
      config_hash: 'a'.repeat(64),
      data_hash: 'b'.repeat(64),
      seed: 1,
      env: { python: '3.11.7', platform: 'x' },
      metrics: { loss: 0.5 },
    };
    const artifact = readArtifact('/w/run_manifest.json', JSON.stringify(manifest));
    const own =
      artifact &&
      ownRun({
        artifact,
        path: '/w/run_manifest.json',
        settings: new Map([['train.optimizer.lr', jsonNumber('0.01')]]),
      });
    if (!own) throw new Error('no run');
    expect(states(own, runOf(offlineRun('a1b2c3d4')))).toEqual({
      verdict: 'unknown',
      config: 'unknown',
      data: 'unknown',
      code: 'unknown',
      environment: 'differs',
      seed: 'same',
    });
    expect(states(own, own)).toMatchObject({ verdict: 'unknown', config: 'same', data: 'same', code: 'unknown' });
  });
});

describe('settings that were not all read', () => {
  const params = (last: string, more: number): Record<string, string> =>
    Object.fromEntries([...Array.from({ length: more }, (_, i) => [`p${i}`, '1']), ['z', last]]);
  const config = (a: TrackedRun, b: TrackedRun) =>
    compareTracked(a, b).identities.find(({ identity }) => identity === 'config');

  test('are not the same: more params of MLflow than are read', () => {
    const [a, b] = ['1', '2'].map(last => runOf(mlflowRun({ params: params(last, 2001) })));
    if (!a || !b) throw new Error('no runs');
    expect(config(a, b)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('more params than are') });
  });

  test('are not the same: params of MLflow that are not UTF-8', () => {
    const run = (byte: number): TrackedRun => {
      const files = mlflowRun({ params: { lr: '1', note: '' } });
      const note = Object.keys(files).find(path => path.endsWith('/note')) ?? '';
      return runOf({ ...files, [note]: new Uint8Array([0xff, byte]) });
    };
    expect(config(run(1), run(2))).toMatchObject({ state: 'unknown', reason: expect.stringContaining('read: note') });
    expect(run(1).config?.has('note')).toBe(false);
  });

  test('are not the same: more than are kept of any tracker', () => {
    const many: TrackedRun = {
      ...whole,
      config: new Map(Object.entries(params('1', 20_000)).map(([k, v]) => [k, jsonString(v)])),
    };
    expect(config(many, many)).toMatchObject({ state: 'unknown' });
  });

  test('are not the same: the settings in a long log of W&B', () => {
    const long = new Uint8Array(2 * 1024 * 1024);
    long.set(realLog('a1b2c3d4'));
    const run = runOf(wandbRun('offline-run-20261128_165017-a1b2c3d4', { 'run-a1b2c3d4.wandb': long }));
    expect(config(run, run)).toMatchObject({ state: 'unknown', reason: expect.stringContaining('long log') });
  });
});

describe('what two stages of DVC read differently', () => {
  const stage = (name: string, md5: string, lr: string): string => `  ${name}:
    cmd: run ${name}
    deps:
    - path: data.csv
      hash: md5
      md5: ${md5.repeat(32)}
    params:
      params.yaml:
        lr: ${lr}
`;
  const lock = (md5: string, lr: string): TrackedRun =>
    runOf(dvcProject({ 'dvc.lock': `schema: '2.0'\nstages:\n${stage('a', md5, lr)}${stage('b', 'f', '0.9')}` }));

  test('is compared for both', () => {
    expect(states(lock('a', '0.1'), lock('b', '0.1'))).toMatchObject({ data: 'differs', config: 'same' });
    expect(states(lock('a', '0.1'), lock('a', '0.2'))).toMatchObject({ data: 'same', config: 'differs' });
    expect(states(lock('a', '0.1'), lock('a', '0.1'))).toMatchObject({ data: 'same', config: 'same' });
  });
});
