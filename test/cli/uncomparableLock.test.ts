// kyn check and kyn lock check agree about a lock that cannot be compared with its spec: both fail, and the reason is reported once.
import { describe, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { utf16 } from '../utf16';
import { check } from './checkJson';
import { kyn, lockText } from './cliEnvironment';

const withSchema = (version: string): string => lockText('a.kyn', houseSpec, { schema_version: version });
const sideOf = (spec: string): string => lockText('a.kyn', spec);

/** A lock, and the only error of a check of the spec, of the lock, and of both. */
interface Uncomparable {
  readonly lock: string | Uint8Array;
  readonly ofSpec: string;
  readonly ofLock: string;
  readonly ofBoth: string;
}

// The lock has the finding that explains the fault, so the spec has one only where the lock is not checked.
const broken = (lock: string | Uint8Array, code: string): Uncomparable => ({
  lock,
  ofSpec: 'a.kyn kyn/lock-unreadable',
  ofLock: `kynml.lock ${code}`,
  ofBoth: `kynml.lock ${code}`,
});

const LOCKS: Readonly<Record<string, Uncomparable>> = {
  'an unknown schema': broken(withSchema('1.0'), 'kyn/wrong-field'),
  'an older schema': broken(withSchema('0'), 'kyn/wrong-field'),
  'a newer schema': {
    lock: withSchema('2'),
    ofSpec: 'a.kyn kyn/lock-newer',
    ofLock: 'kynml.lock kyn/lock-newer',
    ofBoth: 'a.kyn kyn/lock-newer',
  },
  'no hash': broken(lockText('a.kyn', houseSpec, { config_hash: 'x' }), 'kyn/wrong-field'),
  'a byte order mark': broken(`\ufeff${sideOf(houseSpec)}`, 'kyn/json-byte-order-mark'),
  'UTF-16': broken(utf16(sideOf(houseSpec)), 'kyn/wrong-encoding'),
  'another encoding': broken(new Uint8Array([...Buffer.from(sideOf(houseSpec)), 0xe9]), 'kyn/wrong-encoding'),
  'a merge conflict': broken(
    `<<<<<<< a\n${sideOf(houseSpec)}\n=======\n${sideOf('b')}\n>>>>>>> b\n`,
    'kyn/merge-conflict',
  ),
};

describe.each(Object.entries(LOCKS))('a lock with %s', (_, { lock, ofSpec, ofLock, ofBoth }) => {
  const files = { '/w/a.kyn': houseSpec, '/w/kynml.lock': lock };

  test.each([
    ['.', ofBoth],
    ['a.kyn', ofSpec],
    ['kynml.lock', ofLock],
    ['a.kyn kynml.lock', ofBoth],
  ])('fails a check of %s with one error', async (paths, error) => {
    const checked = await check({ files }, ...paths.split(' '));
    const errors = checked.files.flatMap(f =>
      f.diagnostics.filter(d => d.severity === 'error').map(d => `${f.path} ${d.code}`),
    );
    expect(errors).toEqual([error]);
    expect([checked.code, checked.summary.errors]).toEqual([1, 1]);
  });

  test('fails kyn lock check', async () => {
    expect((await kyn({ files }, 'lock', 'check', 'a.kyn')).code).toBe(1);
  });

  test('gives the spec no other finding', async () => {
    const { files: checked } = await check({ files }, 'a.kyn');
    expect(checked.map(f => f.diagnostics.map(d => `${f.path} ${d.code}`))).toEqual([[ofSpec]]);
  });
});

test('a missing lock fails only kyn lock check, because a lock is optional', async () => {
  const files = { '/w/a.kyn': houseSpec };
  expect((await kyn({ files }, 'check')).code).toBe(0);
  expect((await kyn({ files }, 'lock', 'check', 'a.kyn')).code).toBe(1);
});
