// Which files a lock can make kyn read, and the reports about a lock with a newer schema.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { kyn, kynOnDisk, lockText, parseJsonOutput, sha256 } from './cliEnvironment';

type Files = Record<string, string>;
const OTHER = 'model Other:\n    input 1\n';

async function codesOf(files: Files, cwd: string, lock: string): Promise<string[]> {
  const checked = await kyn({ files, cwd }, 'check', lock, '--format', 'json');
  expect(checked.stdout).not.toContain(sha256(houseSpec).slice(0, 12));
  return parseJsonOutput(checked).files[0].diagnostics.map((d: { code: string }) => d.code);
}

test('a lock with an empty source_path does not name a spec', async () => {
  const files = { '/w/kynml.lock': lockText('', OTHER), '/w/a.kyn': houseSpec };
  const checked = await kyn({ files }, 'check', 'kynml.lock', '--format', 'json');
  expect(parseJsonOutput(checked).files[0].diagnostics).toMatchObject([
    {
      code: 'kyn/spec-unreadable',
      message: '`source_path` is empty, so this lock does not name a spec and drift is unknown.',
    },
  ]);
});

describe('the spec that a lock names', () => {
  // The lock pins another text, so a spec that is read has drifted. The hash of a file that must not be read must not be shown.
  const drifts = async (files: Files, cwd: string, lock: string) =>
    parseJsonOutput(await kyn({ files, cwd }, 'check', lock, '--format', 'json')).files[0].diagnostics.map(
      (d: { code: string }) => d.code,
    );

  test.each([
    ['next to it', '/w', '/w/kynml.lock', 'a.kyn', '/w/a.kyn'],
    ['from the working folder', '/w', '/w/locks/kynml.lock', 'specs/a.kyn', '/w/specs/a.kyn'],
    ['in a sibling folder', '/w', '/w/locks/kynml.lock', '../specs/a.kyn', '/w/specs/a.kyn'],
    ['in its repository', '/r/locks', '/r/locks/kynml.lock', '../specs/a.kyn', '/r/specs/a.kyn'],
    ['in its repository, from elsewhere', '/w', '/r/locks/kynml.lock', '../specs/a.kyn', '/r/specs/a.kyn'],
    ['by its absolute path', '/w', '/w/kynml.lock', '/w/specs/a.kyn', '/w/specs/a.kyn'],
  ])('is read %s', async (_, cwd, lock, source, spec) => {
    const files = { [lock]: lockText(source, OTHER), [spec]: houseSpec, '/r/.git/HEAD': '' };
    expect(await drifts(files, cwd, lock)).toEqual(['kyn/lock-drift']);
  });

  test.each([
    ['above the working folder', '/w', '/w/kynml.lock', '../etc/passwd', '/etc/passwd'],
    ['by its absolute path', '/w', '/w/kynml.lock', '/etc/passwd', '/etc/passwd'],
    ['with backslashes', '/w', '/w/kynml.lock', '..\\etc\\passwd', '/etc/passwd'],
    ['above the folder of a lock elsewhere', '/w', '/x/locks/kynml.lock', '../a.kyn', '/x/a.kyn'],
    ['above the repository', '/r/locks', '/r/locks/kynml.lock', '../../a.kyn', '/a.kyn'],
    ['in a folder whose name has the same beginning', '/w', '/w/kynml.lock', '../w2/a.kyn', '/w2/a.kyn'],
  ])('is not read %s', async (_, cwd, lock, source, spec) => {
    const files = { [lock]: lockText(source, OTHER), [spec]: houseSpec, '/r/.git/HEAD': '' };
    expect(await codesOf(files, cwd, lock)).toEqual(['kyn/lock-outside']);
    // The result does not depend on whether the file exists.
    expect(await codesOf({ [lock]: files[lock] ?? '', '/r/.git/HEAD': '' }, cwd, lock)).toEqual(['kyn/lock-outside']);
  });

  test('is not read through a symbolic link', async () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-lock-')));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const cwd = path.join(folder, 'w');
    mkdirSync(cwd);
    writeFileSync(path.join(folder, 'secret'), houseSpec);
    symlinkSync('../secret', path.join(cwd, 'a.kyn'));
    symlinkSync('..', path.join(cwd, 'up'));
    for (const source of ['a.kyn', 'up/secret']) {
      writeFileSync(path.join(cwd, 'kynml.lock'), lockText(source, OTHER));
      const { stdout } = await kynOnDisk(cwd, 'check', 'kynml.lock', '--format', 'json');
      expect(stdout).toContain('kyn/lock-outside');
      expect(stdout).not.toContain(sha256(houseSpec).slice(0, 12));
    }
    writeFileSync(path.join(cwd, 'c.json'), '{"endpoint": {"provider": "p", "model": "m"}, "dataset_path": "a.kyn"}');
    const evaluated = await kynOnDisk(cwd, 'fingerprint', 'eval', 'c.json');
    expect(evaluated).toMatchObject({ code: 1, stdout: '' });
    expect(evaluated.stderr).toContain('behind a symbolic link, so it was not read');
  });
});

describe('a lock of a newer schema', () => {
  const files = {
    '/w/a.kyn': houseSpec,
    '/w/kynml.lock': lockText('a.kyn', houseSpec, { schema_version: '2', config_hash: 'in another form' }),
    '/w/b.lock': lockText('a.kyn', houseSpec, { schema_version: '2' }),
  };

  test('is reported by check, and nothing else in it is checked', async () => {
    const checked = await kyn({ files }, 'check', 'kynml.lock', '--format', 'json');
    expect(checked.code).toBe(1);
    expect(parseJsonOutput(checked).files[0].diagnostics).toMatchObject([
      { code: 'kyn/lock-newer', severity: 'error' },
    ]);
  });

  test('is not comparable with any lock, not even with itself', async () => {
    for (const other of ['kynml.lock', 'b.lock']) {
      const { stdout } = await kyn({ files }, 'diff', 'b.lock', other, '--format', 'json');
      const { verdict, reasons } = JSON.parse(stdout);
      expect(verdict).toBe('not-comparable');
      expect(JSON.stringify(reasons)).toContain('was not checked');
    }
  });

  test('is reported as newer by lock check, in every format', async () => {
    const text = await kyn({ files }, 'lock', 'check', 'a.kyn');
    expect([text.code, text.stdout]).toEqual([1, expect.stringContaining('newer than this tool supports')]);
    const json = await kyn({ files }, 'lock', 'check', 'a.kyn', '--format', 'json');
    expect([json.code, parseJsonOutput(json).results[0].state]).toEqual([1, 'invalid']);
    expect(json.stderr).toContain('a.kyn: kynml.lock has `schema_version` 2, which is newer than this tool supports');
  });
});

test.each(['check', 'create'])('lock %s --lock /dev/null names the device', async command => {
  const files = { '/w/a.kyn': houseSpec, '/dev/null': { unreadable: 'special' } as const };
  const { code, stdout, stderr } = await kyn({ files }, 'lock', command, 'a.kyn', '--lock', '/dev/null');
  expect([code > 0, stdout + stderr]).toEqual([true, expect.stringMatching(/(^|\s)\/dev\/null cannot/m)]);
});
