// kyn diff.
import { describe, expect, test } from 'vitest';
import { kyn, lockText, manifestText, parseJsonOutput } from './cliEnvironment';

const diff = (a: string, b: string, ...argv: string[]) =>
  kyn({ files: { '/w/a.json': a, '/w/b.json': b } }, 'diff', 'a.json', 'b.json', ...argv);

test('json: the keys of the contract', async () => {
  const run = await diff(
    manifestText({ metrics: { mae: 0.5, old: 1 }, env: { platform: 'Linux', python: '3.11.9', numpy: '1.26.4' } }),
    manifestText({ metrics: { mae: 0.25, new: 2 }, seed: null, env: { platform: 'Linux', python: '3.11.9' } }),
    '--format',
    'json',
  );
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(parseJsonOutput(run)).toEqual({
    verdict: 'comparable',
    reasons: [
      'numpy is recorded only in A.',
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

test('json: numbers keep their digits, and NaN and infinities are strings', async () => {
  const raw = (metrics: string) => manifestText().replace('{"mae":0.5}', metrics).replace('"seed":42', '"seed":7.0');
  const { stdout } = await diff(
    raw('{"mae": NaN, "a": -Infinity, "n": 1.50}'),
    manifestText({ seed: 0 }).replace('"seed":0', '"seed":123456789012345678901234567890'),
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

test('json: __proto__ is an ordinary key', async () => {
  const odd = (value: string) => manifestText().replace('"seed"', `"__proto__": {"x": [${value}]}, "seed"`);
  const { changes } = parseJsonOutput(await diff(odd('{"__proto__": 1}'), odd('{}'), '--format', 'json'));
  expect(changes).toEqual([{ path: '__proto__.x[0].__proto__', a: 1, severity: 'warn' }]);
});

test('text: verdict, reasons, a table with a header for each section', async () => {
  const { stdout } = await diff(
    manifestText({ metrics: { mae: 0.5, foo: 1 } }),
    manifestText({ metrics: { mae: 0.25, foo: 2 }, env: { platform: 'Darwin', python: '3.11.9' } }),
  );
  expect(stdout).toBe(`Comparable
  may change results  The platform differs (Linux → Darwin); results will be close, not equal.
  note                Not recorded, so not compared: --param overrides and the contents of imported files.

A  a.json
B  b.json

Metrics
  Metric       A       B   Change  Relative  Better
  foo          1       2       +1    +100 %  direction unknown
  mae     0.5000  0.2500  -0.2500   -50.0 %  B

Environment
  Field         A      B       Difference
  env.platform  Linux  Darwin  may change results

3 of 8 values differ.
`);
});

test('text: absent, null and empty differ, and control characters of a value are escaped', async () => {
  const { stdout } = await diff(manifestText({ x: null, y: '', z: 'a\u001b[2J\nb' }), manifestText({ y: null }));
  expect(stdout).toMatch(/^ {2}x +null +\(absent\) +may change results$/m);
  expect(stdout).toMatch(/^ {2}y +"" +null +may change results$/m);
  expect(stdout).toMatch(/^ {2}z +a\\u001b\[2J\\u000ab +\(absent\) +may change results$/m);
});

test('text: a long name is cut in its middle, in the JSON it is whole', async () => {
  const name = `begin${'x'.repeat(100_000)}end`;
  const [a, b] = [manifestText({ [name]: 1, metrics: { [name]: 1 } }), manifestText({ metrics: { [name]: 2 } })];
  const { stdout } = await diff(a, b);
  const cut = `begin${'x'.repeat(27)}…${'x'.repeat(28)}end`;
  expect(stdout).toMatch(new RegExp(`^  ${cut}  1 +\\(absent\\)  may change results$`, 'm'));
  expect(stdout).toMatch(new RegExp(`^  ${cut}  1  2 +\\+1 `, 'm'));
  const tables = stdout.slice(stdout.indexOf('Metrics\n')).split('\n');
  expect(Math.max(...tables.map(line => line.length))).toBeLessThan(120);
  expect(parseJsonOutput(await diff(a, b, '--format', 'json')).changes[0].path).toBe(name);
});

test('text: in a narrow terminal each value has its own line', async () => {
  const [a, b] = [manifestText(), manifestText({ env: { platform: 'Darwin-23.1.0-arm64', python: '3.11.9' } })];
  const { stdout } = await kyn({ files: { '/w/a.json': a, '/w/b.json': b }, columns: 50 }, 'diff', 'a.json', 'b.json');
  expect(stdout).toContain(
    'Environment\n  env.platform\n    A           Linux\n    B           Darwin-23.1.0-arm64\n    Difference  may change results\n',
  );
});

test('colours only where they are enabled', async () => {
  const files = { '/w/a.json': manifestText(), '/w/b.json': manifestText({ metrics: { mae: 0.25 } }) };
  expect((await kyn({ files }, 'diff', 'a.json', 'b.json')).stdout).not.toContain('\u001b');
  expect((await kyn({ files, color: true }, 'diff', 'a.json', 'b.json')).stdout).toContain('\u001b[32mB\u001b[39m');
});

test('markdown', async () => {
  const { stdout } = await diff(manifestText(), manifestText({ seed: 1 }), '--format', 'markdown');
  expect(stdout).toMatch(/^## Comparable\n\nA: `a.json`/);
  expect(stdout).toContain('| seed | `42` | `1` | may change results |');
});

test.each([
  ['"nan"', 'warning kyn/metric-form `metrics.mae` must be a number, not "nan". It counts as diverged.'],
  ['null', 'warning kyn/metric-form `metrics.mae` must be a number, not `null`. It has no value to compare.'],
  ['[1, 2]', 'warning kyn/metric-form `metrics.mae` must be a number, not a list. Only its last value is compared.'],
  ['{"x": 1}', 'warning kyn/metric-form `metrics.mae` must be a number, not an object. Its values are compared one'],
  ['true', 'warning kyn/metric-form `metrics.mae` must be a number, not `true`. Neither side can be better in it.'],
  ['NaN', 'info kyn/diverged The run diverged: `mae` is `NaN`.'],
])('a metric %s is reported at its location and never decides the verdict', async (value, finding) => {
  const text = manifestText().replace('"mae":0.5', `"mae":${value}`);
  const place = `b.json:1:${text.indexOf('"mae":') + 7}: `;
  const check = await kyn({ files: { '/w/b.json': text } }, 'check', 'b.json');
  expect([check.code, check.stdout]).toEqual([0, expect.stringContaining(place + finding)]);
  const run = await diff(manifestText(), text, '--exit-code', '--format=json');
  expect([run.code, parseJsonOutput(run).verdict]).toEqual([0, 'identical-inputs']);
});

test.each([
  ['missing', manifestText().replace('"metrics":{"mae":0.5},', '')],
  ['null', manifestText().replace('{"mae":0.5}', 'null')],
  ['a list', manifestText().replace('{"mae":0.5}', '[0.5]')],
  ['defined twice', manifestText().replace('"mae":0.5', '"mae":0.4,"mae":0.5')],
])('metrics that are %s never decide the verdict', async (_, text) => {
  expect(text).not.toBe(manifestText());
  const run = await diff(manifestText(), text, '--format=json');
  expect(parseJsonOutput(run).verdict).toBe('identical-inputs');
  const sweep = (manifest: string) => `[{"combo": {"lr": 1}, "exit_code": 0, "manifest": ${manifest}}]`;
  const sweeps = await diff(sweep(manifestText()), sweep(text), '--format=json');
  expect(parseJsonOutput(sweeps).verdict).toBe('identical-inputs');
});

test('text: the verdict names the side that diverged', async () => {
  const { stdout } = await diff(manifestText(), manifestText().replace('0.5', 'NaN'));
  expect(stdout).toMatch(/^Identical inputs, B diverged\n/);
  expect(stdout).toContain('The metrics of B diverged: mae is NaN.');
  expect(stdout).toMatch(/^ {2}mae +0\.5000 +NaN +B diverged$/m);
});

test('json: integers keep every digit in their difference', async () => {
  const text = (n: string) => manifestText().replace('"mae":0.5', `"n":${n}`);
  const { stdout } = await diff(text(`9${'0'.repeat(30)}1`), text(`1${'0'.repeat(32)}`), '--format', 'json');
  expect(stdout).toContain(`"delta": 9${'9'.repeat(30)}`);
});

test('--exit-code depends on the inputs, not on the metrics', async () => {
  expect((await diff(manifestText(), manifestText({ metrics: { mae: 9 } }), '--exit-code')).code).toBe(0);
  expect((await diff(manifestText(), manifestText({ seed: 1 }), '--exit-code')).code).toBe(1);
  expect((await diff(manifestText(), manifestText({ seed: 1 }))).code).toBe(0);
});

test('standard input can be one side', async () => {
  const run = await kyn({ files: { '/w/b.json': manifestText() }, stdin: manifestText() }, 'diff', '-', 'b.json');
  expect(run.stdout).toMatch(/^Identical inputs\n/);
});

test('a manifest with a byte order mark is not compared, because Python cannot read it', async () => {
  const { code, stdout, stderr } = await diff(`\ufeff${manifestText()}`, manifestText());
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('starts with an invisible byte order mark');
});

test('a list with the name of a manifest is never comparable', async () => {
  const files = { '/w/x/run_manifest.json': '[]', '/w/run_manifest.json': manifestText() };
  const { code, stderr } = await kyn({ files }, 'diff', 'x/run_manifest.json', 'run_manifest.json');
  expect(code).toBe(2);
  expect(stderr).toMatch('x/run_manifest.json cannot be compared: it is not a known kind of artifact');
});

const LISTED = '`kyn check --help` shows how to list the kinds.';
const TOO_DEEP = 'Values are nested deeper than the 500 levels that this tool reads. The file is not checked.';
const deep = `{"config_hash": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`;

test.each([
  [
    'files of two kinds',
    manifestText(),
    lockText('a.kyn', ''),
    'a.json is a run manifest and b.json is a lock, so they cannot be compared.',
  ],
  [
    'a file of unknown kind',
    '{"a": 1}',
    manifestText(),
    `a.json cannot be compared: it is not a known kind of artifact. ${LISTED}`,
  ],
  ['an empty file', '', manifestText(), `a.json cannot be compared: it is not a known kind of artifact. ${LISTED}`],
  ['deep JSON', deep, manifestText(), `a.json cannot be compared: its kind is unknown. ${TOO_DEEP}`],
])('%s cannot be compared', async (_, a, b, message) => {
  expect(await diff(a, b)).toMatchObject({ code: 2, stdout: '', stderr: `kyn: ${message}\n` });
});

test.each([
  ['gone.json', 'gone.json', 'gone.json'],
  ['gone.json#0', 'gone.json#1', 'gone.json'],
  ['gone.kyn', 'gone.kyn', 'gone.kyn'],
])('the missing file of %s and %s is named once', async (a, b, name) => {
  expect(await kyn({ files: {} }, 'diff', a, b)).toMatchObject({ code: 2, stderr: `kyn: ${name} does not exist.\n` });
});

test('all files that cannot be read are named', async () => {
  const files = { '/w/d/x': '', '/w/d/run_manifest.json': '{', '/w/e/run_manifest.json': deep };
  expect((await kyn({ files }, 'diff', 'd', 'gone')).stderr).toBe(
    'kyn: d cannot be read: it is a folder. Name the file in it: d/run_manifest.json.\nkyn: gone does not exist.\n',
  );
  const { code, stderr } = await kyn({ files }, 'diff', 'd/run_manifest.json', 'd/run_manifest.json');
  expect(code).toBe(2);
  expect(stderr).toMatch('d/run_manifest.json cannot be compared: not valid JSON. Expected');
  expect((await kyn({ files }, 'diff', 'e/run_manifest.json', 'e/run_manifest.json')).stderr).toMatch(
    `kyn: e/run_manifest.json cannot be compared: ${TOO_DEEP}\n`,
  );
});

describe('entries of a sweep', () => {
  const entry = (lr: number, mae: number) =>
    `{"combo": {"lr": ${lr}}, "exit_code": 0, "manifest": ${manifestText({ metrics: { mae } })}}`;
  const files = {
    '/w/sweep.json': `[${entry(0.1, 0.5)}, ${entry(0.01, 0.25)}]`,
    '/w/run_manifest.json': manifestText(),
  };

  test('are numbered from 0', async () => {
    const run = await kyn({ files }, 'diff', 'sweep.json#0', 'sweep.json#1', '--format', 'json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(parseJsonOutput(run)).toMatchObject({
      verdict: 'not-comparable',
      changes: [{ path: 'combo.lr', a: 0.1, b: 0.01, severity: 'error' }],
      metrics: [{ name: 'mae', a: 0.5, b: 0.25, better: 'b' }],
    });
    expect((await kyn({ files }, 'diff', 'sweep.json#0', 'sweep.json#1')).stdout).toContain(
      'A  sweep.json#0\nB  sweep.json#1',
    );
  });

  test('that do not exist are reported with those that do', async () => {
    expect(await kyn({ files }, 'diff', 'sweep.json#2', 'sweep.json#0')).toMatchObject({
      code: 2,
      stderr: 'kyn: sweep.json has no entry #2. Its entries are #0 to #1.\n',
    });
    expect((await kyn({ files }, 'diff', 'run_manifest.json#0', 'sweep.json#0')).stderr).toBe(
      'kyn: run_manifest.json is a run manifest and has no entry #0.\n',
    );
    expect((await kyn({ files }, 'diff', 'gone.json#0', 'sweep.json#0')).stderr).toBe(
      'kyn: gone.json does not exist.\n',
    );
  });

  test('an existing file with such a name is read as a whole', async () => {
    const odd = { ...files, '/w/sweep.json#1': manifestText() };
    expect((await kyn({ files: odd }, 'diff', 'sweep.json#1', 'run_manifest.json')).stdout).toMatch(
      /^Identical inputs\n/,
    );
  });

  test('each combination that failed is one reason with its name, and the counts add up', async () => {
    const failed = (lr: number, code: number) => `{"combo": {"lr": ${lr}}, "exit_code": ${code}, "manifest": null}`;
    const rates = [1, 2, 3, 4, 5, 6, 7];
    const a = `[${entry(0.1, 0.5)}, ${entry(0.2, 0.5)}, ${rates.map(lr => entry(lr, 1)).join(', ')}]`;
    const b = `[${entry(0.1, 0.5)}, ${entry(0.3, 0.5)}, ${rates.map(lr => failed(lr, lr === 2 ? 0 : lr)).join(', ')}]`;
    const run = await kyn({ files: { '/w/a.json': a, '/w/b.json': b } }, 'diff', 'a.json', 'b.json', '--format=json');
    expect(parseJsonOutput(run).reasons).toEqual([
      'Only A contains lr=0.2.',
      'Only B contains lr=0.3.',
      'lr=1 failed (exit code 1) in B, so it has no result to compare.',
      'lr=2 has no manifest in B, so it has no result to compare.',
      'lr=3 failed (exit code 3) in B, so it has no result to compare.',
      'lr=4 failed (exit code 4) in B, so it has no result to compare.',
      'lr=5 failed (exit code 5) in B, so it has no result to compare.',
      '2 more combinations have no result to compare.',
      expect.stringMatching(/^Both sweep results come from the same spec, CONFIG_HASH [0-9a-f]{12}\.$/),
      '10 combinations: 1 compared, 7 without a result, 1 only in A, 1 only in B.',
    ]);
  });

  test('a combination that failed on one side is one row, and counts as one value that breaks the comparison', async () => {
    const failed = (code: number) => `[{"combo": {"lr": 1}, "exit_code": ${code}, "manifest": null}]`;
    const sweeps = { '/w/a.json': `[${entry(1, 0.5)}]`, '/w/b.json': failed(3), '/w/c.json': failed(0) };
    const changesOf = async (other: string) => {
      const run = await kyn({ files: sweeps }, 'diff', 'a.json', other, '--format=json');
      return parseJsonOutput(run).changes;
    };
    expect(await changesOf('b.json')).toEqual([{ path: 'lr=1: exit_code', a: 0, b: 3, severity: 'error' }]);
    // Without an exit code that differs, the first missing value shows that there is no result.
    expect(await changesOf('c.json')).toEqual([
      { path: 'lr=1: config_hash', a: expect.stringMatching(/^[0-9a-f]{64}$/), severity: 'error' },
    ]);
    const text = (await kyn({ files: sweeps }, 'diff', 'a.json', 'b.json')).stdout;
    // The other one is the metric that only A has.
    expect(text).toMatch(/^2 of \d+ values differ\.$/m);
  });

  test('a failed run that differs otherwise too keeps those reasons', async () => {
    const ran = (seed: number, code: number) =>
      `[{"combo": {}, "exit_code": ${code}, "manifest": ${manifestText({ seed })}}]`;
    const sweeps = { '/w/a.json': ran(1, 0), '/w/b.json': ran(2, 3) };
    const run = await kyn({ files: sweeps }, 'diff', 'a.json#0', 'b.json#0', '--format=json');
    expect(parseJsonOutput(run).reasons).toEqual([
      'The run failed (exit code 3) in B, so it has no result to compare.',
      'The seed differs (1 → 2); the runs used other random numbers.',
    ]);
  });

  test('whole sweeps are compared by combination, in any order', async () => {
    const other = { ...files, '/w/other.json': `{"results": [${entry(0.01, 0.25)}, ${entry(0.1, 0.4)}]}` };
    const run = await kyn({ files: other }, 'diff', 'sweep.json', 'other.json', '--format', 'json');
    expect(parseJsonOutput(run)).toMatchObject({
      verdict: 'identical-inputs',
      changes: [],
      metrics: [
        { name: 'lr=0.01: mae', better: 'same' },
        { name: 'lr=0.1: mae', better: 'b' },
      ],
    });
  });
});

test('a duplicate key is reported and prevents the verdict identical-inputs', async () => {
  const twice = manifestText().replace('"seed":42', '"seed":41,"seed":42');
  const run = await kyn({ files: { '/w/a.json': twice, '/w/b.json': manifestText() } }, 'diff', 'a.json', 'b.json');
  expect(run.stdout).toContain('Comparable');
  expect(run.stdout).toContain('A has a duplicate key');
  expect(run.stderr).toMatch(/^kyn: a\.json:1:\d+: duplicate key\. The last value counts, as in Python\.\n/);
});

test('an integer beyond 2^53 next to a float keeps its digits', async () => {
  const metrics = (token: string) => manifestText().replace('{"mae":0.5}', `{"n": ${token}}`);
  const { stdout } = await diff(metrics('9007199254740993'), metrics('0.5'));
  expect(stdout).toContain('9007199254740993');
  expect((await diff(metrics('0.5'), metrics('-9007199254740993'))).stdout).toContain('-9007199254740993');
});
