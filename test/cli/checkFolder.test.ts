// kyn check reports files that it could not check: without a message they would seem to be correct.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { checkCodes as check } from './checkCodes';
import { type CliSetup, kyn, lockText, manifestText } from './cliEnvironment';

const report = JSON.stringify({
  eval_name: 'e',
  fingerprint: { config_hash: 'a1b2c3d4e5f60718', git_sha: 'def45678', git_dirty: false },
  total_samples: 3,
});
const dlmLock = '{"base_model_revision": "r", "dlm_id": "d", "dlm_sha256": "abc", "hardware_';

test('a truncated artifact has a syntax error, in a folder and when it is named', async () => {
  const files = { '/w/report.json': report.slice(0, -20), '/w/x.lock': dlmLock };
  const expected = ['report.json eval-report kyn/json-syntax', 'x.lock dlm-lock kyn/json-syntax'];
  expect(await check(files)).toEqual({ code: 1, stderr: '', files: expected });
  expect(await check(files, 'report.json', 'x.lock')).toEqual({ code: 1, stderr: '', files: expected });
});

test('the kind of a file with text after its end is detected', async () => {
  expect((await check({ '/w/r.json': `${report} x` })).files).toEqual(['r.json eval-report kyn/json-syntax']);
  expect((await check({ '/w/m.json': `${manifestText()}}` })).files).toEqual([
    'm.json kynml-run-manifest kyn/json-syntax',
  ]);
});

test('a broken file of unknown kind is skipped, and reported where it is named', async () => {
  const files = { '/w/a.json': '{"config_hash": ', '/w/tsconfig.json': '{"a": 1, // x\n"b": ["config_hash"]}' };
  expect(await check(files)).toEqual({ code: 0, stderr: '', files: [] });
  expect((await check(files, 'tsconfig.json')).stderr).toMatch('neither a spec nor a known artifact');
});

test('a broken file is reported because of its name only where there is a spec or a lock', async () => {
  const broken = { '/w/v/run_manifest.json': '{"a": ', '/w/v/kynml.lock': '# a list of names\n' };
  const reported = [
    'v/kynml.lock kynml-lock kyn/json-syntax',
    'v/run_manifest.json kynml-run-manifest kyn/json-syntax',
  ];
  expect(await check(broken)).toEqual({ code: 0, stderr: '', files: [] });
  expect((await check(broken, 'v/run_manifest.json')).code).toBe(2);
  // An artifact of another kind is not a sign of KynML, and neither is a file that only has the name of a lock.
  const session = JSON.stringify({ type: 'session', id: 's', fingerprint: null });
  expect((await check({ ...broken, '/w/s.jsonl': session, '/w/w/kynml.lock': '{"name": "w"}' })).files).toEqual([
    's.jsonl session-log kyn/header-only kyn/no-fingerprint',
  ]);
  for (const sign of [{ '/w/a.kyn': houseSpec }, { '/w/own/kynml.lock': lockText('a.kyn', houseSpec) }]) {
    const { code, files } = await check({ ...broken, ...sign });
    expect([code, files.filter(f => f.startsWith('v/'))]).toEqual([1, reported]);
    expect((await check({ ...broken, ...sign }, 'v/run_manifest.json')).files).toEqual(reported.slice(1));
  }
});

test('a file that is nested too deep has a finding where its first fields identify it', async () => {
  const { code, files } = await check({
    '/w/a.json': `${manifestText().trimEnd().slice(0, -1)}, "x": ${'['.repeat(501)}`,
  });
  expect([code, files]).toEqual([1, ['a.json kynml-run-manifest kyn/json-too-deep']]);
});

test('an artifact that is not UTF-8 has a finding, as a spec has, also in UTF-16', async () => {
  const latin = Uint8Array.from(`{"eval_name": "caf\u00e9", "total_samples": 1, "summary_metrics": {}}`, c =>
    c.charCodeAt(0),
  );
  const wide = Uint8Array.from([0xff, 0xfe, ...[...report].flatMap(c => [c.charCodeAt(0), 0])]);
  const other = Uint8Array.from(`{"name": "caf\u00e9"}`, c => c.charCodeAt(0));
  const { code, stderr, files } = await check({ '/w/l.json': latin, '/w/w.json': wide, '/w/o.json': other });
  expect({ code, stderr, files }).toEqual({
    code: 1,
    stderr: '',
    files: ['l.json eval-report kyn/wrong-encoding', 'w.json eval-report kyn/wrong-encoding'],
  });
});

