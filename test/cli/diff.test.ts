// kyn diff.
import { describe, expect, test } from 'vitest';
import { jsonOf, kyn, lockOf, manifest } from './cliEnvironment';

const diff = (a: string, b: string, ...argv: string[]) =>
  kyn({ files: { '/w/a.json': a, '/w/b.json': b } }, 'diff', 'a.json', 'b.json', ...argv);

test('json: to the letter of the contract', async () => {
  const run = await diff(
    manifest({ metrics: { mae: 0.5, old: 1 }, env: { platform: 'Linux', python: '3.11.9', numpy: '1.26.4' } }),
    manifest({ metrics: { mae: 0.25, new: 2 }, seed: null, env: { platform: 'Linux', python: '3.11.9' } }),
    '--format',
    'json',
  );
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(jsonOf(run)).toEqual({
    verdict: 'comparable',
    reasons: [
      'numpy differs (1.26.4 → (absent)); results will be close, not equal.',
      'The seed differs (42 → null); the runs used other random numbers.',
      'Not recorded, so not compared: --param overrides and the contents of imported files.',
    ],
    changes: [
      { path: 'env.numpy', a: '1.26.4', severity: 'warn' },
      { path: 'seed', a: 42, b: null, severity: 'warn' },
    ],
    metrics: [
      { name: 'mae', a: 0.5, b: 0.25, delta: -0.25, relative: -0.5, direction: 'lower', better: 'b' },
      { name: 'new', b: 2, direction: 'unknown', better: 'unknown' },
      { name: 'old', a: 1, direction: 'unknown', better: 'unknown' },
    ],
  });
});

test('json: numbers keep their digits, and those that JSON has not are strings', async () => {
  const raw = (metrics: string) => manifest().replace('{"mae":0.5}', metrics).replace('"seed":42', '"seed":7.0');
  const { stdout } = await diff(
    raw('{"mae": NaN, "a": -Infinity, "n": 1.50}'),
    manifest({ seed: 0 }).replace('"seed":0', '"seed":123456789012345678901234567890'),
    '--format=json',
  );
  expect(stdout).toContain('"a": 7.0,\n      "b": 123456789012345678901234567890,');
  expect(stdout).toContain('"a": 1.50,');
  expect(JSON.parse(stdout).metrics).toEqual([
    { name: 'a', a: '-Infinity', direction: 'unknown', better: 'unknown' },
    { name: 'mae', a: 'NaN', b: 0.5, direction: 'lower', better: 'unknown' },
    { name: 'n', a: 1.5, direction: 'unknown', better: 'unknown' },
  ]);
});

test('json: __proto__ is a key as any other', async () => {
  const odd = manifest().replace('"seed"', '"__proto__": {"x": [{"__proto__": 1}]}, "seed"');
  const { changes } = jsonOf(await diff(odd, manifest(), '--format', 'json'));
  expect(changes).toEqual([{ path: '__proto__.x[0].__proto__', a: 1, severity: 'warn' }]);
});

test('text: verdict, reasons, columns', async () => {
  const { stdout } = await diff(
    manifest({ metrics: { mae: 0.5, foo: 1 } }),
    manifest({ metrics: { mae: 0.25, foo: 2 }, env: { platform: 'Darwin', python: '3.11.9' } }),
  );
  expect(stdout).toBe(`Comparable
  warn   The platform differs (Linux → Darwin); results will be close, not equal.
  Not recorded, so not compared: --param overrides and the contents of imported files.

A  a.json
B  b.json

Metrics
  foo   1.000   2.000   +1.000   +100 %  direction unknown
  mae  0.5000  0.2500  -0.2500  -50.0 %  B better

Environment
  env.platform  Linux  Darwin  warn

3 of 8 values differ.
`);
});

