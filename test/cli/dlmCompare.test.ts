// kyn dlm compare.
import { describe, expect, test } from 'vitest';
import { kyn, parseJsonOutput } from './cliEnvironment';

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

test('json: the keys of the contract', async () => {
  const run = await compare(lock(), other, '--format', 'json');
  expect(run).toMatchObject({ code: 1, stderr: '' });
  const found = parseJsonOutput(run);
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
  expect(parseJsonOutput(run)).toMatchObject({ action, shouldWriteLock });
  expect(parseJsonOutput(run).mismatches).toHaveLength(count);
});

test('warnings proceed by default and abort with --strict-lock', async () => {
  const warned = lock({ seed: 43 });
  const found = await compare(lock(), warned, '--format', 'json');
  expect([found.code, parseJsonOutput(found).action, parseJsonOutput(found).shouldWriteLock]).toEqual([
    0,
    'proceed_with_warnings',
    true,
  ]);
  const strict = await compare(lock(), warned, '--strict-lock', '--format', 'json');
  expect([strict.code, parseJsonOutput(strict).action, parseJsonOutput(strict).mismatches[0].severity]).toEqual([
    1,
    'abort',
    'error',
  ]);
});

test('an edited document is allowed in every mode', async () => {
  for (const argv of [[], ['--strict-lock']])
    expect(await compare(lock(), lock({ dlm_sha256: '1'.repeat(64) }), ...argv)).toMatchObject({ code: 0, stderr: '' });
});

test('text: the action, a line for each mismatch, and whether the lock is written', async () => {
  expect((await compare(lock(), other)).stdout).toBe(`Abort
  harmless            dlm_sha256  The document changed (000000000000 → 111111111111); this is always allowed. Nothing needs to be done.
  breaks comparison   torch       torch 2.5.1 → 3.0: major version, results are not comparable. To reproduce the recorded result, install the recorded version. To accept it, use \`--update-lock\`. To train without changing the lock, use \`--ignore-lock\`.
  may change results  peft        peft differs (0.14.0 → 0.15.0); results will be close, not equal. To reproduce the recorded result, install the recorded version. This difference alone does not stop \`dlm train\`, which then records the new value in the lock.
DLM does not write the lock.
`);
  expect((await compare(lock(), lock())).stdout).toBe(
    'Proceed\nNo field that DLM compares differs.\nDLM writes the lock.\n',
  );
  expect((await compare(lock(), other, '--ignore-lock')).stdout).toBe(
    'Proceed (`--ignore-lock`: nothing was validated)\nDLM does not write the lock.\n',
  );
});

test('control characters of a value are escaped', async () => {
  const { stdout } = await compare(lock(), lock({ base_model_revision: 'a\u001b[2J\nb' }));
  expect(stdout).toContain('a\\u001b[2J\\u000ab');
});

test('a missing PRIOR is a store without a recorded lock, and is reported', async () => {
  const files = { '/w/b.lock': lock() };
  const json = ['--format', 'json'];
  const first = await kyn({ files }, 'dlm', 'compare', 'gone.lock', 'b.lock', ...json);
  expect([first.code, parseJsonOutput(first)]).toEqual([
    0,
    { action: 'proceed', shouldWriteLock: true, mismatches: [] },
  ]);
  expect(first.stderr).toBe('kyn: gone.lock does not exist, so the store has no recorded lock.\n');
  const ignored = await kyn({ files }, 'dlm', 'compare', 'gone.lock', 'b.lock', '--ignore-lock', ...json);
  expect(parseJsonOutput(ignored).shouldWriteLock).toBe(false);
});

test('duplicate keys are reported', async () => {
  const twice = lock().replace('"seed":42', '"seed":41,"seed":42');
  const run = await compare(twice, lock());
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/^kyn: a\.lock:1:\d+: duplicate key\. The last value counts/);
});

