// Logs of Inspect AI, as archives and as JSON.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import { inspectHeader } from './evaluations';
import { type Files, hostOf, runOf, runsOf, search, textsOf } from './stores';

const archive = (files: Record<string, string>, level: 0 | 6 = 6): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level });

const log = (header = inspectHeader(), level: 0 | 6 = 6): Uint8Array =>
  archive({ '_journal/start.json': '{}', 'samples/1.json': 'x'.repeat(1000), 'header.json': header }, level);

const read = (file: Uint8Array | string, name = '/w/logs/a.eval'): TrackedRun => runOf({ [name]: file });

describe.each([
  ['an archive', log(), '/w/logs/a.eval'],
  ['an archive without compression', log(inspectHeader(), 0), '/w/logs/a.eval'],
  ['a JSON file', inspectHeader(), '/w/logs/a.json'],
])('%s', (_, file, path) => {
  test('has settings, commit, packages, scores with their errors, and times', () => {
    const run = read(file, path);
    expect(textsOf(run.config)).toMatchObject({
      task: 'popularity',
      model: 'openai/gpt-4o-mini',
      'task_args.level': '2',
      'dataset.name': 'popularity',
      'generate.temperature': '1.0',
      'generate.seed': '7',
    });
    expect([...(run.config?.keys() ?? [])].join()).not.toMatch(/location|log_samples|max_connections/);
    expect(run.code).toEqual({ commit: 'e9a9d7161', isDirty: false, files: [] });
    expect(textsOf(run.environment)).toEqual({ 'inspect-ai': '0.3.95' });
    expect(textsOf(run.metrics)).toEqual({ 'match/accuracy': '0.8', 'match/bound': 'NaN' });
    expect(run.metrics.get('match/accuracy')?.error).toBe(0.1);
    expect(run.metrics.get('match/bound')).not.toHaveProperty('error');
    expect(run).toMatchObject({
      path,
      id: 'SnKtvCqG',
      name: 'popularity',
      group: '8KyCuAQS',
      version: '0.3.95',
      status: { state: 'finished' },
      time: { start: Date.parse('2025-05-13T00:28:13Z'), end: Date.parse('2025-05-13T00:28:15Z') },
    });
    expect(run).not.toHaveProperty('partial');
    expect(Object.keys(run.absent).sort()).toEqual(['data', 'environment']);
  });
});

describe('a header', () => {
  test.each([
    ['started', 'unknown', 'running or killed'],
    ['cancelled', 'stopped', 'cancelled'],
    ['error', 'failed', 'failed'],
    ['other', 'unknown', 'running or killed'],
  ])('with the status %s is %s', (status, state, text) => {
    expect(read(log(inspectHeader({ status }))).status).toEqual({ state, text });
  });

  test('says what it does not record', () => {
    const run = read(log(inspectHeader({ eval: { revision: null }, plan: {}, results: { scores: [] }, stats: {} })));
    expect(Object.keys(run.absent).sort()).toEqual(['code', 'data', 'environment', 'metrics', 'seed', 'time']);
    expect(run.status.state).toBe('finished');
    const clean = read(log(inspectHeader({ eval: { revision: { commit: 'e9a9d7161' } } })));
    expect(clean.code).toEqual({ commit: 'e9a9d7161', files: [] });
    expect(clean.absent.code).toContain('uncommitted');
  });

  test('names a build from uncommitted changes', () => {
    const packages = { inspect_ai: '0.3.41.dev123+g9ad2119a.d20241015' };
    expect(read(log(inspectHeader({ eval: { packages } }))).notes.join()).toContain('uncommitted changes');
  });

  test('of an evaluation of some samples is partial', () => {
    const some = (ids: readonly number[], value: number) =>
      read(
        log(
          inspectHeader({
            eval: { dataset: { name: 'p', samples: 100, sample_ids: ids }, config: { limit: 2 } },
            results: {
              completed_samples: 2,
              scores: [{ name: 'm', metrics: { accuracy: { value }, stderr: { value: 0 } } }],
            },
          }),
        ),
      );
    expect(some([1, 2], 0.5).partial).toBe('limit 2, 2 of 100 samples, ids 1, 2');
    const better = (a: TrackedRun, b: TrackedRun) => compareTracked(a, b).metrics[0]?.better;
    expect(better(some([1, 2], 0.5), some([1, 2], 0.9))).toBe('b');
    expect(better(some([1, 2], 0.5), some([3, 4], 0.9))).toBe('unknown');
  });
});

