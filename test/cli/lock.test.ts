// kyn lock create and kyn lock check.
import { expect, test } from 'vitest';
import { lockRule } from '../../src-shared/repro/lock/lockRule';
import { houseSpec } from '../specFixture';
import { kyn, lockText, parseJsonOutput, sha256 } from './cliEnvironment';

const A = { '/w/a.kyn': houseSpec };
const hash = sha256(houseSpec);
const other = sha256('other');

const checked = async (files: Parameters<typeof kyn>[0]['files'], ...argv: string[]) => {
  const run = await kyn({ files: files ?? {} }, 'lock', 'check', ...argv, '--format', 'json');
  return { code: run.code, results: parseJsonOutput(run).results };
};

test('locked', async () => {
  const files = { ...A, '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  expect(await checked(files, './a.kyn')).toEqual({
    code: 0,
    results: [{ spec: './a.kyn', lock: 'kynml.lock', state: 'locked', configHash: hash, lockedHash: hash }],
  });
  expect(await kyn({ files }, 'lock', 'check', 'a.kyn')).toMatchObject({
    code: 0,
    stdout: 'locked  a.kyn  The spec matches kynml.lock.\n',
    stderr: '',
  });
});

test('drifted, with advice', async () => {
  const files = { ...A, '/w/kynml.lock': lockText('a.kyn', 'other') };
  expect(await checked(files, 'a.kyn')).toEqual({
    code: 1,
    results: [{ spec: 'a.kyn', lock: 'kynml.lock', state: 'drifted', configHash: hash, lockedHash: other }],
  });
  const { stdout } = await kyn({ files }, 'lock', 'check', 'a.kyn');
  expect(stdout).toMatch(`(locked: ${other.slice(0, 12)}, current: ${hash.slice(0, 12)})`);
  expect(stdout).toMatch('kyn lock create SPEC');
});

test('a spec without a lock is missing', async () => {
  expect(await checked({ ...A, '/w/kynml.lock': lockText('b.kyn', houseSpec) }, 'a.kyn')).toEqual({
    code: 1,
    results: [{ spec: 'a.kyn', lock: null, state: 'missing', configHash: hash, lockedHash: null }],
  });
});

test('a file that is not a spec by its name has no state, and no advice to lock it, which is refused', async () => {
  const files = { ...A, '/w/kynml.lock': lockText('a.kyn', houseSpec), '/w/README.md': '# x\n' };
  const advice = 'is not a spec: the name of a spec ends in `.kyn`.';
  expect(await kyn({ files }, 'lock', 'check', 'README.md', 'kynml.lock', 'a.kyn')).toMatchObject({
    code: 2,
    stdout: 'locked  a.kyn  The spec matches kynml.lock.\n',
    stderr: `kyn: README.md ${advice}\nkyn: kynml.lock ${advice}\n`,
  });
  expect(await kyn({ files }, 'lock', 'check', 'README.md', '--lock', 'kynml.lock')).toMatchObject({ code: 1 });
  expect(await kyn({ files }, 'lock', 'create', 'README.md')).toMatchObject({
    code: 2,
    stderr: `kyn: README.md ${advice} Nothing was written.\n`,
  });
});

test.each([
  ['garbage', 'x', null],
  ['a list', '[]', null],
  ['no hash', lockText('a.kyn', houseSpec, { config_hash: 'abc' }), null],
  ['an unknown schema', lockText('a.kyn', houseSpec, { schema_version: 1 }), hash],
  ['a newer schema', lockText('a.kyn', houseSpec, { schema_version: '2' }), hash],
])('%s is invalid', async (_, lock, lockedHash) => {
  expect(await checked({ ...A, '/w/kynml.lock': lock }, 'a.kyn')).toEqual({
    code: 1,
    results: [{ spec: 'a.kyn', lock: 'kynml.lock', state: 'invalid', configHash: hash, lockedHash }],
  });
});

test('a newer schema is reported', async () => {
  const files = { ...A, '/w/kynml.lock': lockText('a.kyn', houseSpec, { schema_version: '2' }) };
  expect((await kyn({ files }, 'lock', 'check', 'a.kyn')).stdout).toMatch('newer than this tool supports');
});

test('a lock that is a folder is invalid', async () => {
  const { results } = await checked({ ...A, '/w/kynml.lock/x': '' }, 'a.kyn');
  expect(results[0].state).toBe('invalid');
});