test('text: absent, null and empty are told apart, and no value breaks out of its line', async () => {
  const { stdout } = await diff(manifest({ x: null, y: '', z: 'a\u001b[2J\nb' }), manifest({ y: null }));
  expect(stdout).toMatch(/^ {2}x +null +\(absent\) +warn$/m);
  expect(stdout).toMatch(/^ {2}y +"" +null +warn$/m);
  expect(stdout).toMatch(/^ {2}z +a\\u001b\[2J\\u000ab +\(absent\) +warn$/m);
});

test('colour only where it is asked for', async () => {
  const files = { '/w/a.json': manifest(), '/w/b.json': manifest({ metrics: { mae: 0.25 } }) };
  expect((await kyn({ files }, 'diff', 'a.json', 'b.json')).stdout).not.toContain('\u001b');
  expect((await kyn({ files, color: true }, 'diff', 'a.json', 'b.json')).stdout).toContain(
    '\u001b[32mB better\u001b[39m',
  );
});

test('markdown', async () => {
  const { stdout } = await diff(manifest(), manifest({ seed: 1 }), '--format', 'markdown');
  expect(stdout).toMatch(/^## Comparable\n\nA: `a.json`/);
  expect(stdout).toContain('| seed | `42` | `1` | warn |');
});

test('--exit-code asks whether the inputs are identical, not whether the metrics are', async () => {
  expect((await diff(manifest(), manifest({ metrics: { mae: 9 } }), '--exit-code')).code).toBe(0);
  expect((await diff(manifest(), manifest({ seed: 1 }), '--exit-code')).code).toBe(1);
  expect((await diff(manifest(), manifest({ seed: 1 }))).code).toBe(0);
});

test('standard input may be one side', async () => {
  const run = await kyn({ files: { '/w/b.json': manifest() }, stdin: manifest() }, 'diff', '-', 'b.json');
  expect(run.stdout).toMatch(/^Identical inputs\n/);
});

test('a byte order mark does not hide a manifest', async () => {
  expect((await diff(`\ufeff${manifest()}`, manifest())).stdout).toMatch(/^Identical inputs\n/);
});

test('a manifest that is a list can never be comparable', async () => {
  const files = { '/w/x/run_manifest.json': '[]', '/w/run_manifest.json': manifest() };
  const { stdout } = await kyn({ files }, 'diff', 'x/run_manifest.json', 'run_manifest.json');
  expect(stdout).toMatch(/^Not comparable\n/);
  expect(stdout).toMatch('A is not a valid run manifest');
});

const deep = `{"config_hash": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`;

test.each([
  [
    'two kinds',
    manifest(),
    lockOf('a.kyn', ''),
    'a.json is a run manifest and b.json a lock; only two files of one kind can be compared.',
  ],
  [
    'no artifact',
    '{"a": 1}',
    manifest(),
    'a.json cannot be compared: it is no artifact that kyn knows; kyn check --help lists them.',
  ],
  [
    'nothing',
    '',
    manifest(),
    'a.json cannot be compared: it is no artifact that kyn knows; kyn check --help lists them.',
  ],
  [
    'deep JSON',
    deep,
    manifest(),
    'a.json cannot be compared: it is no artifact that kyn knows; kyn check --help lists them.',
  ],
])('%s cannot be compared', async (_, a, b, message) => {
  expect(await diff(a, b)).toMatchObject({ code: 2, stdout: '', stderr: `kyn: ${message}\n` });
});

test('files that cannot be read are all named', async () => {
  const files = { '/w/d/x': '', '/w/d/run_manifest.json': '{' };
  expect((await kyn({ files }, 'diff', 'd', 'gone')).stderr).toBe(
    'kyn: d cannot be read: it is a folder.\nkyn: gone cannot be read: there is no such file.\n',
  );
  const { code, stderr } = await kyn({ files }, 'diff', 'd/run_manifest.json', 'd/run_manifest.json');
  expect(code).toBe(2);
  expect(stderr).toMatch('d/run_manifest.json cannot be compared: it is not valid JSON (');
});

describe('entries of a sweep', () => {
  const entry = (lr: number, mae: number) =>
    `{"combo": {"lr": ${lr}}, "exit_code": 0, "manifest": ${manifest({ metrics: { mae } })}}`;
  const files = { '/w/sweep.json': `[${entry(0.1, 0.5)}, ${entry(0.01, 0.25)}]`, '/w/run_manifest.json': manifest() };

  test('are compared by their number from 0', async () => {
    const run = await kyn({ files }, 'diff', 'sweep.json#0', 'sweep.json#1', '--format', 'json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonOf(run)).toMatchObject({
      verdict: 'not-comparable',
      changes: [{ path: 'combo.lr', a: 0.1, b: 0.01, severity: 'error' }],
      metrics: [{ name: 'mae', a: 0.5, b: 0.25, better: 'b' }],
    });
    expect((await kyn({ files }, 'diff', 'sweep.json#0', 'sweep.json#1')).stdout).toContain(
      'A  sweep.json#0\nB  sweep.json#1',
    );
  });

  test('that are not there are named, with those that are', async () => {
    expect(await kyn({ files }, 'diff', 'sweep.json#2', 'sweep.json#0')).toMatchObject({
      code: 2,
      stderr: 'kyn: sweep.json has no entry #2; it has #0 to #1.\n',
    });
    expect((await kyn({ files }, 'diff', 'run_manifest.json#0', 'sweep.json#0')).stderr).toBe(
      'kyn: run_manifest.json is a run manifest and has no entry #0.\n',
    );
    expect((await kyn({ files }, 'diff', 'gone.json#0', 'sweep.json#0')).stderr).toBe(
      'kyn: gone.json cannot be read: there is no such file.\n',
    );
  });

  test('a file whose name ends like one is taken as it is', async () => {
    const odd = { ...files, '/w/sweep.json#1': manifest() };
    expect((await kyn({ files: odd }, 'diff', 'sweep.json#1', 'run_manifest.json')).stdout).toMatch(
      /^Identical inputs\n/,
    );
  });

  test('whole sweeps are compared by combination, in whatever order', async () => {
    const other = { ...files, '/w/other.json': `{"results": [${entry(0.01, 0.25)}, ${entry(0.1, 0.4)}]}` };
    const run = await kyn({ files: other }, 'diff', 'sweep.json', 'other.json', '--format', 'json');
    expect(jsonOf(run)).toMatchObject({
      verdict: 'identical-inputs',
      changes: [],
      metrics: [
        { name: 'lr=0.01: mae', better: 'same' },
        { name: 'lr=0.1: mae', better: 'b' },
      ],
    });
  });
});

test('two files with a duplicate key are not called identical without a warning', async () => {
  const twice = manifest().replace('"seed":42', '"seed":41,"seed":42');
  const run = await kyn({ files: { '/w/a.json': twice, '/w/b.json': manifest() } }, 'diff', 'a.json', 'b.json');
  expect(run.stdout).toContain('Comparable');
  expect(run.stdout).toContain('A has a duplicate key');
  expect(run.stderr).toMatch(/^kyn: a\.json:1:\d+: this key stands twice in its object/);
});
