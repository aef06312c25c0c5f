// Which lock is a spec's, what state the spec is in, and what writing its lock would do: the rules of the `kyn` contract and of the editor.
import { describe, expect, test } from 'vitest';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { nodeHost } from '../../src-shared/host/nodeHost';
import { configHash } from '../../src-shared/repro/configHash';
import { type LockReport, type LockSearch, lockReport, readFrom } from '../../src-shared/repro/findLock';
import { type LockMode, planLock, type WritePlan } from '../../src-shared/repro/planLock';
import { hostOf } from './memory';

const SPEC = '/w/specs/a.kyn';
const HASH = configHash('a spec\n', nodeHost.sha256);
const OTHER = 'ab'.repeat(32);

type Files = Readonly<Record<string, MemoryFile>>;

const search = (changes: Partial<LockSearch> = {}): LockSearch => ({
  spec: SPEC,
  folder: '/w',
  settingPath: '',
  ...changes,
});

function lock(source: string | null, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    backend: 'pytorch',
    config_hash: HASH,
    kynml_version: '0.4.0',
    schema_version: '1',
    ...(source !== null && { source_path: source }),
    ...changes,
  });
}

const report = (files: Files, changes: Partial<LockSearch> = {}, hash: string | undefined = HASH): LockReport =>
  lockReport(search(changes), hash, readFrom(hostOf(files)));

function checkFound(files: Files, path: string | undefined, changes: Partial<LockSearch> = {}): void {
  const found = report(files, changes);
  expect([found.path, found.state]).toEqual([path, path === undefined ? 'missing' : 'locked']);
}

describe('the lock of a spec', () => {
  test('is the kynml.lock above it that pins it', () =>
    checkFound({ '/w/kynml.lock': lock('specs/a.kyn') }, '/w/kynml.lock'));

  test('is the kynml.lock beside it', () =>
    checkFound({ '/w/specs/kynml.lock': lock('a.kyn') }, '/w/specs/kynml.lock'));

  test('is the nearest of several that pin it', () =>
    checkFound({ '/w/kynml.lock': lock('specs/a.kyn'), '/w/specs/kynml.lock': lock('a.kyn') }, '/w/specs/kynml.lock'));

  test('is not a nearer one that pins another spec', () =>
    checkFound({ '/w/kynml.lock': lock('specs/a.kyn'), '/w/specs/kynml.lock': lock('b.kyn') }, '/w/kynml.lock'));

  test('is not one that pins nothing', () => checkFound({ '/w/kynml.lock': lock(null) }, undefined));

  test('is not one that pins a spec of the same name elsewhere', () =>
    checkFound({ '/w/kynml.lock': lock('other/a.kyn') }, undefined));

  test('may name it from the workspace folder', () =>
    checkFound({ '/w/specs/kynml.lock': lock('specs/a.kyn') }, '/w/specs/kynml.lock'));

  test('may name it with dots, backslashes or absolutely', () => {
    for (const source of ['./specs//a.kyn', 'specs/../specs/a.kyn', 'specs\\a.kyn', '/w/specs/a.kyn'])
      checkFound({ '/w/kynml.lock': lock(source) }, '/w/kynml.lock');
  });

  test('names it in its own case', () => checkFound({ '/w/kynml.lock': lock('specs/A.kyn') }, undefined));

  test('is not looked for above the workspace folder', () =>
    checkFound({ '/kynml.lock': lock('w/specs/a.kyn') }, undefined));

  test('is looked for up to the root where there is no folder', () =>
    checkFound({ '/kynml.lock': lock('w/specs/a.kyn') }, '/kynml.lock', { folder: undefined }));

  test('of a spec outside of the folder is looked for up to the root, and in the folder', () => {
    checkFound({ '/kynml.lock': lock('x/a.kyn') }, '/kynml.lock', { spec: '/x/a.kyn' });
    checkFound({ '/w/kynml.lock': lock('../x/a.kyn') }, '/w/kynml.lock', { spec: '/x/a.kyn' });
  });

  test('in a folder whose name only begins alike is not found', () =>
    checkFound({ '/w/kynml.lock': lock('../w2/a.kyn') }, undefined, { spec: '/w2/a.kyn', folder: '/w2' }));

  test('is the one of the setting, relative to the folder or absolute', () => {
    const files = { '/w/locks/x.lock': lock('../specs/a.kyn') };
    checkFound(files, '/w/locks/x.lock', { settingPath: 'locks/x.lock' });
    checkFound(files, '/w/locks/x.lock', { settingPath: '/w/locks/x.lock' });
    checkFound(files, undefined);
    checkFound({ '/w/specs/x.lock': lock('a.kyn') }, '/w/specs/x.lock', { settingPath: 'x.lock', folder: undefined });
  });

  test('is the one of the setting only where that pins it', () =>
    checkFound({ '/w/x.lock': lock('specs/b.kyn') }, undefined, { settingPath: 'x.lock' }));

  test('above it counts more than the one of the setting, that more than the one named after it', () => {
    const beside = { '/w/specs/a.kyn.lock': lock('a.kyn') };
    const setting = { ...beside, '/w/x.lock': lock('specs/a.kyn') };
    checkFound({ ...setting, '/w/kynml.lock': lock('specs/a.kyn') }, '/w/kynml.lock', { settingPath: 'x.lock' });
    checkFound(setting, '/w/x.lock', { settingPath: 'x.lock' });
    checkFound(beside, '/w/specs/a.kyn.lock', { settingPath: 'x.lock' });
  });

  test('named after it is its own whatever it says', () => {
    for (const source of ['a.kyn', 'elsewhere.kyn', null])
      checkFound({ '/w/specs/a.kyn.lock': lock(source) }, '/w/specs/a.kyn.lock');
  });

  test('is the file that is named and no other', () => {
    const files = { '/w/kynml.lock': lock('specs/a.kyn'), '/w/mine.lock': lock('b.kyn') };
    checkFound(files, '/w/mine.lock', { explicit: '/w/mine.lock' });
    checkFound(files, undefined, { explicit: '/w/none.lock' });
  });

  test('of two folders with specs of one name is each its own', () => {
    const files = { '/one/kynml.lock': lock('a.kyn'), '/two/kynml.lock': lock('a.kyn', { config_hash: OTHER }) };
    checkFound(files, '/one/kynml.lock', { spec: '/one/a.kyn', folder: '/one' });
    const two = report(files, { spec: '/two/a.kyn', folder: '/two' });
    expect([two.path, two.state]).toEqual(['/two/kynml.lock', 'drifted']);
  });

  test('with a byte order mark is read', () =>
    checkFound({ '/w/kynml.lock': `\ufeff${lock('specs/a.kyn')}` }, '/w/kynml.lock'));
});