test('specs that cannot be read are reported, the others are checked', async () => {
  const files = { ...A, '/w/kynml.lock': lockText('a.kyn', houseSpec), '/w/latin.kyn': new Uint8Array([255]) };
  const run = await kyn({ files }, 'lock', 'check', 'gone.kyn', 'latin.kyn', 'a.kyn', '--format', 'json');
  expect(run.code).toBe(2);
  expect(run.stderr).toBe('kyn: gone.kyn does not exist.\nkyn: latin.kyn cannot be read: it is not UTF-8 text.\n');
  expect(parseJsonOutput(run).results).toHaveLength(1);
});

test('the nearest lock in a parent folder that names the spec, also above the working folder', async () => {
  const files = {
    '/w/s/t/a.kyn': houseSpec,
    '/w/s/kynml.lock': lockText('t/b.kyn', houseSpec),
    '/w/kynml.lock': lockText('s/t/a.kyn', houseSpec),
  };
  expect((await checked(files, 's/t/a.kyn')).results[0]).toMatchObject({ lock: 'kynml.lock', state: 'locked' });
  const inside = await kyn({ files, cwd: '/w/s/t' }, 'lock', 'check', 'a.kyn', '--format', 'json');
  expect(parseJsonOutput(inside).results[0]).toMatchObject({
    spec: 'a.kyn',
    lock: '../../kynml.lock',
    state: 'locked',
  });
});

test('a broken lock above the working folder is ignored', async () => {
  const run = await kyn({ files: { ...A, '/kynml.lock': 'x' } }, 'lock', 'check', 'a.kyn', '--format', 'json');
  expect(parseJsonOutput(run).results[0].state).toBe('missing');
});

test('--lock compares with one lock, whatever spec it names', async () => {
  const files = { ...A, '/w/x.lock': lockText('b.kyn', houseSpec) };
  expect((await checked(files, 'a.kyn', '--lock', './x.lock')).results[0]).toMatchObject({
    lock: './x.lock',
    state: 'locked',
  });
  expect((await checked(files, 'a.kyn', '--lock', 'y.lock')).results[0]).toMatchObject({
    lock: null,
    state: 'missing',
  });
  const piped = await kyn({ files, stdin: houseSpec }, 'lock', 'check', '-', '--lock', 'x.lock');
  expect(piped).toMatchObject({ code: 0, stdout: 'locked  -  The spec matches x.lock.\n' });
});

const LOCK = (source: string) => `{
  "backend": "pytorch",
  "config_hash": "${hash}",
  "kynml_version": "unknown",
  "schema_version": "1",
  "source_path": "${source}"
}
`;

test('create writes kynml.lock in the working folder', async () => {
  const run = await kyn({ files: { '/w/s/a.kyn': houseSpec } }, 'lock', 'create', 's/a.kyn', '--format', 'json');
  expect(run.code).toBe(0);
  expect(run.files.get('/w/kynml.lock')).toBe(LOCK('s/a.kyn'));
  expect(parseJsonOutput(run)).toEqual({
    results: [{ spec: 's/a.kyn', lock: 'kynml.lock', state: 'locked', configHash: hash, lockedHash: hash }],
  });
});

test('create updates the lock of the spec and keeps unknown fields', async () => {
  const files = { ...A, '/w/kynml.lock': lockText('./a.kyn', 'other', { note: 1.0, backend: 'jax' }) };
  const run = await kyn({ files }, 'lock', 'create', 'a.kyn');
  expect(run).toMatchObject({
    code: 0,
    stdout: `locked  a.kyn  kynml.lock records the current state. It recorded ${other.slice(0, 12)} and now records ${hash.slice(0, 12)}.\n`,
  });
  expect(JSON.parse(String(run.files.get('/w/kynml.lock')))).toEqual({
    ...JSON.parse(lockText('./a.kyn', houseSpec)),
    note: 1,
    backend: 'jax',
  });
});

test('create never replaces the spec itself', async () => {
  for (const place of ['a.kyn', './x/../a.kyn']) {
    const run = await kyn({ files: { ...A, '/w/x/b.txt': '' } }, 'lock', 'create', 'a.kyn', '--lock', place, '--force');
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(`${place} is the spec itself.`) });
    expect(run.files.get('/w/a.kyn')).toBe(houseSpec);
  }
});

test('create does not write a lock that is up to date', async () => {
  const files = { ...A, '/w/kynml.lock': LOCK('a.kyn') };
  expect((await kyn({ files }, 'lock', 'create', 'a.kyn')).stdout).toBe(
    'locked  a.kyn  kynml.lock already records this spec, so nothing was written.\n',
  );
});

