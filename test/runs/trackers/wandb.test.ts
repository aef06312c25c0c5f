// Runs of Weights & Biases in their local folders.
import { describe, expect, test } from 'vitest';
import { logRecords } from '../../../src-shared/runs/trackers/wandb/logRecords';
import { field, madeLog } from './madeLog';
import { hostOf, offlineRun, realLog, runOf, runsOf, search, textsOf, wandbRun } from './stores';

describe('the log of an offline run', () => {
  test('has the configuration, the metrics, the commit, the environment and the end', () => {
    const run = runOf(offlineRun('a1b2c3d4', { 'files/requirements.txt': 'torch==2.13.0+cpu\n' }));
    expect(textsOf(run.config)).toMatchObject({
      lr: '0.01',
      seed: '1',
      'model.dropout': '0.1',
      country: 'no',
      big: '9007199254740993',
    });
    expect(run.config?.get('model.layers')?.kind).toBe('array');
    expect(textsOf(run.metrics)).toEqual({ loss: '0.02', 'val.acc': '0.9', best_acc: '0.9' });
    expect(run.metrics.get('loss')).toMatchObject({
      basis: 'series',
      count: 5,
      isWhole: true,
      greatest: { step: '0' },
    });
    expect(run.metrics.get('best_acc')).toMatchObject({ basis: 'summary' });
    expect(run.code).toEqual({ commit: '9b33b5adc4c8c2896f9e808340385e883b0867d5', files: [] });
    expect(textsOf(run.environment)).toEqual({
      torch: '2.13.0+cpu',
      python: '3.11.7',
      os: 'Linux-6.18.44-fc-v669-x86_64-with-glibc2.36',
    });
    expect(run).toMatchObject({
      id: 'a1b2c3d4',
      name: 'tiny-run',
      group: 'tiny',
      version: '0.30.0',
      status: { state: 'finished' },
    });
    expect(JSON.stringify([...(run.environment ?? [])])).not.toMatch(/alice|host-a/);
  });

  test('shows that values diverged and that a run failed', () => {
    expect(textsOf(runOf(offlineRun('c9d0e1f2')).metrics)).toMatchObject({ loss: 'NaN', grad: 'Infinity' });
    expect(runOf(offlineRun('1b2c3d4e')).status).toEqual({ state: 'failed', text: 'failed (exit code 1)' });
  });

  test('with a header only says nothing', () => {
    const run = runOf(
      wandbRun('offline-run-20261128_165129-2c3d4e5f', { 'run-2c3d4e5f.wandb': realLog('a1b2c3d4').slice(0, 7) }),
    );
    expect(run).toMatchObject({ config: undefined, status: { state: 'unknown' }, metrics: new Map() });
    expect(run.notes.join()).toContain('only a header');
  });

  test('that was cut off has what was written, and no status', () => {
    const whole = realLog('a1b2c3d4');
    const run = runOf(
      wandbRun('offline-run-20261128_165129-a1b2c3d4', { 'run-a1b2c3d4.wandb': whole.slice(0, whole.length - 400) }),
    );
    expect(textsOf(run.config)).toMatchObject({ lr: '0.01' });
    expect(run.status.state).toBe('unknown');
    expect(run.notes.join()).toContain('no exit record');
  });

  test('with a damaged record lacks that record, because its checksum is wrong', () => {
    const bytes = realLog('a1b2c3d4');
    const all = [...logRecords(bytes)].length;
    const damaged = bytes.slice();
    damaged[200] = (damaged[200] ?? 0) ^ 1;
    expect([...logRecords(damaged)].length).toBeLessThan(all);
  });
});

test('a setting that is set again or removed replaces or removes those below it', () => {
  const set = (path: readonly string[], value: string) =>
    field(1, [...path.map(key => field(2, key)), field(16, value)]);
  const record = field(5, [
    ...[set(['a', 'b'], '1'), set(['a', 'c'], '2'), set(['ab'], '3'), set(['d', 'e'], '4'), set(['f', 'g'], '5')],
    ...[set(['a'], '6'), set(['f', 'h'], '7'), field(2, [field(2, 'd')])],
  ]);
  const run = runOf(wandbRun('run-20260117_121240-tree', { 'run-tree.wandb': madeLog(record) }));
  expect(textsOf(run.config)).toEqual({ a: '6', ab: '3', 'f.g': '5', 'f.h': '7' });
});

