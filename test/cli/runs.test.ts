// kyn runs over files in memory.
import { describe, expect, test } from 'vitest';
import { kyn, manifestText, parseJsonOutput, sha256 } from './cliEnvironment';
import { SECRET } from './evalConfig';

const SPEC = 'train:\n    epochs = 3\n';
const HASH = sha256(SPEC);

const files = {
  '/w/house.kyn': SPEC,
  '/w/runs/2026-04-18/run_manifest.json': manifestText({ config_hash: HASH, metrics: { mae: 13.5 } }),
  '/w/runs/2026-04-19/run_manifest.json': manifestText({
    config_hash: HASH,
    metrics: { mae: 14.25, r2: 0.5 },
    seed: 7,
  }),
  '/w/runs/2026-04-20/run_manifest.json': manifestText({ metrics: { mae: 12 }, seed: null, data_hash: null }),
};

const list = async (...args: string[]) => {
  const run = await kyn({ files }, 'runs', ...args);
  return { ...run, lines: run.stdout.split('\n').map(line => line.trim().replace(/ {2,}/g, ' | ')) };
};

test('the table: newest first, with the state and the time of each run', async () => {
  const { lines, code, stderr } = await list();
  expect(lines).toEqual([
    'run | state | time | seed | spec | mae | r2',
    'runs/2026-04-20/run_manifest.json | unknown | about 2026-04-20 | 12',
    'runs/2026-04-19/run_manifest.json | current | about 2026-04-19 | 7 | house.kyn | 14.25 | 0.5000',
    'runs/2026-04-18/run_manifest.json | current | about 2026-04-18 | 42 | house.kyn | 13.50',
    '',
    '3 runs: 2 current, 1 unknown.',
    '',
  ]);
  expect([code, stderr]).toEqual([0, '']);
});

test('the table has local times, and exports have UTC', async () => {
  const setup = { files: { '/w/run_manifest.json': manifestText() }, zone: 120 };
  const shown = async (...args: string[]) => (await kyn(setup, 'runs', '--columns', 'time', ...args)).stdout;
  expect(await shown()).toContain('1970-01-01 02:00 +02:00 (file time)');
  expect(await shown('--format', 'table')).toBe(await shown());
  expect(await shown('--format', 'csv')).toContain('1970-01-01T00:00:00');
});

test('a run of a spec with imports is unknown where what it imported is not known', async () => {
  const importing = `import "net.kyn"\n${SPEC}`;
  const text = manifestText({ config_hash: sha256(importing) });
  const files = { '/w/house.kyn': importing, '/w/net.kyn': 'model N:\n    input 1\n', '/w/run_manifest.json': text };
  const listed = (more: Record<string, string> = {}) =>
    kyn({ files: { ...files, ...more } }, 'runs', '--columns', 'state,spec', '--format', 'csv');
  expect(await listed()).toMatchObject({
    code: 0,
    stdout: 'state,spec\nunknown,house.kyn\n',
    stderr: 'kyn: 1 run is unknown, because the spec imports files and .kynml does not have what the run imported.\n',
  });
  const record = (...hashes: readonly string[]) => ({
    '/w/.kynml/records/1.json': JSON.stringify({
      ended: { manifest: sha256(text), time: '2026-01-01T00:00:00Z' },
      folder: '.',
      imports: hashes.map((hash, i) => ({ config_hash: hash, path: i === 0 ? 'net.kyn' : 'deep.kyn' })),
      overrides: {},
      spec: { config_hash: sha256(importing), path: 'house.kyn' },
    }),
  });
  expect((await listed(record(sha256(files['/w/net.kyn'])))).stdout).toContain('\ncurrent,');
  expect((await listed(record('a'.repeat(64)))).stdout).toContain('\nstale,');
  // The record does not have what the imported file imports.
  const deep = 'param d = 1\n';
  const net = `import "deep.kyn"\n${files['/w/net.kyn']}`;
  const both = { '/w/net.kyn': net, '/w/deep.kyn': deep };
  expect((await listed({ ...both, ...record(sha256(net)) })).stdout).toContain('\nunknown,');
  expect((await listed({ ...both, ...record(sha256(net), sha256(deep)) })).stdout).toContain('\ncurrent,');
});

test('the best value is marked where all runs used the same data', async () => {
  const { lines } = await list('--spec', 'house.kyn');
  expect(lines.slice(1, 3)).toEqual([
    'runs/2026-04-19/run_manifest.json | current | about 2026-04-19 | 7 | 14.25 | 0.5000',
    'runs/2026-04-18/run_manifest.json | current | about 2026-04-18 | 42 | 13.50 *',
  ]);
  expect(lines.at(-2)).toBe('2 runs: 2 current. * is the best value.');
});