test('standard input can be one side', async () => {
  const run = await kyn({ files: { '/w/a.lock': lock() }, stdin: lock() }, 'dlm', 'compare', 'a.lock', '-');
  expect(run).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  ['recorded', `\ufeff${lock()}`, lock()],
  ['current', lock(), `\ufeff${lock()}`],
])('a byte order mark in the %s lock never lets a run proceed', async (_, prior, current) => {
  const run = await kyn({ files: { '/w/a.lock': prior, '/w/b.lock': current } }, 'dlm', 'compare', 'a.lock', 'b.lock');
  expect(run.code).not.toBe(0);
  expect(run.stdout).not.toMatch(/proceed/i);
  expect(run.stdout + run.stderr).toContain('starts with an invisible byte order mark');
});

test.each([
  [
    ['a.lock', 'b.lock', '--strict-lock', '--update-lock'],
    '`--strict-lock` and `--update-lock` cannot be used together.',
  ],
  [
    ['a.lock', 'b.lock', '--update-lock', '--ignore-lock'],
    '`--update-lock` and `--ignore-lock` cannot be used together.',
  ],
  [
    ['a.lock', 'b.lock', '--ignore-lock', '--strict-lock', '--update-lock'],
    '`--strict-lock`, `--update-lock` and `--ignore-lock` cannot be used together.',
  ],
  [['a.lock'], '`kyn dlm compare` needs two locks.'],
  [['b.lock', '--no-prior'], 'unknown option `--no-prior`.'],
  [['a.lock', 'b.lock', 'c.lock'], 'unexpected argument `c.lock`: `kyn dlm compare` takes two locks.'],
  [['a.lock', 'b.lock', '--strict'], 'unknown option `--strict`.'],
  [
    ['.', 'b.lock', '--update-lock'],
    '. is a folder, so it is not known what DLM does. Name the lock, for example the `dlm.lock` in it.',
  ],
  [
    ['a.lock', '.'],
    '. is a folder, so it is not known what DLM does. Name the lock, for example the `dlm.lock` in it.',
  ],
  [['a.lock', 'bom.lock'], 'bom.lock:1:1: '],
  [['a.lock', 'gone.lock', '--ignore-lock'], 'gone.lock does not exist.'],
  [['a.lock', 'latin.lock'], 'latin.lock cannot be read: it is not UTF-8 text.'],
])('%j is rejected', async (argv, message) => {
  const files = {
    '/w/a.lock': lock(),
    '/w/b.lock': lock(),
    '/w/latin.lock': new Uint8Array([255]),
    '/w/bom.lock': `\ufeff${lock()}`,
  };
  const run = await kyn({ files }, 'dlm', 'compare', ...argv);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(message);
});

test('a lock that violates its schema is rejected with the position of each error', async () => {
  const broken = lock({ seed: 'x', hardware_tier: 'tpu' }).replace('"seed"', '\n  "seed"');
  const run = await compare(broken, lock({ lock_version: 2, seed: 'x' }), '--format', 'json');
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr.split('\n').map(line => line.slice(0, 60))).toEqual([
    expect.stringMatching(/^kyn: a\.lock:1:\d+: `hardware_tier` must be/),
    expect.stringMatching(/^kyn: a\.lock:2:10: `seed` must be an integer/),
    expect.stringMatching(/^kyn: b\.lock:1:17: `lock_version` of a DLM lock must be/),
    '',
  ]);
  for (const text of ['', '[]', '{"lock_version": 1']) expect((await compare(lock(), text)).code).toBe(2);
});

test('--update-lock overwrites an invalid lock, as dlm train does, and reports it', async () => {
  const run = await compare('garbage', lock(), '--update-lock', '--format', 'json');
  expect(run).toMatchObject({
    code: 0,
    stderr: 'kyn: a.lock is not a valid DLM lock. `--update-lock` overwrites it.\n',
  });
  expect(parseJsonOutput(run)).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
  expect((await compare(lock(), 'garbage', '--update-lock')).code).toBe(2);
});

