// kyn dlm compare.
import { expect, test } from 'vitest';
import { jsonOf, kyn } from './cliEnvironment';

const lock = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    lock_version: 1,
    created_at: '2026-04-19T17:30:00',
    dlm_id: '01HRZYQ2X0MB5K4VN7E9DNT5GH',
    dlm_sha256: '0'.repeat(64),
    base_model_revision: '12fd25f77366',
    pinned_versions: { torch: '2.5.1', peft: '0.14.0' },
    hardware_tier: 'mps',
    seed: 42,
    determinism_class: 'best-effort',
    last_run_id: 3,
    ...more,
  });

const compare = (prior: string, current: string, ...argv: string[]) =>
  kyn({ files: { '/w/a.lock': prior, '/w/b.lock': current } }, 'dlm', 'compare', 'a.lock', 'b.lock', ...argv);

const other = lock({ pinned_versions: { torch: '3.0', peft: '0.15.0' }, dlm_sha256: '1'.repeat(64) });

test('json: to the letter of the contract', async () => {
  const run = await compare(lock(), other, '--format', 'json');
  expect(run).toMatchObject({ code: 1, stderr: '' });
  const found = jsonOf(run);
  expect(Object.keys(found)).toEqual(['action', 'shouldWriteLock', 'mismatches']);
  for (const m of found.mismatches) expect(Object.keys(m)).toEqual(['field', 'severity', 'message']);
  expect({
    ...found,
    mismatches: found.mismatches.map((m: { field: string; severity: string }) => `${m.severity} ${m.field}`),
  }).toEqual({
    action: 'abort',
    shouldWriteLock: false,
    mismatches: ['allow dlm_sha256', 'error torch', 'warn peft'],
  });
});

test.each([
  [[], 'abort', false, 3, 1],
  [['--strict-lock'], 'abort', false, 3, 1],
  [['--update-lock'], 'proceed', true, 0, 0],
  [['--ignore-lock'], 'proceed', false, 0, 0],
] as const)('mode %j: %s', async (argv, action, shouldWriteLock, count, code) => {
  const run = await compare(lock(), other, ...argv, '--format', 'json');
  expect(run.code).toBe(code);
  expect(jsonOf(run)).toMatchObject({ action, shouldWriteLock });
  expect(jsonOf(run).mismatches).toHaveLength(count);
});

test('warnings pass by default and abort in the strict mode', async () => {
  const warned = lock({ seed: 43 });
  const found = await compare(lock(), warned, '--format', 'json');
  expect([found.code, jsonOf(found).action, jsonOf(found).shouldWriteLock]).toEqual([0, 'proceed_with_warnings', true]);
  const strict = await compare(lock(), warned, '--strict-lock', '--format', 'json');
  expect([strict.code, jsonOf(strict).action, jsonOf(strict).mismatches[0].severity]).toEqual([1, 'abort', 'error']);
});

test('an edited document is allowed in every mode', async () => {
  for (const argv of [[], ['--strict-lock']])
    expect(await compare(lock(), lock({ dlm_sha256: '1'.repeat(64) }), ...argv)).toMatchObject({ code: 0, stderr: '' });
});

test('text: what happens, each mismatch on a line, what becomes of the lock', async () => {
  expect((await compare(lock(), other)).stdout).toBe(`Abort
  allow  dlm_sha256  The document changed (000000000000 → 111111111111); this is always allowed. Nothing needs to be done.
  error  torch       torch 2.5.1 → 3.0: major version, results are not comparable. To reproduce the recorded result, install the recorded version. \`--update-lock\` accepts it, \`--ignore-lock\` trains without changing the lock.
  warn   peft        peft differs (0.14.0 → 0.15.0); results will be close, not equal. To reproduce the recorded result, install the recorded version. This alone does not stop a run; the lock then records the new value.
The lock is not written.
`);
  expect((await compare(lock(), lock())).stdout).toBe('Proceed\nThe lock is written.\n');
  expect((await compare(lock(), other, '--ignore-lock')).stdout).toBe(
    'Proceed: --ignore-lock, nothing was validated\nThe lock is not written.\n',
  );
});

test('no value breaks out of its line', async () => {
  const { stdout } = await compare(lock(), lock({ base_model_revision: 'a\u001b[2J\nb' }));
  expect(stdout).toContain('a\\u001b[2J\\u000ab');
});

test('a PRIOR that is not there is a store without a recorded lock, and that is said', async () => {
  const files = { '/w/b.lock': lock() };
  const json = ['--format', 'json'];
  const first = await kyn({ files }, 'dlm', 'compare', 'gone.lock', 'b.lock', ...json);
  expect([first.code, jsonOf(first)]).toEqual([0, { action: 'proceed', shouldWriteLock: true, mismatches: [] }]);
  expect(first.stderr).toBe('kyn: gone.lock is not there, so this is a store without a recorded lock.\n');
  const ignored = await kyn({ files }, 'dlm', 'compare', 'gone.lock', 'b.lock', '--ignore-lock', ...json);
  expect(jsonOf(ignored).shouldWriteLock).toBe(false);
});

