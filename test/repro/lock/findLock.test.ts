// Which lock belongs to a spec, and the state of the spec: the rules of the `kyn` contract and of the editor.
import { describe, expect, test } from 'vitest';
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import { configHash } from '../../../src-shared/repro/hash/configHash';
import { type LockReport, type LockSearch, lockReport, readFrom } from '../../../src-shared/repro/lock/findLock';
import { nodeHost } from '../../nodeHost';
import { OPENAI } from '../../secretSample';
import { houseSpec } from '../../specFixture';
import { hostOf } from '../memory';
import { conflictedLock, type Files, HASH, lock, OTHER, search } from './lockCases';

const report = (files: Files, changes: Partial<LockSearch> = {}, hash: string | undefined = HASH): LockReport =>
  lockReport(search(changes), hash, readFrom(hostOf(files)));

function checkFound(files: Files, path: string | undefined, changes: Partial<LockSearch> = {}): void {
  const found = report(files, changes);
  expect([found.path, found.state]).toEqual([path, path === undefined ? 'missing' : 'locked']);
}

describe('the lock of a spec', () => {
  test('is the kynml.lock in a parent folder that pins it', () =>
    checkFound({ '/w/kynml.lock': lock('specs/a.kyn') }, '/w/kynml.lock'));

  test('is the kynml.lock next to it', () =>
    checkFound({ '/w/specs/kynml.lock': lock('a.kyn') }, '/w/specs/kynml.lock'));

  test('is the nearest of several that pin it', () =>
    checkFound({ '/w/kynml.lock': lock('specs/a.kyn'), '/w/specs/kynml.lock': lock('a.kyn') }, '/w/specs/kynml.lock'));

  test('is not a nearer one that pins another spec', () =>
    checkFound({ '/w/kynml.lock': lock('specs/a.kyn'), '/w/specs/kynml.lock': lock('b.kyn') }, '/w/kynml.lock'));

  test('may be one without a source_path, unless another one names the spec', () => {
    checkFound({ '/w/kynml.lock': lock(null) }, '/w/kynml.lock');
    checkFound({ '/w/kynml.lock': lock(null), '/w/specs/a.kyn.lock': lock('a.kyn') }, '/w/specs/a.kyn.lock');
    checkFound({ '/w/kynml.lock': '{}' }, undefined);
  });

  test('is not one that pins a spec of the same name elsewhere', () =>
    checkFound({ '/w/kynml.lock': lock('other/a.kyn') }, undefined));

  test('may have a source_path relative to the workspace folder', () =>
    checkFound({ '/w/specs/kynml.lock': lock('specs/a.kyn') }, '/w/specs/kynml.lock'));

  test('may have a source_path with dots, with backslashes or an absolute one', () => {
    for (const source of ['./specs//a.kyn', 'specs/../specs/a.kyn', 'specs\\a.kyn', '/w/specs/a.kyn'])
      checkFound({ '/w/kynml.lock': lock(source) }, '/w/kynml.lock');
  });

  test('has a case-sensitive source_path', () => checkFound({ '/w/kynml.lock': lock('specs/A.kyn') }, undefined));

  test('is not searched above the workspace folder', () =>
    checkFound({ '/kynml.lock': lock('w/specs/a.kyn') }, undefined));

  test('is searched up to the root without a workspace folder', () =>
    checkFound({ '/kynml.lock': lock('w/specs/a.kyn') }, '/kynml.lock', { folder: undefined }));

  test('of a spec outside the folder is searched up to the root, and in the folder', () => {
    checkFound({ '/kynml.lock': lock('x/a.kyn') }, '/kynml.lock', { spec: '/x/a.kyn' });
    checkFound({ '/w/kynml.lock': lock('../x/a.kyn') }, '/w/kynml.lock', { spec: '/x/a.kyn' });
  });

  test('in a folder whose name only has the same beginning is not found', () =>
    checkFound({ '/w/kynml.lock': lock('../w2/a.kyn') }, undefined, { spec: '/w2/a.kyn', folder: '/w2' }));

  test('is the one of the setting, relative to the folder or absolute', () => {
    const files = { '/w/locks/x.lock': lock('../specs/a.kyn') };
    checkFound(files, '/w/locks/x.lock', { settingPath: 'locks/x.lock' });
    checkFound(files, '/w/locks/x.lock', { settingPath: '/w/locks/x.lock' });
    checkFound(files, undefined);
    checkFound({ '/w/specs/x.lock': lock('a.kyn') }, '/w/specs/x.lock', { settingPath: 'x.lock', folder: undefined });
  });

  test('is the one of the setting only if that pins the spec', () =>
    checkFound({ '/w/x.lock': lock('specs/b.kyn') }, undefined, { settingPath: 'x.lock' }));

  test('in a parent folder is preferred to the one of the setting, and that to the one named after the spec', () => {
    const beside = { '/w/specs/a.kyn.lock': lock('a.kyn') };
    const setting = { ...beside, '/w/x.lock': lock('specs/a.kyn') };
    checkFound({ ...setting, '/w/kynml.lock': lock('specs/a.kyn') }, '/w/kynml.lock', { settingPath: 'x.lock' });
    checkFound(setting, '/w/x.lock', { settingPath: 'x.lock' });
    checkFound(beside, '/w/specs/a.kyn.lock', { settingPath: 'x.lock' });
  });

  test('named after the spec belongs to it, with any source_path', () => {
    for (const source of ['a.kyn', 'elsewhere.kyn', null])
      checkFound({ '/w/specs/a.kyn.lock': lock(source) }, '/w/specs/a.kyn.lock');
  });

  test('is only the explicit file', () => {
    const files = { '/w/kynml.lock': lock('specs/a.kyn'), '/w/mine.lock': lock('b.kyn') };
    checkFound(files, '/w/mine.lock', { explicit: '/w/mine.lock' });
    checkFound(files, undefined, { explicit: '/w/none.lock' });
  });

  test('is different for specs of the same name in two folders', () => {
    const files = { '/one/kynml.lock': lock('a.kyn'), '/two/kynml.lock': lock('a.kyn', { config_hash: OTHER }) };
    checkFound(files, '/one/kynml.lock', { spec: '/one/a.kyn', folder: '/one' });
    const two = report(files, { spec: '/two/a.kyn', folder: '/two' });
    expect([two.path, two.state]).toEqual(['/two/kynml.lock', 'drifted']);
  });

  test('with a byte order mark is found, but it is invalid because Python cannot read it', () => {
    const found = report({ '/w/kynml.lock': `\ufeff${lock('specs/a.kyn')}` });
    expect([found.path, found.state]).toEqual(['/w/kynml.lock', 'invalid']);
    expect(found.message).toMatch(/^kynml\.lock starts with a byte order mark/);
  });

  const conflict = (ours: string, theirs: string) => conflictedLock(ours, 'source_path', theirs);

  test('with a merge conflict is found if a side names the spec, also below a lock of the spec', () => {
    for (const [ours, theirs] of [
      ['specs/a.kyn', 'b.kyn'],
      ['b.kyn', 'specs/a.kyn'],
    ] as const) {
      const files = { '/w/kynml.lock': conflict(ours, theirs), '/w/specs/a.kyn.lock': lock('specs/a.kyn') };
      const found = report(files);
      expect([found.path, found.state]).toEqual(['/w/kynml.lock', 'invalid']);
      expect(found.message).toMatch(/^kynml\.lock contains a merge conflict/);
    }
  });

  test('with a merge conflict is not the lock of a spec that neither side names', () => {
    expect(report({ '/w/kynml.lock': conflict('b.kyn', 'c.kyn') }).state).toBe('missing');
    const files = { '/w/kynml.lock': conflict('b.kyn', 'c.kyn'), '/w/specs/a.kyn.lock': lock('specs/a.kyn') };
    expect(report(files)).toMatchObject({ path: '/w/specs/a.kyn.lock', state: 'locked' });
  });
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

  test('is missing without a lock, which is not a mismatch', () => {
    expect(report({})).toEqual({
      state: 'missing',
      message: 'This spec does not have a lock. Create one to detect changes.',
    });
  });

  test('is invalid if the spec does not have a hash', () => {
    const found = lockReport(search(), undefined, readFrom(hostOf({ '/w/kynml.lock': lock('specs/a.kyn') })));
    expect([found.state, found.message]).toEqual([
      'invalid',
      'The spec does not have a CONFIG_HASH, so it cannot be compared with kynml.lock. Save it as UTF-8.',
    ]);
  });

  test('is the same for the CR LF and the CR form of the spec', () => {
    const files = { '/w/kynml.lock': lock('specs/a.kyn') };
    for (const text of ['\r\n', '\r'].map(lineEnd => houseSpec.replaceAll('\n', lineEnd)))
      expect(report(files, {}, configHash(text, nodeHost.sha256)).state).toBe('locked');
    expect(report(files, {}, configHash(`\ufeff${houseSpec}`, nodeHost.sha256)).state).toBe('drifted');
  });

  test.each([
    ['locked', lock('specs/a.kyn'), 'The spec matches kynml.lock.'],
    [
      'drifted',
      lock('specs/a.kyn', { config_hash: OTHER }),
      `Spec changed since it was locked in kynml.lock (locked: abababababab, current: ${HASH.slice(0, 12)}). Regenerate the lock to accept the change, or see what changed.`,
    ],
    ['broken', '[]', 'kynml.lock cannot be read as a lock: it is not a JSON object.'],
    [
      'with a number that Python does not read',
      `${lock('specs/a.kyn').trimEnd().slice(0, -1)}, "n": [${'1'.repeat(4301)}]}`,
      'kynml.lock cannot be read as a lock: it has an integer of more than 4,300 digits, so Python cannot read it.',
    ],
    ['not UTF-8', Uint8Array.from([0xff]), 'kynml.lock cannot be read as a lock: it is not UTF-8 text.'],
    ['denied', { unreadable: 'denied' as const }, 'kynml.lock cannot be read as a lock: permission denied.'],
    [
      'newer',
      lock('specs/a.kyn', { schema_version: '3' }),
      'kynml.lock has `schema_version` 3, which is newer than this tool supports, so it is not checked. Update this tool, or regenerate the lock.',
    ],
    [
      'of no version',
      lock('specs/a.kyn', { schema_version: null }),
      'kynml.lock does not have a supported `schema_version`. Regenerate the lock.',
    ],
    [
      'with a number as version',
      lock('specs/a.kyn', { schema_version: 1 }),
      'kynml.lock has the number 1 as `schema_version`, which must be the text "1". Correct it, or regenerate the lock.',
    ],
    [
      'without a hash',
      lock('specs/a.kyn', { config_hash: 7 }),
      'kynml.lock does not have a `config_hash` of 64 hex digits. Regenerate the lock.',
    ],
  ])('has a message: %s', (_, text, message) => {
    expect(report({ '/w/kynml.lock': text }).message).toBe(message);
  });

  test.each([
    ['2\u001b[1m\nx', '2\\u001b[1m\\u000ax'],
    [`2 ${OPENAI}`, '2 (hidden)'],
    [`9${'0'.repeat(100_000)}`, `9${'0'.repeat(19)}…`],
  ])('shows a newer schema %# on one line, cut and without secrets', (version, shown) => {
    const { message } = report({ '/w/kynml.lock': lock('specs/a.kyn', { schema_version: version }) });
    expect(message).toMatch(/^kynml\.lock has `schema_version` [^\n]{1,21}, which is newer/);
    expect(message).toContain(`\`schema_version\` ${shown}`);
  });

  test('shows the path of a lock inside the folder, and that of a lock outside as it was given', () => {
    const inside = report({ '/w/specs/kynml.lock': '[]' });
    expect(inside.message).toMatch(/^specs\/kynml\.lock cannot/);
    const outside = report({ '/x/y.lock': '[]' }, { explicit: '/x/y.lock' });
    expect(outside.message).toMatch(/^\/x\/y\.lock cannot/);
  });
});

describe('a broken lock above a spec', () => {
  test('is reported, because it may belong to the spec', () => {
    const found = report({ '/w/kynml.lock': '{' });
    expect([found.state, found.path]).toEqual(['invalid', '/w/kynml.lock']);
  });

  test('is ignored if another lock pins the spec', () => {
    checkFound({ '/w/specs/kynml.lock': '{', '/w/kynml.lock': lock('specs/a.kyn') }, '/w/kynml.lock');
    checkFound({ '/w/kynml.lock': '{', '/w/specs/a.kyn.lock': lock('a.kyn') }, '/w/specs/a.kyn.lock');
  });

  test('may be a folder', () => {
    const found = report({ '/w/kynml.lock/readme': '' });
    expect([found.state, found.message]).toEqual(['invalid', 'kynml.lock cannot be read as a lock: it is a folder.']);
  });

  test('is the nearest one of several', () => {
    expect(report({ '/w/specs/kynml.lock': '{', '/w/kynml.lock': '[' }).path).toBe('/w/specs/kynml.lock');
  });
});
