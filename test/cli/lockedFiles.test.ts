// Which files kyn lock create locks.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { kyn } from './cliEnvironment';

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