test('create writes next to the spec where kynml.lock is that of another spec', async () => {
  const taken = lockText('b.kyn', houseSpec);
  const run = await kyn({ files: { '/w/s/a.kyn': houseSpec, '/w/kynml.lock': taken } }, 'lock', 'create', 's/a.kyn');
  expect(run).toMatchObject({
    code: 0,
    stdout:
      'locked  s/a.kyn  s/a.kyn.lock records the current state. kynml.lock in the working folder is not the lock of this spec, so the spec gets s/a.kyn.lock next to it.\n',
  });
  expect(run.files.get('/w/kynml.lock')).toBe(taken);
  expect(run.files.get('/w/s/a.kyn.lock')).toBe(LOCK('a.kyn'));
});

test.each([
  [
    'no lock',
    {},
    'missing',
    'kynml.lock would be created. The spec has no lock yet, so it gets kynml.lock in the working folder.',
  ],
  [
    'the lock of another spec',
    { '/w/kynml.lock': lockText('b.kyn', houseSpec) },
    'missing',
    'a.kyn.lock would be created. kynml.lock in the working folder is not the lock of this spec, so the spec gets a.kyn.lock next to it.',
  ],
  [
    'an older lock',
    { '/w/kynml.lock': lockText('a.kyn', 'other') },
    'drifted',
    'kynml.lock would be updated. kynml.lock is the lock of this spec.',
  ],
  [
    'a current lock',
    { '/w/kynml.lock': LOCK('a.kyn') },
    'locked',
    'kynml.lock already records this spec, so nothing would be written.',
  ],
])('with %s, --dry-run shows the place and writes nothing', async (_, locks, state, message) => {
  const files = { ...A, ...locks };
  const run = await kyn({ files }, 'lock', 'create', 'a.kyn', '--dry-run');
  expect(run).toMatchObject({ code: 0, stdout: `${state}  a.kyn  ${message}\n` });
  expect(Object.fromEntries(run.files)).toEqual(files);
});

test('the help states the rule for the place of a lock', async () => {
  const { stdout } = await kyn({}, 'lock', 'create', '--help');
  expect(stdout.replace(/\s+/g, ' ')).toContain(lockRule('working folder'));
});

test.each([
  ['a newer lock', 'a.kyn', lockText('a.kyn', houseSpec, { schema_version: '2' }), 'newer than this tool supports.'],
  ['the lock of another spec', 'a.kyn', lockText('b.kyn', houseSpec), 'x.lock pins b.kyn, not a.kyn.'],
  ['garbage', 'a.kyn', 'garbage', 'x.lock is not a lock (it is not a JSON object).'],
  ['another JSON file', 'a.kyn', '{"name": "x"}', 'x.lock is a JSON file without any field of a lock.'],
])('create does not overwrite %s without --force', async (_, spec, lock, reason) => {
  const files = { ...A, '/w/x.lock': lock };
  const refused = await kyn({ files }, 'lock', 'create', spec, '--lock', 'x.lock');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain(`${reason} Nothing was written. Use \`--force\` to overwrite it.\n`);
  expect(refused.files.get('/w/x.lock')).toBe(lock);
  const json = await kyn({ files }, 'lock', 'create', spec, '--lock', 'x.lock', '--format', 'json');
  expect(json.code).toBe(1);
  expect(parseJsonOutput(json).results[0]).toMatchObject({ spec: 'a.kyn', lock: 'x.lock', configHash: hash });
  const forced = await kyn({ files }, 'lock', 'create', spec, '--lock', 'x.lock', '--force');
  expect(forced).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(String(forced.files.get('/w/x.lock'))).config_hash).toBe(hash);
});

test.each([
  ['a missing spec', {}, [], 'a.kyn does not exist.'],
  ['a spec that is a folder', { '/w/a.kyn/x': '' }, [], 'a.kyn cannot be read: it is a folder.'],
  [
    'a spec that is not UTF-8',
    { '/w/a.kyn': new Uint8Array([255]) },
    [],
    'a.kyn cannot be read: it is not UTF-8 text.',
  ],
  ['a lock that is a folder', { ...A, '/w/d/x': '' }, ['--lock', 'd'], 'd cannot be replaced: it is a folder.'],
  [
    'a lock below a file',
    { ...A, '/w/f': '' },
    ['--lock', 'f/x.lock'],
    'f/x.lock could not be written: a parent folder is a file. Nothing was changed.',
  ],
])('create rejects %s', async (_, files, argv, message) => {
  const run = await kyn({ files }, 'lock', 'create', 'a.kyn', ...argv);
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: `kyn: ${message}\n` });
  expect([...run.files.keys()]).toEqual(Object.keys(files));
});