test('a file that is too large is reported where it starts like an artifact', async () => {
  const large = (head: string) => ({ unreadable: 'too-large' as const, head });
  const { code, stderr } = await check({ '/w/report.json': large(report), '/w/data.json': large('{"rows": []}') });
  expect(code).toBe(2);
  expect(stderr).toBe(
    'kyn: report.json cannot be read: it is larger than 64 MiB. It starts like an artifact, but it was not checked.\n',
  );
});

test('a file without read permission is reported; it fails the check only where its name is that of an artifact', async () => {
  const denied = { unreadable: 'denied' as const };
  const some = await check({ '/w/a.kyn': houseSpec, '/w/x.json': denied });
  expect(some).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('x.json cannot be read: permission denied'),
  });
  expect((await check({ '/w/a.kyn': houseSpec, '/w/run_manifest.json': denied })).code).toBe(2);
  expect((await check({ '/w/run_manifest.json': denied })).code).toBe(0);
});

test('a folder that cannot be read is named and fails the check, also in a git work tree', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/sd/b.kyn': 'foo bar\n', '/w/sd': { unreadable: 'denied' as const } };
  const message = 'kyn: sd was not searched: permission denied. Its specs and artifacts were not checked.\n';
  expect(await check(files)).toMatchObject({ code: 2, stderr: message, files: ['a.kyn kyn-spec'] });
  expect(await check(files, 'sd')).toMatchObject({ code: 2, stderr: message, files: [] });
  const stdout = new TextEncoder().encode('a.kyn\0');
  const git: NonNullable<CliSetup['git']> = async () => ({ ok: true, stdout, unopened: ['/w/sd'] });
  expect(await kyn({ files, git }, 'check')).toMatchObject({ code: 2, stderr: message });
});

test('an integer that Python does not read is one error in every artifact', async () => {
  const manifest = (digits: number) =>
    manifestText().replace('"seed":42', `"seed":${'1'.repeat(digits)},"x":${'1'.repeat(digits)}`);
  const { code, files } = await check({ '/w/a.json': manifest(4301), '/w/b.json': manifest(4300) });
  expect(code).toBe(1);
  expect(files.map(file => file.match(/python-rejects/g)?.length ?? 0)).toEqual([1, 0]);
});

test('a JSON file cannot disable its own check', async () => {
  const off = `{"a": "\u2028# kynml: ignore", ${manifestText({ seed: 42.5 }).slice(1)}`;
  const block = `{"a": "x",\n "// kynml: ignore": 1,\n ${manifestText().slice(1)}`;
  const { code, files } = await check({ '/w/run_manifest.json': off, '/w/b.json': block });
  expect(code).toBe(1);
  expect(files).toHaveLength(2);
  expect(files[1]).toContain('run_manifest.json kynml-run-manifest');
});

test.each([
  ['# kynml: ignore\n', true],
  ['#!/usr/bin/env python\n  # kynml: ignore, made by hand\n', true],
  ['# one\r# kynml: ignore\r', true],
  ['"""\n# kynml: ignore\n"""\n', false],
  ['"""\n# kynml: ignore\n', false],
  ['x = "\u2028# kynml: ignore"\n', false],
  ['# note\u2028# kynml: ignored\n', false],
  ['// kynml: ignore\n', false],
  ['x = 1  # kynml: ignore\n', false],
])('%j at the top of a script disables its check: %s', async (top, off) => {
  const { files } = await check({ '/w/train.py': `${top}CONFIG_HASH = "${'a'.repeat(64)}"\n` });
  expect(files.length === 0).toBe(off || top === '"""\n# kynml: ignore\n');
});

test('a named script with a disabled check is reported; --kind checks it', async () => {
  const files = { '/w/train.py': '# kynml: ignore\nCONFIG_HASH = "abc"\n' };
  expect(await check(files, 'train.py')).toEqual({
    code: 0,
    stderr:
      'kyn: train.py was not checked because of its comment `# kynml: ignore`. Use `--kind` to check it anyway.\n',
    files: [],
  });
  expect((await check(files)).stderr).toBe('');
  expect((await check(files, 'train.py', '--kind', 'kynml-script')).files).toEqual([
    'train.py kynml-script kyn/wrong-field',
  ]);
});

test('the source line below a syntax error shows no secret', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/run_manifest.json': '{"api_key": "hunter2hunter2", "seed": oops}' };
  const { stdout } = await kyn({ files }, 'check');
  expect(stdout).toContain('"seed": ');
  expect(stdout).not.toContain('hunter2');
});
