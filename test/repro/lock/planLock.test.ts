// Plans for writing a spec's lock: the path, the fields that are kept, the questions and the refusals.
import { describe, expect, test } from 'vitest';
import { type LockSearch, lockReport, readFrom } from '../../../src-shared/repro/lock/findLock';
import { type LockMode, planLock, type WritePlan } from '../../../src-shared/repro/lock/planLock';
import { OPENAI } from '../../secretSample';
import { houseSpec } from '../../specFixture';
import { hostOf } from '../memory';
import { conflictedLock, type Files, HASH, lock, OTHER, search } from './lockCases';

interface PlanCase {
  readonly files: Files;
  readonly search?: Partial<LockSearch>;
  readonly mode?: LockMode;
}

// Executes a plan that writes: afterwards the spec is locked by the written file, and a new plan changes nothing.
async function plan({ files, search: changes = {}, mode = 'create' }: PlanCase): Promise<WritePlan> {
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
  test('writes kynml.lock in the folder if it does not exist', async () => {
    expect(await plan({ files: {} })).toEqual({
      action: 'create',
      path: '/w/kynml.lock',
      place: 'folder',
      text: text('specs/a.kyn'),
    });
  });

  test('writes it next to the spec without a folder', async () => {
    expect(await plan({ files: {}, search: { folder: undefined } })).toEqual({
      action: 'create',
      path: '/w/specs/kynml.lock',
      place: 'folder',
      text: text('a.kyn'),
    });
  });

  test('for a spec outside the folder writes it in the folder, where it is found again', async () => {
    expect(await plan({ files: {}, search: { spec: '/x/a.kyn' } })).toMatchObject({
      path: '/w/kynml.lock',
      text: text('../x/a.kyn'),
    });
  });

  test('updates the existing lock of the spec in any place', async () => {
    const stale = { config_hash: OTHER, schema_version: '1' };
    for (const path of ['/w/kynml.lock', '/w/specs/kynml.lock', '/w/specs/a.kyn.lock']) {
      const planned = await plan({ files: { [path]: lock('specs/a.kyn', stale) } });
      expect(planned).toMatchObject({ action: 'update', path, place: 'existing', lockedHash: OTHER });
      expect(planned).not.toHaveProperty('confirm');
    }
  });

  test('changes nothing if the lock is up to date', async () => {
    expect(await plan({ files: { '/w/kynml.lock': text('specs/a.kyn') } })).toMatchObject({ action: 'unchanged' });
  });

  test.each(['/w/specs/a\\b.kyn', '/w/spe\\cs/a.kyn'])('refuses %s, which a lock cannot name', spec => {
    const read = readFrom(hostOf({ [spec]: houseSpec }));
    const refusal = `${spec.slice(spec.lastIndexOf('/') + 1)} cannot be locked, because a lock cannot name a path with a backslash: it separates folders on Windows. Rename the file or folder.`;
    expect(planLock(search({ spec }), HASH, 'create', read)).toEqual({ action: 'refuse', refusal });
  });

  test('accepts a backslash in the folder of the lock, whose name is not recorded', () => {
    const spec = '/w/a\\b/a.kyn';
    const plan = planLock(search({ spec, folder: '/w/a\\b' }), HASH, 'create', readFrom(hostOf({ [spec]: houseSpec })));
    expect(plan).toMatchObject({ action: 'create', text: text('a.kyn') });
  });

  test('keeps the lock of another spec and writes one named after the spec', async () => {
    expect(await plan({ files: { '/w/kynml.lock': lock('specs/b.kyn') } })).toEqual({
      action: 'create',
      path: '/w/specs/a.kyn.lock',
      place: 'beside',
      text: text('a.kyn'),
    });
  });

  const whole = text('specs/a.kyn');
  test.each([
    ['that is empty', ''],
    ['of another form', '[]'],
    ['that is cut before the name of the spec', whole.slice(0, 60)],
    ['that is cut in the name of the spec', whole.slice(0, -8)],
    ['of zeros', '\0'.repeat(300)],
    ['with a longer marker', whole.replace('\n', '\n========\n')],
    ['with a conflict and old line ends', `{\r<<<<<<< a\r"config_hash": "1",\r=======\r>>>>>>> b\r"seed": 1}\r`],
  ])('asks before it replaces a kynml.lock %s, and does not write a second lock', async (_, broken) => {
    expect(await plan({ files: { '/w/kynml.lock': broken } })).toMatchObject({
      action: 'update',
      path: '/w/kynml.lock',
      confirm: { statement: 'kynml.lock is not a lock (it is not a JSON object).', question: 'Replace it?' },
    });
  });

  test.each(['=======', '||||||| base', '>>>>>>> x'])(
    'asks before it replaces a lock with the leftover %s',
    async line => {
      expect(await plan({ files: { '/w/kynml.lock': whole.replace('\n', `\n${line}\n`) } })).toMatchObject({
        action: 'update',
        path: '/w/kynml.lock',
        confirm: { statement: 'kynml.lock contains a merge conflict.', question: 'Replace it?' },
      });
    },
  );

  test.each([
    ['a folder', { '/w/kynml.lock/x': '' }, 'it is a folder'],
    [
      'a device',
      { '/w/kynml.lock': { unreadable: 'special' as const } },
      'it is a device, a pipe or a file of the system and not a regular file',
    ],
    ['closed', { '/w/kynml.lock': { unreadable: 'denied' as const } }, 'permission denied'],
  ])('is refused where kynml.lock is %s', async (_, files, reason) => {
    expect(await plan({ files })).toEqual({ action: 'refuse', refusal: `kynml.lock cannot be replaced: ${reason}.` });
  });

  test('keeps a broken lock whose readable part names another spec', async () => {
    const broken = text('specs/b.kyn').replace(/\}\n$/, '');
    expect(await plan({ files: { '/w/kynml.lock': broken } })).toMatchObject({
      action: 'create',
      path: '/w/specs/a.kyn.lock',
    });
  });

  test('asks before it replaces a lock that is named after the spec but pins another spec', async () => {
    const files = { '/w/kynml.lock': lock('specs/b.kyn'), '/w/specs/a.kyn.lock': lock('c.kyn') };
    expect(await plan({ files })).toMatchObject({
      action: 'update',
      path: '/w/specs/a.kyn.lock',
      confirm: { statement: 'a.kyn.lock pins c.kyn, not a.kyn.', question: 'Overwrite it?' },
      text: text('a.kyn', { kynml_version: '0.4.0' }),
    });
  });

  test('asks before it replaces a file that is named after the spec but is not a lock', async () => {
    const files = { '/w/kynml.lock': lock('specs/b.kyn'), '/w/specs/a.kyn.lock': 'notes' };
    expect(await plan({ files })).toMatchObject({
      action: 'update',
      confirm: { statement: 'a.kyn.lock is not a lock (it is not a JSON object).', question: 'Replace it?' },
    });
  });

  const conflicted = conflictedLock('specs/a.kyn', 'config_hash', OTHER);

  test('asks before it replaces a lock with a merge conflict, and does not write a second lock', async () => {
    expect(await plan({ files: { '/w/kynml.lock': conflicted } })).toMatchObject({
      action: 'update',
      path: '/w/kynml.lock',
      confirm: { statement: 'kynml.lock contains a merge conflict.', question: 'Replace it?' },
      text: text('specs/a.kyn', { kynml_version: '0.4.0', note: 'kept' }),
    });
  });

  test('asks where a merge conflict hides which spec the lock names', async () => {
    const files = { '/w/kynml.lock': '<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n' };
    expect(await plan({ files })).toMatchObject({
      path: '/w/kynml.lock',
      confirm: { statement: 'kynml.lock contains a merge conflict.' },
    });
  });

  test('is written next to the spec where the conflict is in the lock of another spec', async () => {
    const files = { '/w/kynml.lock': conflicted.replace('specs/a.kyn', 'specs/b.kyn') };
    expect(await plan({ files })).toMatchObject({ action: 'create', path: '/w/specs/a.kyn.lock' });
  });

  test('asks before it replaces a lock with a byte order mark', async () => {
    const files = { '/w/kynml.lock': `\ufeff${lock('specs/a.kyn', { note: 'kept' })}` };
    expect(await plan({ files })).toMatchObject({
      path: '/w/kynml.lock',
      confirm: { statement: 'kynml.lock starts with a byte order mark.' },
      text: text('specs/a.kyn', { kynml_version: '0.4.0', note: 'kept' }),
    });
  });

  test('asks before it replaces an explicit lock of another spec', async () => {
    const files = { '/w/other.lock': lock('specs/b.kyn') };
    expect(await plan({ files, search: { explicit: '/w/other.lock' } })).toMatchObject({
      action: 'update',
      confirm: { statement: 'other.lock pins specs/b.kyn, not a.kyn.', question: 'Overwrite it?' },
    });
  });

  test('writes the explicit file, in a new folder', async () => {
    expect(await plan({ files: {}, search: { explicit: '/w/locks/a.lock' } })).toEqual({
      action: 'create',
      path: '/w/locks/a.lock',
      place: 'named',
      text: text('../specs/a.kyn'),
    });
  });
});

