// A byte order mark at the start of a JSON file. Python's json refuses the file, so no command accepts it.
import { expect, test } from 'vitest';
import { askPython } from '../python/askPython';
import { houseSpec } from '../specFixture';
import { kyn, lockText, manifestText, parseJsonOutput } from './cliEnvironment';

const MARK = '\ufeff';
const HASH = 'a'.repeat(64);
const fingerprint = { config_hash: 'a1b2c3d4e5f60718', git_sha: 'def45678', git_dirty: false };
const ARTIFACTS: Readonly<Record<string, readonly [name: string, text: string]>> = {
  'kynml-run-manifest': ['run_manifest.json', manifestText()],
  'kynml-sweep-results': ['sweep_results.json', '[{"combo": {"lr": 1}, "exit_code": 0, "manifest": null}]'],
  'kynml-lock': ['kynml.lock', lockText('a.kyn', houseSpec)],
  'experiment-manifest': ['m.json', '{"manifest_schema_version": 1, "env": {}, "params": {}}'],
  'dlm-lock': ['dlm.lock', '{"dlm_sha256": "", "lock_version": 1}'],
  'dlm-golden-index': ['lock.json', '{"lock_version": 1, "updated_at": "", "goldens": []}'],
  'eval-report': ['report.json', JSON.stringify({ fingerprint })],
  'session-log': ['s.jsonl', `${JSON.stringify({ type: 'session', id: 's', fingerprint })}\n{}\n`],
};

test.each(Object.entries(ARTIFACTS))('%s: an error, in a folder and where it is named', async (kind, [name, text]) => {
  const files = { [`/w/${name}`]: MARK + text };
  for (const path of ['.', name]) {
    const run = await kyn({ files }, 'check', path, '--format', 'json');
    expect(run.code).toBe(1);
    const [file] = parseJsonOutput(run).files;
    expect([file.kind, file.diagnostics]).toEqual([
      kind,
      [
        {
          code: 'kyn/json-byte-order-mark',
          severity: 'error',
          message: expect.stringContaining('starts with an invisible byte order mark'),
          range: { start: { line: 0, character: 0 }, end: expect.anything() },
        },
      ],
    ]);
  }
});

test('other JSON files with a mark are not reported', async () => {
  const files = { '/w/tsconfig.json': `${MARK}{"a": 1}`, '/w/run_manifest.json': `${MARK}{"a": 1}` };
  const run = await kyn({ files }, 'check', '--format', 'json');
  expect([run.code, parseJsonOutput(run).files]).toEqual([0, []]);
});

test('the lock of a spec is invalid, and a second one is not written', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/kynml.lock': MARK + lockText('a.kyn', houseSpec) };
  const check = await kyn({ files }, 'lock', 'check', 'a.kyn', '--format', 'json');
  expect([check.code, parseJsonOutput(check).results[0].state]).toEqual([1, 'invalid']);
  const create = await kyn({ files }, 'lock', 'create', 'a.kyn');
  expect([create.code, create.stderr]).toEqual([1, expect.stringContaining('byte order mark. Nothing was written')]);
  expect([...create.files.keys()].sort()).toEqual(Object.keys(files).sort());
  const forced = await kyn({ files }, 'lock', 'create', 'a.kyn', '--force');
  expect([forced.code, forced.files.get('/w/kynml.lock')]).toEqual([0, expect.stringMatching(/^\{/)]);
});

test.each([
  ['diff', 'm.json', 'n.json'],
  ['fingerprint', 'canonical', 'm.json'],
  ['fingerprint', 'hash', 'm.json'],
  ['fingerprint', 'short', 'm.json'],
  ['fingerprint', 'compare', 'm.json', 'n.json'],
  ['fingerprint', 'eval', 'm.json', '--allow-dirty'],
])('kyn %s %s refuses such a file', async (...argv) => {
  const text = JSON.stringify({ ...JSON.parse(manifestText()), ...fingerprint, config_hash: HASH, endpoint: {} });
  const run = await kyn({ files: { '/w/m.json': MARK + text, '/w/n.json': text } }, ...argv);
  expect([run.code, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain('starts with an invisible byte order mark');
});

test('a spec keeps its own rule: the mark is a warning and part of the hash', async () => {
  const run = await kyn({ files: { '/w/a.kyn': MARK + houseSpec } }, 'check', '--format', 'json');
  expect(
    parseJsonOutput(run).files[0].diagnostics.map((d: { code: string; severity: string }) => [d.code, d.severity]),
  ).toEqual([['kyn/byte-order-mark', 'warning']]);
  const hashes = await kyn(
    { files: { '/w/a.kyn': MARK + houseSpec, '/w/b.kyn': houseSpec } },
    'hash',
    'a.kyn',
    'b.kyn',
  );
  const [a, b] = hashes.stdout.split('\n').map(line => line.slice(0, 64));
  expect(a).not.toBe(b);
});

test('Python refuses the same files', context => {
  const script =
    'def read(text):\n  try:\n    json.loads(text)\n    return True\n  except ValueError:\n    return False\noutput = [read(t) for t in input]';
  const texts = Object.values(ARTIFACTS).map(([, text]) => text.split('\n')[0] ?? '');
  expect(askPython(context, script, texts)).toEqual(texts.map(() => true));
  expect(
    askPython(
      context,
      script,
      texts.map(text => MARK + text),
    ),
  ).toEqual(texts.map(() => false));
});
