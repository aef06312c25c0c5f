// Runs of Sacred in its file storage.
import { describe, expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { verifyTracked } from '../../../src-shared/runs/trackers/verify/verifyTracked';
import { type Files, hostOf, runOf, runsOf, sacredRun, search, textsOf } from './stores';

const code = (isDirty: boolean, md5 = 'a') => ({
  experiment: {
    name: 'tgne',
    dependencies: ['numpy==1.23.4', 'sacred==0.8.4'],
    repositories: [
      { commit: '8'.repeat(40), dirty: false, url: 'https://alice:secret@example.org/x.git' },
      { commit: '8'.repeat(40), dirty: isDirty, url: 'https://alice:secret@example.org/x.git' },
    ],
    sources: [['train.py', `_sources/train_${md5.repeat(32)}.py`]],
  },
});

describe('a run', () => {
  test('has settings, scripts, commit, versions, metrics, times and its end', () => {
    const run = runOf(
      sacredRun({
        run: {
          ...code(true),
          resources: [['/home/alice/d.csv', `/x/_resources/d_${'c'.repeat(32)}.csv`]],
          result: 0.5,
        },
        config:
          '{"seed": 488707886, "n": {"layers": {"py/tuple": [1, 2]}}, "lr": {"dtype": "float64", "py/object": "numpy.float64", "value": 0.1}, "fn": {"py/object": "x.Y"}}',
        metrics:
          '{"loss": {"steps": [0, 1], "timestamps": ["a", "b"], "values": [2.5, {"dtype": "float32", "value": NaN}]}}',
      }),
    );
    expect(textsOf(run.config)).toMatchObject({
      command: 'train',
      seed: '488707886',
      lr: '0.1',
      'fn.py/object': 'x.Y',
    });
    expect(run.config?.get('n.layers')?.kind).toBe('array');
    expect([...(run.config?.keys() ?? [])]).not.toContain('lr.dtype');
    expect(run.code).toEqual({
      commit: '8'.repeat(40),
      isDirty: true,
      files: [{ name: 'train.py', kind: 'md5', value: 'a'.repeat(32) }],
    });
    expect(run.data).toEqual([{ name: 'd.csv', kind: 'md5', value: 'c'.repeat(32) }]);
    expect(textsOf(run.environment)).toEqual({
      numpy: '1.23.4',
      sacred: '0.8.4',
      python: '3.8.0',
      os: 'Linux-5.15.0-x86_64',
      gpu: 'NVIDIA GeForce MX150',
    });
    expect(textsOf(run.metrics)).toEqual({ result: '0.5', loss: 'NaN' });
    expect(run.metrics.get('loss')).toMatchObject({ last: { step: '1' }, greatest: { step: '0' }, count: 2 });
    expect(run).toMatchObject({
      name: '3',
      group: 'tgne',
      version: '0.8.4',
      status: { state: 'finished', text: 'finished' },
      time: { start: Date.parse('2023-10-10T07:12:22.392Z'), end: Date.parse('2023-10-10T07:12:24.544Z') },
      absent: {},
    });
    expect(JSON.stringify(run)).not.toMatch(/alice|secret|host-d/);
  });

  test.each([
    ['RUNNING', 'unknown', 'running or killed'],
    ['QUEUED', 'unknown', 'queued'],
    ['INTERRUPTED', 'stopped', 'interrupted'],
    ['TIMEOUT', 'failed', 'timed out'],
    ['constructor', 'unknown', 'unknown'],
  ])('with the status %s is %s', (status, state, text) => {
    expect(runOf(sacredRun({ run: { status } })).status).toEqual({ state, text });
  });

  test('that failed names the error', () => {
    const run = { status: 'FAILED', fail_trace: ['Traceback\n', "NameError: name '/home/alice' is not defined\n"] };
    expect(runOf(sacredRun({ run })).status).toEqual({ state: 'failed', text: 'failed (NameError)' });
  });

  test('says what it does not record', () => {
    const run = runOf(
      sacredRun({ run: { experiment: { name: 'x' }, host: {}, start_time: null }, config: '{}', metrics: '{' }),
    );
    expect(Object.keys(run.absent).sort()).toEqual(['code', 'data', 'environment', 'metrics', 'time']);
    expect(run.absent.metrics).toContain('not read');
  });
});

test('a setting named command does not hide the command', () => {
  expect(textsOf(runOf(sacredRun({ config: '{"command": "x"}' })).config)).toEqual({
    command: 'x',
    'sacred.command': 'train',
  });
});

describe('what cannot be read', () => {
  const [run, config] = ['/w/my_runs/3/run.json', '/w/my_runs/3/config.json'];

  test('run.json is named where Sacred wrote it', () => {
    const text = String(sacredRun()[run]);
    const found = (file: Files[string]) => search(hostOf({ ...sacredRun(), [run]: file, '/w/my_runs/3/cout.txt': '' }));
    expect(found(text.slice(0, -1))).toEqual({
      runs: [],
      gaps: [{ path: run, text: 'is not valid JSON, or nested too deeply, so its run is not listed.' }],
    });
    // It is written in place.
    expect(found('').gaps).toHaveLength(1);
    expect(found('{"a": ').gaps).toEqual([]);
  });

  test.each([
    ['is not valid JSON, or nested too deeply', '{"seed": 1'],
    ['has a merge conflict', '{\n<<<<<<< HEAD\n"seed": 1\n=======\n"seed": 2\n>>>>>>> b\n}'],
  ])('settings: config.json %s', (why, text) => {
    const read = runOf({ ...sacredRun(), [config]: text });
    expect(read).toMatchObject({ config: undefined, absent: { config: `config.json ${why}.` } });
  });

  test('metrics beside a result are said to be missing', () => {
    const read = runOf(sacredRun({ run: { result: 1 }, metrics: '{"loss": ' }));
    expect(textsOf(read.metrics)).toEqual({ result: '1' });
    expect(read.notes).toContain('metrics.json is not valid JSON, or nested too deeply, so it was not read.');
  });

  test('a value that is not a number makes the last one doubtful', () => {
    const metrics = '{"loss": {"steps": [0, 1], "values": [0.5, {"py/reduce": []}]}}';
    expect(runOf(sacredRun({ metrics })).metrics.get('loss')).toMatchObject({
      isWhole: false,
      doubt: expect.stringContaining('not numbers'),
    });
  });

  test('settings beyond those that are read are unknown, also where Sacred wrote several keys for each', () => {
    const numbers = Array.from(
      { length: 7000 },
      (_, i) => `"n${i}": {"dtype": "f", "py/object": "numpy.f", "value": 1}`,
    );
    const read = (last: number) => runOf(sacredRun({ config: `{${numbers.join()}, "z": ${last}}` }));
    const { identities } = compareTracked(read(1), read(2));
    expect(identities.find(({ identity }) => identity === 'config')?.state).toBe('unknown');
  });
});

test('a package without a known version has none', () => {
  const experiment = { dependencies: ['numpy==<unknown>', 'torch==2.0'] };
  const read = runOf(sacredRun({ run: { experiment } }));
  expect(read.environment.get('numpy')).toBeUndefined();
  const { identities } = compareTracked(read, read);
  expect(identities.find(({ identity }) => identity === 'environment')?.state).toBe('unknown');
});

describe('the code of two runs', () => {
  const state = (a: object, b: object): string | undefined =>
    compareTracked(runOf(sacredRun({ run: a })), runOf(sacredRun({ run: b }))).identities.find(
      ({ identity }) => identity === 'code',
    )?.state;

  test('is compared by the scripts, also with uncommitted changes', () => {
    expect(state(code(false), code(true))).toBe('same');
    expect(state(code(true, 'a'), code(true, 'b'))).toBe('differs');
  });

  test('is not known to be the same at other commits, because other files are not recorded', () => {
    const other = {
      experiment: { ...code(false).experiment, repositories: [{ commit: '9'.repeat(40), dirty: false }] },
    };
    expect(state(code(false), other)).toBe('unknown');
  });

  test('without scripts is compared by the commit and the changes', () => {
    const bare = (isDirty: boolean) => ({ experiment: { ...code(isDirty).experiment, sources: [] } });
    expect(state(bare(false), bare(false))).toBe('same');
    expect(state(bare(false), bare(true))).toBe('differs');
    expect(state(bare(true), bare(true))).toBe('unknown');
  });

  test('has uncommitted changes if one script is known to have them', () => {
    const repositories = [{ commit: 'a'.repeat(40), dirty: true }, { commit: 'a'.repeat(40) }];
    expect(runOf(sacredRun({ run: { experiment: { repositories } } })).code).toMatchObject({ isDirty: true });
    const unknown = { experiment: { repositories: [{ commit: 'a'.repeat(40) }] } };
    expect(runOf(sacredRun({ run: unknown })).code).not.toHaveProperty('isDirty');
  });

  test('in several repositories has no single commit', () => {
    const both = {
      experiment: {
        repositories: [
          { commit: 'a'.repeat(40), dirty: false },
          { commit: 'b'.repeat(40), dirty: false },
        ],
      },
    };
    expect(runOf(sacredRun({ run: both })).code).toEqual({ files: [] });
  });
});

test('scripts of the same name near the run are not taken for those of the run', () => {
  const host = hostOf({ ...sacredRun({ run: code(true) }), '/w/my_runs/train.py': 'other' });
  const [run] = search(host).runs;
  const step = run && verifyTracked(host, run).steps.find(({ name }) => name === 'script');
  expect(step).toMatchObject({ state: 'unknown' });
});

test.each([
  ['without a host', { host: null }],
  ['without a status', { status: null }],
  ['with another experiment', { experiment: 'x' }],
])('a run.json %s is not a run', (_, run) => {
  expect(runsOf(sacredRun({ run }))).toEqual([]);
});

test('a run whose run.json is a link is named by what is next to it', () => {
  const files = sacredRun({ run: {} });
  const [path = ''] = Object.keys(files).filter(name => name.endsWith('/run.json'));
  const linked = { ...files, [path]: { brokenLink: '/elsewhere' } };
  expect(search(hostOf(linked)).gaps).toEqual([]);
  const output = { ...linked, [path.replace('run.json', 'cout.txt')]: '' };
  expect(search(hostOf(output)).gaps).toEqual([{ path, text: expect.stringMatching(/^is a link/) }]);
});