test('an evaluation that did not end has only the file of its beginning', () => {
  const start = inspectHeader({ status: undefined, results: undefined, stats: undefined });
  const run = read(archive({ '_journal/start.json': start, 'samples/1.json': '{}' }));
  expect(run).toMatchObject({ name: 'popularity', status: { text: 'running or killed' }, metrics: new Map() });
});

// The directory of the archive is at its end, and its last entry is the header.
function headerEntry(view: DataView): number {
  let at = view.getUint32(view.byteLength - 6, true);
  for (let i = 0; i < 2; i++) at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
  return at;
}

function changed(file: Uint8Array, offset: number, value: number): Uint8Array {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  view.setUint16(headerEntry(view) + offset, value, true);
  return bytes;
}

describe('a header that cannot be read', () => {
  test.each([
    ['is compressed with zstd', 10, 93],
    ['is compressed in a way that is not read', 10, 14],
    ['is too large', 26, 0x7f],
    ['is damaged', 16, 1],
    ['is damaged', 42, 1],
    ['is damaged', 24, 10],
  ])('%s: the log is listed, and says so', (text, offset, value) => {
    const run = read(changed(log(), offset, value));
    expect(run).toMatchObject({ config: undefined, status: { state: 'unknown', text: 'unknown' } });
    expect(run.notes.join()).toContain(`Its header ${text}`);
    expect(run.absent).toMatchObject({ config: expect.any(String), metrics: expect.any(String) });
  });

  test('because it would be a million times its size takes no more room than it says', () => {
    const bomb = changed(log(' '.repeat(4_000_000)), 24, 100);
    expect(read(bomb).notes.join()).toContain('is damaged');
  });
});

const WIDE = 0xffffffff;

// As Python writes an archive of more than 4 GiB: the places do not fit into their fields, and others have them with 64 bits.
function wide(file: Uint8Array): Uint8Array {
  const end = file.length - 22;
  const bytes = new Uint8Array(file.length + 12 + 56 + 20);
  bytes.set(file.subarray(0, end));
  bytes.set(file.subarray(end), bytes.length - 22);
  const view = new DataView(bytes.buffer);
  const entry = headerEntry(new DataView(file.buffer, file.byteOffset, file.length));
  view.setUint16(end, 1, true);
  view.setUint16(end + 2, 8, true);
  view.setBigUint64(end + 4, BigInt(view.getUint32(entry + 42, true)), true);
  view.setUint16(entry + 30, 12, true);
  view.setUint32(entry + 42, WIDE, true);
  const [length, from] = [view.getUint32(bytes.length - 10, true) + 12, view.getUint32(bytes.length - 6, true)];
  view.setUint32(end + 12, 0x06064b50, true);
  view.setBigUint64(end + 12 + 40, BigInt(length), true);
  view.setBigUint64(end + 12 + 48, BigInt(from), true);
  view.setUint32(end + 68, 0x07064b50, true);
  view.setBigUint64(end + 68 + 8, BigInt(end + 12), true);
  view.setUint32(bytes.length - 6, WIDE, true);
  return bytes;
}

test('a log of more than 4 GiB is found by its 64-bit places', () => {
  expect(read(wide(log()))).toMatchObject({ name: 'popularity', status: { state: 'finished' } });
});

test('64-bit places outside of the file are those of no log', () => {
  for (const offset of [12, 12 + 48, 68 + 8]) {
    const file = wide(log());
    file.fill(255, log().length - 22 + offset, log().length - 22 + offset + 8);
    expect(runsOf({ '/w/a.eval': file }), `${offset}`).toEqual([]);
  }
});

test('of a large archive only the directory and the header are read', () => {
  const samples = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`samples/${i}.json`, `${i}`.repeat(20_000)]),
  );
  const memory = hostOf({ '/w/a.eval': archive({ ...samples, 'header.json': inspectHeader() }, 0) });
  let count = 0;
  const host = {
    ...memory,
    readPart(path: string, from: number, length: number) {
      const result = memory.readPart(path, from, length);
      count += result.ok ? result.bytes.length : 0;
      return result;
    },
    readBytes: () => {
      throw new Error('read whole');
    },
  };
  expect(search(host).runs).toHaveLength(1);
  expect(count).toBeLessThan(150_000);
});

// One of the two is cut in the middle of a character.
test.each(['', ' '])('of a large JSON file only the beginning is read, after %j', blank => {
  const samples = `,\n${blank}  "samples": [\n${`    {"text": "${'é'.repeat(500)}"},\n`.repeat(1500)}    {}\n  ]\n}`;
  const run = read(inspectHeader().replace(/\n\}$/, samples), '/w/a.json');
  expect(textsOf(run.metrics)).toMatchObject({ 'match/accuracy': '0.8' });
  expect(run.notes).toEqual([]);
});

