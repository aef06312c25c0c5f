// What writing a spec's lock would do: where it goes, what it keeps, what is asked before and what is refused.
import { describe, expect, test } from 'vitest';
import { type LockSearch, lockReport, readFrom } from '../../../src-shared/repro/lock/findLock';
import { type LockMode, planLock, type WritePlan } from '../../../src-shared/repro/lock/planLock';
import { hostOf } from '../memory';
import { type Files, HASH, lock, OTHER, search } from './lockCases';

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