test('a lock with a merge conflict is invalid, and a second lock is not written next to it', async () => {
  const line = ` "config_hash": "${sha256(houseSpec)}",\n`;
  const lock = `{\n<<<<<<< HEAD\n${line}=======\n "config_hash": "${'3'.repeat(64)}",\n>>>>>>> b\n "schema_version": "1",\n "source_path": "a.kyn"\n}\n`;
  const longMarkers = lock.replaceAll(/[<=>]{7}/g, marker => marker.repeat(2));
  const leftover = lock.replace(/<{7}.*={7}\n/s, '');
  const withAncestor = lock.replace('=======', '||||||| base\n=======');
  for (const text of [lock, lock.replaceAll('\n', '\r\n'), withAncestor, longMarkers, leftover]) {
    const files = { '/w/a.kyn': houseSpec, '/w/kynml.lock': text };
    const check = await kyn({ files }, 'lock', 'check', 'a.kyn', '--format', 'json');
    expect([check.code, parseJsonOutput(check).results[0].state]).toEqual([1, 'invalid']);
    expect((await kyn({ files }, 'lock', 'check', 'a.kyn')).stdout).toContain('kynml.lock contains a merge conflict');
    const create = await kyn({ files }, 'lock', 'create', 'a.kyn');
    expect([create.code, create.stderr]).toEqual([
      1,
      'kyn: kynml.lock contains a merge conflict. Nothing was written. Use `--force` to overwrite it.\n',
    ]);
    expect(Object.fromEntries(create.files)).toEqual(files);
    const forced = await kyn({ files }, 'lock', 'create', 'a.kyn', '--force');
    expect([forced.code, [...forced.files.keys()].sort()]).toEqual([0, Object.keys(files).sort()]);
    expect(JSON.parse(String(forced.files.get('/w/kynml.lock')))).toMatchObject({ config_hash: sha256(houseSpec) });
  }
});

test.each([
  '<<<<<<< HEAD\n    batch = 1\n=======\n    batch = 2\n>>>>>>> b\n',
  '<<<<<<<<< HEAD\n    batch = 1\n=========\n    batch = 2\n>>>>>>>>> b\n',
  '    batch = 2\n>>>>>>> b\n',
])('a spec with the merge conflict %j is not locked, and its lock is kept', async conflict => {
  const spec = `${houseSpec}${conflict}`;
  for (const lock of [{}, { '/w/kynml.lock': lockText('a.kyn', houseSpec) }]) {
    const files = { '/w/a.kyn': spec, ...lock };
    const run = await kyn({ files }, 'lock', 'create', 'a.kyn', '--force');
    expect([run.code, run.stderr]).toEqual([
      2,
      'kyn: a.kyn contains a merge conflict, so it does not have a state that could be locked. Resolve the conflict first.\n',
    ]);
    expect(Object.fromEntries(run.files)).toEqual(files);
  }
});

test.each([
  ['in UTF-16', 1, new Uint8Array(Buffer.from(`\ufeff${lockText('a.kyn', houseSpec)}`, 'utf16le'))],
  [
    'that Git LFS did not fetch',
    2,
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 200\n`,
  ],
])('no second lock is written next to a lock %s', async (_, code, lock) => {
  const run = await kyn({ files: { '/w/a.kyn': houseSpec, '/w/kynml.lock': lock } }, 'lock', 'create', 'a.kyn');
  expect([run.code, [...run.files.keys()]]).toEqual([code, ['/w/a.kyn', '/w/kynml.lock']]);
});

test('a lock with a merge conflict above the working folder is found', async () => {
  const files = {
    '/w/sub/a.kyn': houseSpec,
    '/w/kynml.lock': '{\n<<<<<<< HEAD\n "x": 1,\n=======\n>>>>>>> b\n "source_path": "sub/a.kyn"\n}\n',
  };
  const run = await kyn({ files, cwd: '/w/sub' }, 'lock', 'check', 'a.kyn', '--format', 'json');
  expect(parseJsonOutput(run).results[0]).toMatchObject({ lock: '../kynml.lock', state: 'invalid' });
  expect([...(await kyn({ files, cwd: '/w/sub' }, 'lock', 'create', 'a.kyn')).files.keys()]).toEqual(
    Object.keys(files),
  );
});

test('a lock without a source_path that pins another text is not ignored, and is replaced only on request', async () => {
  const files = {
    '/w/a.kyn': houseSpec,
    '/w/kynml.lock': JSON.stringify({ ...JSON.parse(lockText('a.kyn', 'other')), source_path: undefined }),
  };
  const message = 'kynml.lock does not have a `source_path`, so it is not known';
  for (const command of [['check'], ['lock', 'check']]) {
    const { code, stdout, stderr } = await kyn({ files }, ...command, 'a.kyn');
    expect(code).toBe(1);
    expect(stdout + stderr).toContain(message);
  }
  const created = await kyn({ files }, 'lock', 'create', 'a.kyn');
  expect(created).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
  expect(Object.fromEntries(created.files)).toEqual(files);
});
