// kyn check and kyn lock check agree about a lock that cannot be compared with its spec: both fail, and the reason is reported once.
import { describe, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { kyn, lockText, parseJsonOutput } from './cliEnvironment';

interface Checked {
  readonly files: readonly { readonly path: string; readonly diagnostics: { code: string; severity: string }[] }[];
}

const LOCKS: Readonly<Record<string, string>> = {
  'an unknown schema': lockText('a.kyn', houseSpec, { schema_version: '1.0' }),
  'an older schema': lockText('a.kyn', houseSpec, { schema_version: '0' }),
  'a newer schema': lockText('a.kyn', houseSpec, { schema_version: '2' }),
  'no hash': lockText('a.kyn', houseSpec, { config_hash: 'x' }),
  'a byte order mark': `\ufeff${lockText('a.kyn', houseSpec)}`,
  'a merge conflict': `<<<<<<< a\n${lockText('a.kyn', houseSpec)}\n=======\n${lockText('a.kyn', 'b')}\n>>>>>>> b\n`,
};

describe.each(Object.entries(LOCKS))('a lock with %s', (name, lock) => {
  const files = { '/w/a.kyn': houseSpec, '/w/kynml.lock': lock };

  test.each(['.', 'a.kyn', 'kynml.lock', 'a.kyn kynml.lock'])('fails a check of %s with one error', async paths => {
    const checked = await kyn({ files }, 'check', ...paths.split(' '), '--format', 'json');
    const errors = (parseJsonOutput(checked) as Checked).files.flatMap(f =>
      f.diagnostics.filter(d => d.severity === 'error').map(d => `${f.path} ${d.code}`),
    );
    expect(checked.code).toBe(1);
    expect(errors).toHaveLength(1);
    expect(parseJsonOutput(checked).summary.errors).toBe(1);
    expect((await kyn({ files }, 'lock', 'check', 'a.kyn')).code).toBe(1);
  });

  test('is an error of the spec, if only the spec is checked', async () => {
    const checked = await kyn({ files }, 'check', 'a.kyn', '--format', 'json');
    const code = name === 'a newer schema' ? 'kyn/lock-newer' : 'kyn/lock-unreadable';
    expect((parseJsonOutput(checked) as Checked).files[0]?.diagnostics).toMatchObject([{ code, severity: 'error' }]);
  });
});

test('a missing lock fails only kyn lock check, because a lock is optional', async () => {
  const files = { '/w/a.kyn': houseSpec };
  expect((await kyn({ files }, 'check')).code).toBe(0);
  expect((await kyn({ files }, 'lock', 'check', 'a.kyn')).code).toBe(1);
});