describe('the state of a spec', () => {
  const stateOf = (text: MemoryFile, hash?: string) => report({ '/w/kynml.lock': text }, {}, hash).state;

  test.each([
    ['locked', lock('specs/a.kyn')],
    ['drifted', lock('specs/a.kyn', { config_hash: OTHER })],
    ['invalid', lock('specs/a.kyn', { config_hash: HASH.toUpperCase() })],
    ['invalid', lock('specs/a.kyn', { config_hash: null })],
    ['invalid', lock('specs/a.kyn', { config_hash: HASH.slice(0, 12) })],
    ['invalid', lock('specs/a.kyn', { schema_version: '' })],
    ['invalid', lock('specs/a.kyn', { schema_version: 1 })],
    ['invalid', lock('specs/a.kyn', { schema_version: '0' })],
    ['newer', lock('specs/a.kyn', { schema_version: '2' })],
    ['newer', lock('specs/a.kyn', { schema_version: '10', config_hash: 'in another form' })],
    ['invalid', '[]'],
    ['invalid', '"text"'],
    ['invalid', 'no JSON'],
    ['invalid', ''],
    ['invalid', Uint8Array.from([0xff, 0xfe])],
    ['invalid', { unreadable: 'denied' as const }],
    ['invalid', { unreadable: 'too-large' as const }],
  ])('is %s with %j', (state, text) => {
    expect(stateOf(text)).toBe(state);
  });

  test('is missing without a lock, which is no mismatch', () => {
    expect(report({})).toEqual({
      state: 'missing',
      message: 'No lock pins this spec; create one to be told when it changes.',
    });
  });

  test('is invalid where the spec has no hash', () => {
    const found = lockReport(search(), undefined, readFrom(hostOf({ '/w/kynml.lock': lock('specs/a.kyn') })));
    expect([found.state, found.message]).toEqual([
      'invalid',
      'The spec has no CONFIG_HASH to compare with kynml.lock.',
    ]);
  });

  test('is the same for the CR LF and the CR form of the spec', () => {
    const files = { '/w/kynml.lock': lock('specs/a.kyn') };
    for (const text of ['a spec\r\n', 'a spec\r'])
      expect(report(files, {}, configHash(text, nodeHost.sha256)).state).toBe('locked');
    expect(report(files, {}, configHash('\ufeffa spec\n', nodeHost.sha256)).state).toBe('drifted');
  });

  test.each([
    ['locked', lock('specs/a.kyn'), 'The spec is as kynml.lock pins it.'],
    [
      'drifted',
      lock('specs/a.kyn', { config_hash: OTHER }),
      `Spec changed since it was locked (locked abababababab, now ${HASH.slice(0, 12)}). Regenerate the lock to accept the change, or see what changed.`,
    ],
    ['broken', '[]', 'kynml.lock cannot be read as a lock: it is no JSON object.'],
    ['not UTF-8', Uint8Array.from([0xff]), 'kynml.lock cannot be read as a lock: it is not UTF-8 text.'],
    ['denied', { unreadable: 'denied' as const }, 'kynml.lock cannot be read as a lock: you may not read it.'],
    [
      'newer',
      lock('specs/a.kyn', { schema_version: '3' }),
      'kynml.lock has schema version 3, newer than this tool knows, so it is not judged.',
    ],
    [
      'of no version',
      lock('specs/a.kyn', { schema_version: null }),
      'kynml.lock has no schema version that this tool knows; regenerate the lock.',
    ],
    [
      'without a hash',
      lock('specs/a.kyn', { config_hash: 7 }),
      'kynml.lock holds no config_hash of 64 hex digits; regenerate the lock.',
    ],
  ])('is said in a sentence: %s', (_, text, message) => {
    expect(report({ '/w/kynml.lock': text }).message).toBe(message);
  });

  test('names the lock by its path in the folder, outside of it by its name', () => {
    const inside = report({ '/w/specs/kynml.lock': '[]' });
    expect(inside.message).toMatch(/^specs\/kynml\.lock cannot/);
    const outside = report({ '/x/y.lock': '[]' }, { explicit: '/x/y.lock' });
    expect(outside.message).toMatch(/^y\.lock cannot/);
  });
});

