// Which files kyn lock create locks.
import { expect, test } from 'vitest';
import { conflictedLock, OTHER } from '../repro/lock/lockCases';
import { houseSpec } from '../specFixture';
import { kyn, lockText } from './cliEnvironment';

test.each(['data.csv', '/w/hostname', 'a.kyn.lock'])('%s is not locked, because it is not a spec', async file => {
  const refused = await kyn(
    { files: { '/w/data.csv': 'a,b', '/w/hostname': 'h', '/w/a.kyn.lock': '{}' } },
    'lock',
    'create',
    file,
  );
  const reason = 'is not a spec: the name of a spec ends in `.kyn`. Nothing was written.';
  expect(refused).toMatchObject({ code: 2, stdout: '', stderr: `kyn: ${file} ${reason}\n` });
  expect(refused.files.has('/w/kynml.lock')).toBe(false);
});

test.each([
  ['model A:\n    input 1\n    $$$\n', 'a syntax error'],
  ['a,b\n1,2\n', 'a syntax error'],
])('a spec with syntax errors is locked, and they are reported: %j', async (text, errors) => {
  const warning = `kyn: a.kyn has ${errors}, so the state that the lock records cannot be trained. \`kyn check\` shows why.\n`;
  for (const options of [[], ['--format', 'json'], ['--dry-run']])
    expect(await kyn({ files: { '/w/a.kyn': text } }, 'lock', 'create', 'a.kyn', ...options)).toMatchObject({
      code: 0,
      stderr: warning,
    });
  expect((await kyn({ files: { '/w/a.kyn': houseSpec } }, 'lock', 'create', 'a.kyn')).stderr).toBe('');
});

test('a merge conflict in the lock of a spec is not hidden by another lock', async () => {
  const conflict = conflictedLock('a.kyn', 'config_hash', OTHER);
  const create = (text: string, ...options: string[]) =>
    kyn({ files: { '/w/a.kyn': houseSpec, '/w/kynml.lock': text } }, 'lock', 'create', 'a.kyn', '--lock', ...options);
  for (const options of [[], ['--force']]) {
    const refused = await create(conflict, 'other.lock', ...options);
    expect(refused).toMatchObject({
      code: 2,
      stderr:
        'kyn: kynml.lock contains a merge conflict and may be the lock of this spec, so no other lock was written. Resolve the conflict first.\n',
    });
    expect(refused.files.has('/w/other.lock')).toBe(false);
  }
  expect(await create(conflict, 'kynml.lock', '--force')).toMatchObject({ code: 0 });
  expect(await create(lockText('a.kyn', houseSpec), 'other.lock')).toMatchObject({ code: 0 });
  expect(await create(conflictedLock('b.kyn', 'config_hash', OTHER), 'other.lock')).toMatchObject({ code: 0 });
});

test('a lock with a number as version is not overwritten without --force', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', houseSpec, { schema_version: 1 }) };
  expect(await kyn({ files }, 'lock', 'create', 'a.kyn')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('kynml.lock has the number 1 as `schema_version`, which must be the text "1".'),
  });
});