test('keys that stand twice are told', async () => {
  const twice = lock().replace('"seed":42', '"seed":41,"seed":42');
  const run = await compare(twice, lock());
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/^kyn: a\.lock:1:\d+: this key stands twice in its object; the last one counts/);
});

test('standard input may be one side', async () => {
  const run = await kyn({ files: { '/w/a.lock': lock() }, stdin: `\ufeff${lock()}` }, 'dlm', 'compare', 'a.lock', '-');
  expect(run).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  [['a.lock', 'b.lock', '--strict-lock', '--update-lock'], '--strict-lock and --update-lock exclude each other'],
  [['a.lock', 'b.lock', '--update-lock', '--ignore-lock'], '--update-lock and --ignore-lock exclude each other'],
  [
    ['a.lock', 'b.lock', '--ignore-lock', '--strict-lock', '--update-lock'],
    '--strict-lock and --update-lock and --ignore-lock exclude each other',
  ],
  [['a.lock'], 'missing'],
  [['b.lock', '--no-prior'], 'there is no option --no-prior'],
  [['a.lock', 'b.lock', 'c.lock'], 'it takes two files, and c.lock is one too many'],
  [['a.lock', 'b.lock', '--strict'], 'there is no option --strict'],
  [['latin.lock', 'b.lock', '--ignore-lock'], 'latin.lock cannot be read: it is not UTF-8 text.'],
  [['a.lock', 'gone.lock', '--ignore-lock'], 'gone.lock cannot be read: there is no such file.'],
  [['a.lock', 'latin.lock'], 'latin.lock cannot be read: it is not UTF-8 text.'],
])('%j is refused', async (argv, message) => {
  const files = { '/w/a.lock': lock(), '/w/b.lock': lock(), '/w/latin.lock': new Uint8Array([255]) };
  const run = await kyn({ files }, 'dlm', 'compare', ...argv);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(message);
});

test('a lock that breaks its schema is refused with every place', async () => {
  const broken = lock({ seed: 'x', hardware_tier: 'tpu' }).replace('"seed"', '\n  "seed"');
  const run = await compare(broken, lock({ lock_version: 2, seed: 'x' }), '--format', 'json');
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr.split('\n').map(line => line.slice(0, 60))).toEqual([
    expect.stringMatching(/^kyn: a\.lock:1:\d+: hardware_tier must be/),
    expect.stringMatching(/^kyn: a\.lock:2:10: seed must be an integer/),
    expect.stringMatching(/^kyn: b\.lock:1:17: lock_version of a DLM lock must be/),
    '',
  ]);
  for (const text of ['', '[]', '{"lock_version": 1']) expect((await compare(text, lock())).code).toBe(2);
});

test('--update-lock writes over a broken lock, as dlm train does, and says so', async () => {
  const run = await compare('garbage', lock(), '--update-lock', '--format', 'json');
  expect(run).toMatchObject({ code: 0, stderr: 'kyn: a.lock is no valid DLM lock; --update-lock writes over it.\n' });
  expect(jsonOf(run)).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
  expect((await compare(lock(), 'garbage', '--update-lock')).code).toBe(2);
});

test('--ignore-lock leaves a broken lock as it is, and says so', async () => {
  const run = await compare('garbage', lock(), '--ignore-lock', '--format', 'json');
  expect(run).toMatchObject({
    code: 0,
    stderr: 'kyn: a.lock is no valid DLM lock; --ignore-lock leaves it as it is.\n',
  });
  expect(jsonOf(run)).toEqual({ action: 'proceed', shouldWriteLock: false, mismatches: [] });
  expect((await compare(lock(), 'garbage', '--ignore-lock')).code).toBe(2);
});

test('kyn dlm says what it can do', async () => {
  expect((await kyn({}, 'dlm')).stderr).toContain('dlm needs to know what to do; there is dlm compare.');
  expect((await kyn({}, 'dlm', 'comapre')).stderr).toContain('did you mean dlm compare?');
  expect((await kyn({}, 'dlm', 'compare', '--help')).stdout).toContain('--ignore-lock');
});

test('kyn check holds an index of goldens against the goldens', async () => {
  const relpath = 'tests/golden/determinism/tuple-0123456789abcdef.json';
  const golden = { adapter_sha256: 'a'.repeat(64), platform: 'p', pinned_versions: {} };
  const index = { lock_version: 1, updated_at: '2026-04-22', goldens: [{ ...golden, golden_relpath: relpath }] };
  const codes = async (files: Record<string, string>, ...argv: string[]) => {
    const run = await kyn({ files }, 'check', ...argv, '--format', 'json');
    return [
      run.code,
      jsonOf(run).files.flatMap((f: { diagnostics: { code: string }[] }) => f.diagnostics.map(d => d.code)),
    ];
  };
  const files = { '/w/.determinism/lock.json': JSON.stringify(index) };
  expect(await codes(files)).toEqual([1, ['kyn/golden-missing', 'kyn/golden-name']]);
  expect(await codes({ ...files, [`/w/${relpath}`]: JSON.stringify(golden) })).toEqual([0, ['kyn/golden-name']]);
  const elsewhere = { '/w/goldens.json': JSON.stringify(index) };
  expect(await codes(elsewhere, 'goldens.json')).toEqual([0, ['kyn/golden-name', 'kyn/golden-unverified']]);
});