describe('a broken lock above a spec', () => {
  test('is reported, for it may be the spec’s', () => {
    const found = report({ '/w/kynml.lock': '{' });
    expect([found.state, found.path]).toEqual(['invalid', '/w/kynml.lock']);
  });

  test('is passed over where another lock pins the spec', () => {
    checkFound({ '/w/specs/kynml.lock': '{', '/w/kynml.lock': lock('specs/a.kyn') }, '/w/kynml.lock');
    checkFound({ '/w/kynml.lock': '{', '/w/specs/a.kyn.lock': lock('a.kyn') }, '/w/specs/a.kyn.lock');
  });

  test('may be a folder', () => {
    const found = report({ '/w/kynml.lock/readme': '' });
    expect([found.state, found.message]).toEqual(['invalid', 'kynml.lock cannot be read as a lock: it is a folder.']);
  });

  test('of several is the nearest', () => {
    expect(report({ '/w/specs/kynml.lock': '{', '/w/kynml.lock': '[' }).path).toBe('/w/specs/kynml.lock');
  });
});

interface Asked {
  readonly files: Files;
  readonly search?: Partial<LockSearch>;
  readonly mode?: LockMode;
}

// A plan that writes is carried out: afterwards the spec is locked by the file that was written, and nothing is left to do.
async function plan({ files, search: changes = {}, mode = 'create' }: Asked): Promise<WritePlan> {
  const host = hostOf(files);
  const read = readFrom(host);
  const planned = planLock(search(changes), HASH, mode, read);
  if (planned.action === 'refuse') return planned;
  expect((await host.writeAtomic(planned.path, planned.text)).ok).toBe(true);
  const after = lockReport(search(changes), HASH, read);
  expect([after.state, after.path]).toEqual(['locked', planned.path]);
  for (const next of ['create', 'regenerate'] as const)
    expect(planLock(search(changes), HASH, next, read)).toMatchObject({ action: 'unchanged', path: planned.path });
  return planned;
}

