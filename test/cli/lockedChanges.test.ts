// Drift states whether settings changed, where git has the locked version; otherwise nothing is claimed.
import { expect, test } from 'vitest';
import type { GitStub } from '../../src-shared/host/memoryHost';
import { houseSpec } from '../specFixture';
import { kyn, lockText, sha256 } from './cliEnvironment';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const BLOB = '1'.repeat(40);

/** A git with one commit of a spec. */
const gitWith =
  (text: string, calls: string[] = []): GitStub =>
  async (_, args) => {
    if (args.includes('log')) {
      calls.push('log');
      return bytes(
        `\u0001${'2'.repeat(40)} 2026-04-19T17:30:00Z\0\n:000000 100644 ${'0'.repeat(40)} ${BLOB} A\0a.kyn\0`,
      );
    }
    return args.includes('cat-file') ? bytes(`${BLOB} blob ${bytes(text).length}\n${text}\n`) : undefined;
  };

const filesOf = (now: string) => ({
  '/w/.git/HEAD': '',
  '/w/a.kyn': now,
  '/w/kynml.lock': lockText('a.kyn', houseSpec),
});
const COMMENTED = `# reviewed\n${houseSpec}`;
const hashes = (now: string) => `(locked: ${sha256(houseSpec).slice(0, 12)}, current: ${sha256(now).slice(0, 12)})`;
const EQUAL = `Spec changed since it was locked in kynml.lock ${hashes(COMMENTED)}, but every setting of the file is equal: only comments, blanks, the order, the form of a number, explicit defaults or a byte order mark changed. Regenerate`;

test('only a comment changed: on the spec, on the lock and in lock check', async () => {
  const setup = { files: filesOf(COMMENTED), git: gitWith(houseSpec) };
  for (const argv of [
    ['check', 'a.kyn'],
    ['check', 'kynml.lock'],
    ['lock', 'check', 'a.kyn'],
  ])
    expect(await kyn(setup, ...argv)).toMatchObject({ code: 1, stdout: expect.stringContaining(EQUAL) });
});

test('settings changed, which are named', async () => {
  const now = houseSpec.replace('price', 'cost');
  const { stdout } = await kyn({ files: filesOf(now), git: gitWith(houseSpec) }, 'check', 'a.kyn');
  expect(stdout).toContain(`${hashes(now)}: 1 setting differs (dataset Houses.target). Regenerate`);
});

test.each([
  ['git has another version', gitWith(`${houseSpec}# other\n`), COMMENTED],
  ['git does not answer', async () => ({ ok: false, reason: 'refused' }) as const, COMMENTED],
])('where %s, nothing is claimed about settings', async (_, git, now) => {
  const { stdout } = await kyn({ files: filesOf(now), git }, 'lock', 'check', 'a.kyn');
  expect(stdout).toContain(`${hashes(now)}. Regenerate`);
  expect(stdout).not.toContain('setting');
});

const NOT_COMPARED = 'A lock does not cover imported files, so these are not compared. Regenerate';

test.each([
  ['only a comment changed', '# reviewed\n', '', 'a byte order mark changed.'],
  ['a setting changed', '', 'cost', '1 setting differs (dataset Houses.target).'],
])('that imported files are not compared is stated: %s', async (_, comment, target, what) => {
  const before = `import "lib.kyn"\n${houseSpec}`;
  const now = comment + (target === '' ? before : before.replace('price', target));
  const files = { ...filesOf(now), '/w/lib.kyn': '', '/w/kynml.lock': lockText('a.kyn', before) };
  for (const argv of [
    ['check', 'a.kyn'],
    ['lock', 'check', 'a.kyn'],
  ]) {
    const { stdout } = await kyn({ files, git: gitWith(before) }, ...argv);
    expect(stdout).toContain(`${what} ${NOT_COMPARED}`);
  }
});

test('an import that was removed is stated as well', async () => {
  const before = `import "lib.kyn"\n${houseSpec}`;
  const files = { ...filesOf(houseSpec), '/w/kynml.lock': lockText('a.kyn', before) };
  const { stdout } = await kyn({ files, git: gitWith(before) }, 'lock', 'check', 'a.kyn');
  expect(stdout).toContain(NOT_COMPARED);
});

test('where the spec has syntax errors, it is stated that the settings are not known', async () => {
  const now = `${houseSpec}???\n`;
  const { stdout } = await kyn({ files: filesOf(now), git: gitWith(houseSpec) }, 'lock', 'check', 'a.kyn');
  expect(stdout).toContain(
    `${hashes(now)}. It is not known which settings changed, because one of the versions has syntax errors. Regenerate`,
  );
});

test.each([
  ['check', 'a.kyn'],
  ['lock', 'check', 'a.kyn'],
])('where git cannot read the repository, %s %s states why', async (...argv) => {
  const git: GitStub = async () => ({
    ok: false,
    reason: 'failed',
    detail: 'Expected git repo version <= 1, found 99',
  });
  const { stdout, stderr } = await kyn({ files: filesOf(COMMENTED), git }, ...argv);
  expect(stdout).toContain(`${hashes(COMMENTED)}. Regenerate`);
  expect(stderr).toBe(
    'kyn: warning: git could not read /w: Expected git repo version <= 1, found 99. What depends on it is unknown. A newer git may be able to read it.\n',
  );
});

test('the history is read once, and only where a spec drifted', async () => {
  const calls: string[] = [];
  await kyn({ files: filesOf(COMMENTED), git: gitWith(houseSpec, calls) }, 'check');
  expect(calls).toEqual(['log']);
  await kyn({ files: filesOf(houseSpec), git: gitWith(houseSpec, calls) }, 'check');
  expect(calls).toHaveLength(1);
});