test('JSON has the keys of the contract', async () => {
  const { runs } = parseJsonOutput(await list('--format', 'json', '--where', 'mae < 14', '--sort', 'mae'));
  expect(runs).toEqual([
    {
      path: 'runs/2026-04-20/run_manifest.json',
      kind: 'kynml-run-manifest',
      configHash: 'a'.repeat(64),
      dataHash: null,
      seed: null,
      metrics: { mae: 12 },
      state: 'unknown',
      time: '2026-04-20T00:00:00.000Z',
      timeSource: 'folder',
    },
    {
      path: 'runs/2026-04-18/run_manifest.json',
      kind: 'kynml-run-manifest',
      configHash: HASH,
      spec: 'house.kyn',
      dataHash: 'b'.repeat(64),
      seed: 42,
      metrics: { mae: 13.5 },
      state: 'current',
      time: '2026-04-18T00:00:00.000Z',
      timeSource: 'folder',
    },
  ]);
});

test.each([
  ['-mae', ['19', '18', '20']],
  ['seed', ['19', '18', '20']],
  ['time', ['18', '19', '20']],
  ['r2', ['19', '20', '18']],
])('--sort %s', async (key, days) => {
  const { runs } = parseJsonOutput(await list('--format', 'json', `--sort=${key}`));
  expect(runs.map((r: { path: string }) => r.path.slice(13, 15))).toEqual(days);
});

test('--columns may name fields of the file', async () => {
  const { stdout } = await list('--format', 'csv', '--columns', 'seed, env.python,mae', '--sort', 'time');
  expect(stdout).toBe('seed,env.python,mae\n42,3.11.9,13.5\n7,3.11.9,14.25\n,3.11.9,12\n');
});

test('a baseline comes first, with differences where the data is the same', async () => {
  const { lines } = await list('--baseline', 'runs/2026-04-18/run_manifest.json', '--columns', 'path,comparison,mae');
  expect(lines.slice(1, 4)).toEqual([
    'runs/2026-04-18/run_manifest.json | baseline | 13.50',
    'runs/2026-04-20/run_manifest.json | not-comparable | 12',
    'runs/2026-04-19/run_manifest.json | comparable | 14.25 (+0.75)',
  ]);
});

test('runs that recorded no data have no difference', async () => {
  const run = (mae: number) => manifestText({ data_hash: null, metrics: { mae } });
  const setup = { files: { '/w/a/run_manifest.json': run(1), '/w/b/run_manifest.json': run(2) } };
  const { stdout } = await kyn(
    setup,
    'runs',
    '--baseline',
    'a/run_manifest.json',
    '--columns',
    'mae',
    '--format',
    'csv',
  );
  expect(stdout).toBe('mae\n1\n2\n');
});

test('a run with the CONFIG_HASH of the baseline has the same inputs only where the imports of both are known', async () => {
  const verdicts = async (spec: string, library = 'param d = 1\n', kept: Record<string, string> = {}) => {
    const run = (mae: number) =>
      manifestText({ config_hash: sha256(spec), data_hash: 'd'.repeat(64), seed: 1, metrics: { mae } });
    const runs = { '/w/a/run_manifest.json': run(1), '/w/b/run_manifest.json': run(2) };
    const record = (name: string, mae: number) => ({
      [`/w/.kynml/records/${name}.json`]: JSON.stringify({
        ended: { manifest: sha256(run(mae)), time: '2026-01-01T00:00:00Z' },
        folder: '.',
        imports: [{ config_hash: sha256(library), path: 'lib.kyn' }],
        overrides: {},
        spec: { config_hash: sha256(spec), path: 'house.kyn' },
      }),
    });
    const files = {
      '/w/house.kyn': spec,
      '/w/lib.kyn': 'param d = 1\n',
      ...runs,
      ...record('1', 1),
      ...record('2', 2),
      ...kept,
    };
    const listed = await kyn({ files }, 'runs', '--baseline', 'a/run_manifest.json', '--format', 'json');
    const [first, second] = parseJsonOutput(listed).runs;
    return [first.comparison.verdict, second.comparison.verdict, second.comparison.reason];
  };
  const same = ['baseline', 'identical-inputs', 'Not recorded, so not compared: --param overrides.'];
  expect(await verdicts(SPEC)).toEqual(same);
  expect(await verdicts(`import "lib.kyn"\n${SPEC}`)).toEqual(same);
  const old = 'param d = 2\n';
  expect(await verdicts(`import "lib.kyn"\n${SPEC}`, old)).toEqual([
    'baseline',
    'comparable',
    'The spec imports files, and what A and B imported is not known from .kynml, so the inputs may differ.',
  ]);
  const kept = { [`/w/.kynml/specs/${sha256(old)}`]: old };
  expect(await verdicts(`import "lib.kyn"\n${SPEC}`, old, kept)).toEqual(same);
  expect(await verdicts(SPEC, old, { '/w/house.kyn': '' })).toEqual([
    'baseline',
    'identical-inputs',
    'Not recorded, so not compared: --param overrides and the contents of imported files.',
  ]);
});