const text = (source: string, changes: Readonly<Record<string, string>> = {}): string => {
  const fields = {
    backend: 'pytorch',
    config_hash: HASH,
    kynml_version: 'unknown',
    schema_version: '1',
    source_path: source,
    ...changes,
  };
  const lines = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `  "${key}": "${value}"`);
  return `{\n${lines.join(',\n')}\n}\n`;
};

describe('creating a lock', () => {
  test('writes kynml.lock in the folder where there is none', async () => {
    expect(await plan({ files: {} })).toEqual({ action: 'create', path: '/w/kynml.lock', text: text('specs/a.kyn') });
  });

  test('writes it beside the spec where there is no folder', async () => {
    expect(await plan({ files: {}, search: { folder: undefined } })).toEqual({
      action: 'create',
      path: '/w/specs/kynml.lock',
      text: text('a.kyn'),
    });
  });

  test('of a spec outside of the folder writes it in the folder, where it is found again', async () => {
    expect(await plan({ files: {}, search: { spec: '/x/a.kyn' } })).toMatchObject({
      path: '/w/kynml.lock',
      text: text('../x/a.kyn'),
    });
  });

  test('renews the lock that is the spec’s, wherever that is', async () => {
    const stale = { config_hash: OTHER, schema_version: '1' };
    for (const path of ['/w/kynml.lock', '/w/specs/kynml.lock', '/w/specs/a.kyn.lock']) {
      const planned = await plan({ files: { [path]: lock('specs/a.kyn', stale) } });
      expect(planned).toMatchObject({ action: 'update', path });
      expect(planned).not.toHaveProperty('confirm');
    }
  });

  test('changes nothing where nothing changed', async () => {
    expect(await plan({ files: { '/w/kynml.lock': text('specs/a.kyn') } })).toMatchObject({ action: 'unchanged' });
  });

  test('leaves the lock of another spec alone and writes one named after the spec', async () => {
    expect(await plan({ files: { '/w/kynml.lock': lock('specs/b.kyn') } })).toEqual({
      action: 'create',
      path: '/w/specs/a.kyn.lock',
      text: text('a.kyn'),
    });
  });

  test('leaves a broken lock alone as well', async () => {
    for (const broken of ['{', '[]', '', { unreadable: 'denied' as const }])
      expect(await plan({ files: { '/w/kynml.lock': broken } })).toMatchObject({
        action: 'create',
        path: '/w/specs/a.kyn.lock',
      });
  });

  test('leaves a folder in its place alone', async () => {
    expect(await plan({ files: { '/w/kynml.lock/x': '' } })).toMatchObject({
      action: 'create',
      path: '/w/specs/a.kyn.lock',
    });
  });

  test('asks before it replaces one that is named after the spec but pins another', async () => {
    const files = { '/w/kynml.lock': lock('specs/b.kyn'), '/w/specs/a.kyn.lock': lock('c.kyn') };
    expect(await plan({ files })).toMatchObject({
      action: 'update',
      path: '/w/specs/a.kyn.lock',
      confirm: 'a.kyn.lock pins c.kyn, not a.kyn. Overwrite it?',
      text: text('a.kyn', { kynml_version: '0.4.0' }),
    });
  });

  test('asks before it replaces what is no lock and named after the spec', async () => {
    const files = { '/w/kynml.lock': lock('specs/b.kyn'), '/w/specs/a.kyn.lock': 'notes' };
    expect(await plan({ files })).toMatchObject({
      action: 'update',
      confirm: 'a.kyn.lock is no lock (it is no JSON object). Replace it?',
    });
  });

  test('asks before it replaces the named lock of another spec', async () => {
    const files = { '/w/other.lock': lock('specs/b.kyn') };
    expect(await plan({ files, search: { explicit: '/w/other.lock' } })).toMatchObject({
      action: 'update',
      confirm: 'other.lock pins specs/b.kyn, not a.kyn. Overwrite it?',
    });
  });

  test('writes the named file, in a folder of its own', async () => {
    expect(await plan({ files: {}, search: { explicit: '/w/locks/a.lock' } })).toEqual({
      action: 'create',
      path: '/w/locks/a.lock',
      text: text('../specs/a.kyn'),
    });
  });
});