const UNUSABLE: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['not JSON', '{not json', 'a.lock:1:2: Expected a key in double quotes.'],
  ['an empty file', '', 'a.lock:1:1: The file is empty.'],
  ['another lock_version', lock({ lock_version: 2 }), 'a.lock:1:17: `lock_version` of a DLM lock must be'],
  ['an unknown key', lock({ other: 1 }), 'Unknown field `other`'],
  ['an empty dlm_id', lock({ dlm_id: '' }), '`dlm_id` must be a non-empty string'],
  ['a byte order mark', `\ufeff${lock()}`, 'a.lock:1:1: '],
  ['half of a surrogate pair', lock({ dlm_id: '\ud83d' }), '`\\ud83d` is half of a surrogate pair'],
  ['a long integer', lock().replace('42', '9'.repeat(4301)), 'This integer has 4,301 digits'],
  ['text that is not UTF-8', new Uint8Array([255]), 'a.lock cannot be read: it is not UTF-8 text.'],
];

describe.each(UNUSABLE)('a recorded lock with %s', (_, prior, message) => {
  const files = { '/w/a.lock': prior, '/w/b.lock': lock() };
  const run = (...argv: string[]) => kyn({ files }, 'dlm', 'compare', 'a.lock', 'b.lock', ...argv);

  test.each([[], ['--strict-lock'], ['--ignore-lock']])('aborts with %j', async (...argv) => {
    const found = await run(...argv, '--format', 'json');
    expect(found.code).toBe(1);
    expect(parseJsonOutput(found)).toEqual({ action: 'abort', shouldWriteLock: false, mismatches: [] });
    expect(found.stderr).toContain(message);
    expect(found.stderr).toContain(
      'kyn: a.lock is not a valid DLM lock. `dlm train` stops in every lock mode except `--update-lock`, which overwrites this lock.\n',
    );
    expect((await run(...argv)).stdout).toBe(
      'Abort (the recorded lock cannot be used)\nDLM does not write the lock.\n',
    );
  });

  test('is overwritten with --update-lock', async () => {
    const found = await run('--update-lock', '--format', 'json');
    expect(found).toMatchObject({
      code: 0,
      stderr: 'kyn: a.lock is not a valid DLM lock. `--update-lock` overwrites it.\n',
    });
    expect(parseJsonOutput(found)).toEqual({ action: 'proceed', shouldWriteLock: true, mismatches: [] });
  });
});

test('kyn dlm lists its subcommands', async () => {
  expect((await kyn({}, 'dlm')).stderr).toContain('`kyn dlm` needs a subcommand: `compare`.');
  expect((await kyn({}, 'dlm', 'comapre')).stderr).toContain('Did you mean `kyn dlm compare`?');
  expect((await kyn({}, 'dlm', 'compare', '--help')).stdout).toContain('--ignore-lock');
});

test('kyn check compares an index of goldens with the goldens', async () => {
  const relpath = 'tests/golden/determinism/tuple-0123456789abcdef.json';
  const golden = { adapter_sha256: 'a'.repeat(64), platform: 'p', pinned_versions: {} };
  const index = { lock_version: 1, updated_at: '2026-04-22', goldens: [{ ...golden, golden_relpath: relpath }] };
  const codes = async (files: Record<string, string>, ...argv: string[]) => {
    const run = await kyn({ files }, 'check', ...argv, '--format', 'json');
    return [
      run.code,
      parseJsonOutput(run).files.flatMap((f: { diagnostics: { code: string }[] }) => f.diagnostics.map(d => d.code)),
    ];
  };
  const files = { '/w/.determinism/lock.json': JSON.stringify(index) };
  expect(await codes(files)).toEqual([1, ['kyn/golden-missing', 'kyn/golden-name']]);
  expect(await codes({ ...files, [`/w/${relpath}`]: JSON.stringify(golden) })).toEqual([0, ['kyn/golden-name']]);
  const elsewhere = { '/w/goldens.json': JSON.stringify(index) };
  expect(await codes(elsewhere, 'goldens.json')).toEqual([0, ['kyn/golden-name', 'kyn/golden-unverified']]);
});