describe('regenerating a lock', () => {
  const mode = 'regenerate';

  test('keeps all other fields and the form of source_path', async () => {
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

  test('keeps the digits of numbers and unusual keys', async () => {
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
      confirm: {
        statement: 'kynml.lock has schema version 7, which is newer than this tool supports.',
        question: 'Overwrite it with version 1?',
      },
    });
  });

  test('asks before it replaces a file that is not a lock', async () => {
    for (const [broken, why] of [
      ['{', 'it is not a JSON object'],
      [Uint8Array.from([0xff]), 'it is not UTF-8 text'],
    ] as const)
      expect(await plan({ files: { '/w/kynml.lock': broken }, mode })).toMatchObject({
        action: 'update',
        path: '/w/kynml.lock',
        confirm: { statement: `kynml.lock is not a lock (${why}).`, question: 'Replace it?' },
        text: text('specs/a.kyn'),
      });
  });

  test('corrects a lock without a hash without a question', async () => {
    const planned = await plan({ files: { '/w/kynml.lock': lock('specs/a.kyn', { config_hash: 'x' }) }, mode });
    expect(planned).toMatchObject({ action: 'update' });
    expect(planned).not.toHaveProperty('confirm');
  });

  test.each([
    ['x', 'schema version x'],
    ['2.0', 'schema version 2.0'],
    [2, 'schema version 2'],
    [1, 'the number 1 as `schema_version`, which must be the text "1"'],
  ])('asks before it replaces schema version %j', async (version, shown) => {
    const planned = await plan({ files: { '/w/kynml.lock': lock('specs/a.kyn', { schema_version: version }) }, mode });
    expect(planned).toMatchObject({
      action: 'update',
      confirm: {
        statement: expect.stringContaining(shown),
        question: 'Overwrite it with version 1?',
      },
    });
  });

  test.each([
    ['2\u001b[1m\nx', '2\\u001b[1m\\u000ax,'],
    [`2 ${OPENAI}`, '2 (hidden),'],
    [`9${'0'.repeat(100_000)}`, `9${'0'.repeat(19)}…,`],
    [`x${'y'.repeat(100_000)}`, `x${'y'.repeat(19)}…,`],
  ])('shows schema version %# on one line, cut and without secrets', async (version, shown) => {
    const planned = await plan({ files: { '/w/kynml.lock': lock('specs/a.kyn', { schema_version: version }) }, mode });
    const start = `kynml.lock has schema version ${shown} which`;
    expect(planned).toMatchObject({ confirm: { statement: expect.stringContaining(start) } });
  });

  test('creates a lock if it does not exist', async () => {
    expect(await plan({ files: {}, mode })).toMatchObject({ action: 'create', path: '/w/kynml.lock' });
  });

  test('refuses to replace some files, with the reason', async () => {
    const refusals: readonly (readonly [Files, string])[] = [
      [{ '/w/kynml.lock/x': '' }, 'kynml.lock cannot be replaced: it is a folder.'],
      [{ '/w/kynml.lock': { unreadable: 'denied' } }, 'kynml.lock cannot be replaced: permission denied.'],
      [{ '/w/kynml.lock': { unreadable: 'too-large' } }, 'kynml.lock cannot be replaced: it is larger than 64 MiB.'],
    ];
    for (const [files, refusal] of refusals) expect(await plan({ files, mode })).toEqual({ action: 'refuse', refusal });
  });
});

test('a spec without a hash cannot be locked', () => {
  for (const mode of ['create', 'regenerate'] as const)
    expect(planLock(search(), undefined, mode, readFrom(hostOf({})))).toEqual({
      action: 'refuse',
      refusal: 'a.kyn is not UTF-8 text, so it does not have a CONFIG_HASH that could be locked.',
    });
});