describe('regenerating a lock', () => {
  const mode = 'regenerate';

  test('keeps every field that is not ours, and how the spec is named', async () => {
    const previous = lock('./specs/../specs/a.kyn', {
      config_hash: OTHER,
      kynml_version: '0.9.9',
      backend: 'jax',
      note: 'mine',
      nested: { b: [1, 2.5], a: null },
      __proto__: undefined,
    });
    const planned = await plan({ files: { '/w/kynml.lock': previous }, mode });
    expect(planned).toMatchObject({ action: 'update', path: '/w/kynml.lock' });
    const written = JSON.parse('text' in planned ? planned.text : '');
    expect(written).toEqual({
      backend: 'jax',
      config_hash: HASH,
      kynml_version: '0.9.9',
      nested: { a: null, b: [1, 2.5] },
      note: 'mine',
      schema_version: '1',
      source_path: './specs/../specs/a.kyn',
    });
    expect(Object.keys(written)).toEqual(Object.keys(written).sort());
  });

  test('keeps numbers to the digit and strange names', async () => {
    const previous = lock('specs/a.kyn', { config_hash: OTHER }).replace(
      '{',
      '{"n": 1.0, "big": 12345678901234567890, "__proto__": 1e400, "é": "é", ',
    );
    const planned = await plan({ files: { '/w/kynml.lock': previous }, mode });
    const written = 'text' in planned ? planned.text : '';
    for (const part of ['"n": 1.0,', '"big": 12345678901234567890,', '"__proto__": 1e400,', '"\\u00e9": "\\u00e9"'])
      expect(written).toContain(part);
  });

  test('asks before it overwrites a newer schema', async () => {
    const files = { '/w/kynml.lock': lock('specs/a.kyn', { schema_version: '7' }) };
    expect(await plan({ files, mode })).toMatchObject({
      action: 'update',
      confirm: 'kynml.lock has schema version 7, newer than this tool knows. Overwrite it with version 1?',
    });
  });

  test('asks before it replaces what is no lock', async () => {
    for (const [broken, why] of [
      ['{', 'it is no JSON object'],
      [Uint8Array.from([0xff]), 'it is not UTF-8 text'],
    ] as const)
      expect(await plan({ files: { '/w/kynml.lock': broken }, mode })).toMatchObject({
        action: 'update',
        path: '/w/kynml.lock',
        confirm: `kynml.lock is no lock (${why}). Replace it?`,
        text: text('specs/a.kyn'),
      });
  });

  test('mends a lock without a hash unasked', async () => {
    const planned = await plan({ files: { '/w/kynml.lock': lock('specs/a.kyn', { config_hash: 'x' }) }, mode });
    expect(planned).toMatchObject({ action: 'update' });
    expect(planned).not.toHaveProperty('confirm');
  });

  test.each(['x', '2.0', 2, 1])('asks before it replaces schema version %j', async version => {
    const planned = await plan({ files: { '/w/kynml.lock': lock('specs/a.kyn', { schema_version: version }) }, mode });
    expect(planned).toMatchObject({ action: 'update', confirm: expect.stringContaining(`schema version ${version}`) });
  });

  test('creates one where there is none', async () => {
    expect(await plan({ files: {}, mode })).toMatchObject({ action: 'create', path: '/w/kynml.lock' });
  });

  test('refuses what cannot be replaced, and says why', async () => {
    const refusals: readonly (readonly [Files, string])[] = [
      [{ '/w/kynml.lock/x': '' }, 'kynml.lock cannot be replaced: it is a folder.'],
      [{ '/w/kynml.lock': { unreadable: 'denied' } }, 'kynml.lock cannot be replaced: you may not read it.'],
      [{ '/w/kynml.lock': { unreadable: 'too-large' } }, 'kynml.lock cannot be replaced: it is larger than 64 MiB.'],
    ];
    for (const [files, refusal] of refusals) expect(await plan({ files, mode })).toEqual({ action: 'refuse', refusal });
  });
});

test('a spec without a hash cannot be locked', () => {
  for (const mode of ['create', 'regenerate'] as const)
    expect(planLock(search(), undefined, mode, readFrom(hostOf({})))).toEqual({
      action: 'refuse',
      refusal: 'a.kyn is not UTF-8 text, so it has no CONFIG_HASH to lock.',
    });
});