test('the entry of a sweep can be the baseline', async () => {
  // A manifest records the values of the combination again.
  const manifest = (mae: number) => JSON.parse(manifestText({ metrics: { mae }, params: { lr: String(mae) } }));
  const sweep = [1, 3].map(mae => ({ combo: { lr: mae }, exit_code: 0, manifest: manifest(mae), script: 's.py' }));
  const setup = { files: { '/w/sweep_results.json': JSON.stringify(sweep) } };
  const { runs } = parseJsonOutput(await kyn(setup, 'runs', '--baseline', 'sweep_results.json#1', '--format', 'json'));
  expect(
    runs.map((r: { path: string; comparison: object; fields: object }) => [r.path, r.comparison, r.fields]),
  ).toEqual([
    ['sweep_results.json#1', { verdict: 'baseline' }, { 'combo.lr': 3 }],
    ['sweep_results.json#0', expect.objectContaining({ verdict: 'not-comparable' }), { 'combo.lr': 1 }],
  ]);
  const whole = await kyn(setup, 'runs', '--baseline', 'sweep_results.json');
  expect(whole.stderr).toContain(
    'contains several runs. Name one of them as the baseline, for example sweep_results.json#0.',
  );
});

test('`--sort -mae` needs no equals sign', async () => {
  const { stdout } = await list('--sort', '-mae', '--columns', 'mae', '--format', 'csv');
  expect(stdout).toBe('mae\n14.25\n13.5\n12\n');
  expect((await list('--sort', '--columns', 'mae')).stderr).toContain('`--sort` needs a value');
});

test('a run is listed once, and one with duplicate keys is named', async () => {
  const file = 'runs/2026-04-18/run_manifest.json';
  const { stdout } = await list('.', file, 'runs', '--columns', 'path', '--format', 'csv');
  expect(stdout.split('\n')).toHaveLength(5);
  const twice = { '/w/run_manifest.json': manifestText().replace('"mae":0.5', '"mae":1,"mae":0.5') };
  const run = await kyn({ files: twice }, 'runs');
  expect([run.code, run.stderr]).toEqual([0, expect.stringContaining('1 run has errors or duplicate keys')]);
});

describe('messages', () => {
  test.each([
    [['--where', 'mae <'], 2, '`--where`: `mae <` is not a condition.'],
    [['--where', 'maee < 3'], 2, 'No run has the value `maee`. Did you mean `mae`?'],
    [['--sort', 'zzzzzz'], 2, 'No run has the value `zzzzzz`. Columns: path, kind, '],
    [['--columns', 'mae,,seed'], 2, '`--columns` needs names with commas between them'],
    [['--spec', 'missing.kyn'], 2, 'missing.kyn does not exist.'],
    [['--baseline', 'missing.json'], 2, 'missing.json does not exist.'],
    [['--where', 'mae < 1'], 0, 'none of 3 runs matches.'],
    [['house.kyn'], 2, 'house.kyn is not listed: it is not a run.'],
    [['nowhere'], 2, 'nowhere is not listed: '],
    [['-'], 2, 'standard input is not read. Name files or folders.'],
    [['-'], 2, 'no runs were found in standard input.'],
    [['--format', 'xml'], 2, '`--format`'],
  ])('%j exits with %i', async (args, code, message) => {
    const run = await list(...args);
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(code);
  });

  test('a folder without runs', async () => {
    const run = await kyn({ files: { '/w/a.kyn': SPEC } }, 'runs');
    expect(run.stderr).toContain('no runs were found in the working folder.');
    expect([run.code, run.stdout]).toEqual([0, '']);
    expect((await kyn({ files: { '/w/a.kyn': SPEC } }, 'runs', '.')).stderr).toBe(run.stderr);
    const json = await kyn({ files: { '/w/a.kyn': SPEC } }, 'runs', '--format', 'json');
    expect(parseJsonOutput(json)).toEqual({ runs: [] });
  });

  test('a manifest that cannot be read is named, and the others are listed', async () => {
    const broken = { ...files, '/w/runs/x/run_manifest.json': `${manifestText().slice(0, -1)}` };
    const run = await kyn({ files: broken }, 'runs');
    expect(run.stderr).toContain('runs/x/run_manifest.json is not listed: ');
    expect(run.stdout).toContain('3 runs: ');
    expect(run.code).toBe(2);
  });
});