const METADATA = JSON.stringify({
  python: 'CPython 3.10.19',
  startedAt: '2026-01-17T06:42:40.417693Z',
  program: '/home/alice/main.py',
  gpu: 'Quadro RTX 8000',
  cudaVersion: '12.3',
  host: 'host-b',
  email: 'alice@example.org',
});

describe('the files of an online run', () => {
  const name = 'run-20260117_121240-qna6sfyo';

  test('are unwrapped once, without telemetry', () => {
    const config =
      'wandb_version: 1\n\n_wandb:\n  desc: null\n  value:\n    cli_version: 0.14.0\noptimizer:\n  desc: null\n  value:\n    lr: 0.0003\n    value: 4\nseed:\n  value: 67\n';
    const summary =
      '{"train_loss": 0.0323, "acc": {"top1": 0.5}, "img": {"_type": "image-file"}, "text": "x", "bad": NaN, "_step": 3, "_runtime": 9, "_wandb": {"runtime": 9}, "_timestamp": 1680050233.1}';
    const run = runOf(
      wandbRun(name, {
        'files/config.yaml': config,
        'files/wandb-summary.json': summary,
        'files/wandb-metadata.json': METADATA,
      }),
    );
    expect(textsOf(run.config)).toEqual({ 'optimizer.lr': '0.0003', 'optimizer.value': '4', seed: '67' });
    expect(textsOf(run.metrics)).toEqual({ train_loss: '0.0323', 'acc.top1': '0.5', bad: 'NaN' });
    expect(textsOf(run.environment)).toEqual({ python: '3.10.19', gpu: 'Quadro RTX 8000', cuda: '12.3' });
    expect(run).toMatchObject({ version: '0.14.0', status: { state: 'unknown' }, time: { start: 1_768_632_160_417 } });
    expect(JSON.stringify(run)).not.toMatch(/alice|host-b/);
  });

  test('with damaged files are not said to lack them', () => {
    const run = runOf(
      wandbRun(name, {
        'files/config.yaml': '<<<<<<< a\n_wandb:\n  value: 1\n=======\n',
        'files/wandb-summary.json': '{"loss": 0.1, ',
        'files/wandb-metadata.json': METADATA,
      }),
    );
    expect(run.absent).toMatchObject({
      config: 'files/config.yaml has a merge conflict.',
      metrics: 'files/wandb-summary.json is not valid JSON, or nested too deeply.',
    });
    expect(run.notes.join()).toContain('not read: files/config.yaml, files/wandb-summary.json');
  });

  test('with an empty configuration leave it unknown', () => {
    const run = runOf(wandbRun(name, { 'files/config.yaml': '_wandb:\n    value:\n        cli_version: 0.23.1\n' }));
    expect(run.config).toBeUndefined();
    expect(run.absent.config).toBe('The configuration of the run is empty.');
  });

  test('show uncommitted changes by their patch; a missing patch proves nothing', () => {
    const git = JSON.stringify({
      startedAt: '2026-01-17T06:42:40Z',
      git: { commit: '86db7dc9144c87a4b41cad77a0dae2e55288b587' },
    });
    const clean = runOf(wandbRun(name, { 'files/wandb-metadata.json': git, 'files/upstream_diff_86db7dc.patch': 'x' }));
    expect(clean.code).not.toHaveProperty('isDirty');
    const dirty = runOf(wandbRun(name, { 'files/wandb-metadata.json': git, 'files/diff.patch': '+1\n' }));
    expect(dirty.code).toMatchObject({ isDirty: true, patch: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('are counted once where latest-run is a copy, and read where only the copy is there', () => {
    const copy = wandbRun('latest-run', { 'run-a1b2c3d4.wandb': realLog('a1b2c3d4') });
    expect(runsOf({ ...offlineRun('a1b2c3d4'), ...copy })).toHaveLength(1);
    expect(runsOf(copy)).toHaveLength(1);
  });

  test.each([
    [
      'only names',
      { 'files/config.yaml': 'a: 1\n', 'files/wandb-summary.json': '{}', 'files/wandb-metadata.json': '{}' },
    ],
    ['another log', { 'run-qna6sfyo.wandb': 'SQLite format 3' }],
    ['nothing', { 'notes.txt': '' }],
  ])('with %s are not claimed', (_, files) => {
    expect(runsOf(wandbRun(name, files))).toEqual([]);
  });

  test.each([
    ['empty', ''],
    ['of zeros, as a power failure leaves it', '\0'.repeat(500)],
  ])('with a log that is %s are named', (_, text) => {
    const { runs, gaps } = search(hostOf(wandbRun(name, { 'run-qna6sfyo.wandb': text })));
    expect([runs, gaps.map(gap => gap.text)]).toEqual([
      [],
      ['is empty, damaged, or not a log of W&B, so its run is not listed.'],
    ]);
    const metadata = { 'files/wandb-metadata.json': '{"startedAt": "2026-01-17T06:42:40Z"}' };
    expect(runOf(wandbRun(name, { ...metadata, 'run-qna6sfyo.wandb': text })).unread).toEqual([
      'run-qna6sfyo.wandb is empty, damaged, or not a log of W&B',
    ]);
  });
});

test('the history of an old version has the series, and a last line that was cut off is left out', () => {
  const run = runOf(
    wandbRun('run-20200101_000000-abcdefgh', {
      'files/wandb-summary.json': '{"_step": 1, "loss": 2}',
      'files/wandb-history.jsonl':
        '{"_step": 0, "_runtime": 1, "loss": 3, "text": "a"}\n{"_step": 1, "loss": 2}\n{"_step": 2, "loss": 9',
    }),
  );
  expect(textsOf(run.metrics)).toEqual({ loss: '2' });
  expect(run.metrics.get('loss')).toMatchObject({
    basis: 'series',
    count: 2,
    isWhole: true,
    last: { step: '1' },
    greatest: { step: '0' },
  });
});

test('a file of a run that is a link is named, not taken for one that was not written', () => {
  const memory = hostOf(
    wandbRun('run-20200101_000000-abcdefgh', {
      'files/wandb-metadata.json': '{"startedAt": "2026-01-01T00:00:00Z"}',
      'files/config.yaml': 'a: 1\n',
    }),
  );
  const readFolder: typeof memory.readFolder = path => {
    const read = memory.readFolder(path);
    const kindOf = (name: string, kind: 'file' | 'folder' | 'other') => (name === 'config.yaml' ? 'other' : kind);
    return read.ok ? { ok: true, entries: read.entries.map(e => ({ ...e, kind: kindOf(e.name, e.kind) })) } : read;
  };
  const [run] = search({ ...memory, readFolder }).runs;
  expect(run?.absent.config).toBe('files/config.yaml is a link or another special file, which is not read.');
});

test('packages with a merge conflict are not known', () => {
  const text = '<<<<<<< ours\ntorch==1.0\n=======\ntorch==2.0\n>>>>>>> theirs\n';
  const run = runOf(offlineRun('a1b2c3d4', { 'files/requirements.txt': text }));
  expect(run.environment.has('torch')).toBe(false);
  expect(run.absent.environment).toBe('files/requirements.txt has a merge conflict.');
  expect(run.unread).toEqual(['files/requirements.txt has a merge conflict']);
});

test('a log that is a link is named', () => {
  const folder = '/w/wandb/offline-run-20260101_000000-abc';
  const name = 'run-abc.wandb';
  const link = {
    [`${folder}/${name}`]: { brokenLink: '/elsewhere' },
    [`${folder}/files/requirements.txt`]: 'torch==1\n',
  };
  expect(search(hostOf(link))).toEqual({
    runs: [],
    gaps: [{ path: `${folder}/${name}`, text: expect.stringMatching(/^is a link/) }],
  });
  const marked = { ...link, [`${folder}/files/wandb-metadata.json`]: '{"startedAt": "2026-01-01T00:00:00Z"}' };
  expect(runOf(marked).unread).toEqual([`${name} is a link or another special file, which is not read`]);
});

test('a run before version 0.10, which had no folder of files, is named', () => {
  const metadata = '{"startedAt": "2020-03-10T12:00:00"}';
  const folders = ['dryrun-20200310_120001-2a2b3c4d', 'run-20200310_120000-1a2b3c4d'];
  const of = (text: string) =>
    search(hostOf(Object.assign({}, ...folders.map(name => wandbRun(name, { 'wandb-metadata.json': text })))));
  const text = 'is a run of W&B before version 0.10, which cannot be read, so it is not listed.';
  expect(of(metadata)).toEqual({ runs: [], gaps: folders.map(name => ({ path: `/w/wandb/${name}`, text })) });
  // The name alone proves nothing.
  expect(of('{"a": 1}')).toEqual({ runs: [], gaps: [] });
});