test('a header of which only the beginning was read is never the same', () => {
  const ids = Array.from({ length: 60_000 }, (_, i) => `sample-number-${i}`);
  // As the program writes it: the evaluation is before the plan.
  const { version, status, eval: evaluation } = JSON.parse(inspectHeader().replace('NaN', '0'));
  const header = JSON.stringify({ version, status, eval: evaluation, plan: { steps: [{ params: { ids } }] } }, null, 2);
  const run = read(header, '/w/a.json');
  expect(run.configGap).toContain('Only the beginning');
  expect(compareTracked(run, run).identities.find(({ identity }) => identity === 'config')?.state).toBe('unknown');
});

describe('a damaged log is named', () => {
  const ids = Array.from({ length: 60_000 }, (_, i) => `sample-number-${i}`);
  const long = { ...JSON.parse(inspectHeader().replace('NaN', '0')) };

  test.each<[string, Files, string]>([
    ['JSON that was cut off', { '/w/a.json': inspectHeader().slice(0, 900) }, 'is not valid JSON'],
    [
      'JSON on one long line',
      { '/w/a.json': JSON.stringify({ ...long, x: 'x'.repeat(2_000_000) }) },
      'longer than 1 MiB',
    ],
    [
      'JSON with a long header',
      {
        '/w/a.json': JSON.stringify(
          { ...long, eval: { task: 'x', run_id: 'y', dataset: { sample_ids: ids }, model: 'z' } },
          null,
          2,
        ),
      },
      'longer than 1 MiB',
    ],
    [
      'an archive that was cut off',
      { '/w/a.eval': archive({ '_journal/start.json': inspectHeader() }, 0).slice(0, 300) },
      'was cut off',
    ],
  ])('%s', (_, files, why) => {
    const { runs, gaps } = search(hostOf(files));
    expect(runs).toEqual([]);
    expect(gaps.map(({ text }) => text).join()).toContain(why);
  });

  test('but not a file of another program', () => {
    const files = {
      '/w/a.eval': archive({ 'data.json': '{"a": 1}'.repeat(100) }).slice(0, 60),
      '/w/b.json': '{"version": 2, ',
    };
    expect(search(hostOf(files))).toEqual({ runs: [], gaps: [] });
  });
});

test('the solver that was given, its arguments, the sandbox, the server and the last step are settings', () => {
  const at = (n: number) =>
    read(log(inspectHeader({ eval: { solver: 'react', solver_args: { n }, sandbox: ['docker', 'a'] } })));
  expect(textsOf(at(1).config)).toMatchObject({ solver: 'react', 'solver_args.n': '1' });
  expect(at(1).config?.has('sandbox')).toBe(true);
  const other = inspectHeader({ eval: { model_base_url: 'http://a' }, plan: { finish: { solver: 'end' } } });
  expect(textsOf(read(log(other)).config)).toMatchObject({ model_base_url: 'http://a', 'finish.solver': 'end' });
});

describe('scores', () => {
  const score = (name: string, value: number, reducer?: string) => ({
    name,
    reducer,
    metrics: { accuracy: { value } },
  });
  const of = (results: object) => textsOf(read(log(inspectHeader({ results }))).metrics);

  test('of one scorer with several reducers are all there', () => {
    expect(of({ scores: [score('m', 0.5, 'mean'), score('m', 0.75, 'max'), score('n', 1)] })).toEqual({
      'm/mean/accuracy': '0.5',
      'm/max/accuracy': '0.75',
      'n/accuracy': '1',
    });
    expect(of({ scores: [score('m', 0.5), score('m', 0.75)] })).toEqual({
      'm/1/accuracy': '0.5',
      'm/2/accuracy': '0.75',
    });
  });

  test('of an old version have one scorer', () => {
    expect(of({ scorer: { name: 'match' }, metrics: { accuracy: { value: 0.5 } } })).toEqual({
      'match/accuracy': '0.5',
    });
  });
});

test.each<[string, Files]>([
  ['an archive of another program', { '/w/a.eval': archive({ 'data.json': '{}' }) }],
  ['an archive with another header', { '/w/a.eval': archive({ 'header.json': '{"version": 2, "eval": {}}' }) }],
  ['a text of that name', { '/w/a.eval': 'PK' }],
  ['an archive that was cut off', { '/w/a.eval': log().slice(0, 300) }],
  ['another JSON file', { '/w/a.json': '{"version": 2, "status": "success", "eval": {"task": "x"}}' }],
  ['a broken JSON file', { '/w/a.json': inspectHeader().slice(0, 900) }],
])('%s is not a run', (_, files) => {
  expect(runsOf(files)).toEqual([]);
});