test('neither a secret nor a control character is printed', async () => {
  const nasty = manifestText({ metrics: { '\u001b[31mred': 1 }, api_key: SECRET, env: { token: SECRET } });
  for (const format of ['table', 'json', 'csv', 'markdown', 'latex']) {
    const run = await kyn(
      { files: { '/w/runs/a/run_manifest.json': nasty } },
      'runs',
      ...['--format', format, '--columns', 'path,env.token,api_key,\u001b[31mred'],
    );
    expect(run.code).toBe(0);
    expect(run.stdout + run.stderr).not.toContain(SECRET);
    expect(run.stdout).not.toContain('\u001b');
  }
});

describe('--group-by seed', () => {
  const seeds = (...maes: readonly number[]) =>
    Object.fromEntries(
      maes.flatMap((mae, i) => {
        const spec = `train:\n    epochs = 3\n    seed = ${i}\n`;
        const manifest = manifestText({ config_hash: sha256(spec), metrics: { mae }, seed: i });
        return [
          [`/w/s${i}.kyn`, spec],
          [`/w/runs/2026-04-1${i}/run_manifest.json`, manifest],
        ];
      }),
    );
  const grouped = (...args: string[]) => kyn({ files: seeds(13, 14, 15) }, 'runs', '--group-by', 'seed', ...args);

  test('one row with mean and deviation', async () => {
    const { stdout } = await grouped('--columns', 'path,mae');
    expect(stdout).toBe(
      [
        '  run                                      mae  runs  seeds',
        '  runs/2026-04-12/run_manifest.json  14.00 ± 1     3  2 1 0',
        '',
        '1 group. Metrics: mean ± standard deviation over seeds.',
        '',
      ].join('\n'),
    );
  });

  test('the other formats', async () => {
    expect(parseJsonOutput(await grouped('--format', 'json'))).toEqual({
      groups: [
        {
          runs: [2, 1, 0].map(i => `runs/2026-04-1${i}/run_manifest.json`),
          seeds: [2, 1, 0],
          metrics: { mae: { mean: 14, sd: 1, count: 3, missing: 0 } },
        },
      ],
    });
    expect((await grouped('--columns', 'mae', '--format', 'csv')).stdout).toBe('mae,mae sd,runs,seeds\n14,1,3,2 1 0\n');
    expect((await grouped('--columns', 'mae', '--format', 'latex')).stdout).toContain('14.00 $\\pm$ 1 & 3 & 2 1 0');
    expect((await grouped('--columns', 'mae', '--format', 'markdown')).stdout).toContain('| 14.00 ± 1 | 3 | 2 1 0 |');
  });

  test('a mean that is NaN has no deviation, except in the formats for programs', async () => {
    const files = seeds(13, 14);
    const [path = '', text = ''] = Object.entries(files).find(([name]) => name.includes('/runs/')) ?? [];
    const diverged = { ...files, [path]: text.replace('"mae":13', '"mae":NaN') };
    const list = async (format: string) =>
      (await kyn({ files: diverged }, 'runs', '--group-by', 'seed', '--columns', 'mae', '--format', format)).stdout;
    expect(await list('table')).toContain('  NaN     2  1 0\n');
    expect(await list('markdown')).toContain('| NaN | 2 | 1 0 |');
    expect(await list('csv')).toBe('mae,mae sd,runs,seeds\nNaN,NaN,2,1 0\n');
  });

  test('not with a baseline', async () => {
    const run = await grouped('--baseline', 'runs/2026-04-10/run_manifest.json');
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('cannot be used together')]);
  });
});

test('a setting of the spec is a column, and can be filtered by', async () => {
  const { lines } = await list('--columns', 'path,train.epochs', '--where', 'train.epochs > 2');
  expect(lines.slice(0, 3)).toEqual([
    'run | train.epochs',
    'runs/2026-04-19/run_manifest.json | 3',
    'runs/2026-04-18/run_manifest.json | 3',
  ]);
});
