// What a lock may make kyn read, and what is said of one of a newer schema.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../server/src/cli/run';
import { nodeHost } from '../../src-shared/host/nodeHost';
import { jsonOf, kyn, lockOf, SPEC, sha256 } from './cliEnvironment';

type Files = Record<string, string>;
const OTHER = 'model Other:\n    input 1\n';

async function codesOf(files: Files, cwd: string, lock: string): Promise<string[]> {
  const checked = await kyn({ files, cwd }, 'check', lock, '--format', 'json');
  expect(checked.stdout).not.toContain(sha256(SPEC).slice(0, 12));
  return jsonOf(checked).files[0].diagnostics.map((d: { code: string }) => d.code);
}

describe('the spec that a lock names', () => {
  // The lock pins another text, so a spec that is read drifts; the hash of what was read must not be shown where it was not to be read.
  const drifts = async (files: Files, cwd: string, lock: string) =>
    jsonOf(await kyn({ files, cwd }, 'check', lock, '--format', 'json')).files[0].diagnostics.map(
      (d: { code: string }) => d.code,
    );

  test.each([
    ['beside it', '/w', '/w/kynml.lock', 'a.kyn', '/w/a.kyn'],
    ['from the working folder', '/w', '/w/locks/kynml.lock', 'specs/a.kyn', '/w/specs/a.kyn'],
    ['in a folder beside its own', '/w', '/w/locks/kynml.lock', '../specs/a.kyn', '/w/specs/a.kyn'],
    ['in its repository', '/r/locks', '/r/locks/kynml.lock', '../specs/a.kyn', '/r/specs/a.kyn'],
    ['in its repository, from elsewhere', '/w', '/r/locks/kynml.lock', '../specs/a.kyn', '/r/specs/a.kyn'],
    ['by its whole path', '/w', '/w/kynml.lock', '/w/specs/a.kyn', '/w/specs/a.kyn'],
  ])('is read %s', async (_, cwd, lock, source, spec) => {
    const files = { [lock]: lockOf(source, OTHER), [spec]: SPEC, '/r/.git/HEAD': '' };
    expect(await drifts(files, cwd, lock)).toEqual(['kyn/lock-drift']);
  });

  test.each([
    ['above the working folder', '/w', '/w/kynml.lock', '../etc/passwd', '/etc/passwd'],
    ['by its whole path', '/w', '/w/kynml.lock', '/etc/passwd', '/etc/passwd'],
    ['with backslashes', '/w', '/w/kynml.lock', '..\\etc\\passwd', '/etc/passwd'],
    ['above the folder of a lock elsewhere', '/w', '/x/locks/kynml.lock', '../a.kyn', '/x/a.kyn'],
    ['above the repository', '/r/locks', '/r/locks/kynml.lock', '../../a.kyn', '/a.kyn'],
    ['in a folder whose name begins alike', '/w', '/w/kynml.lock', '../w2/a.kyn', '/w2/a.kyn'],
  ])('is not read %s', async (_, cwd, lock, source, spec) => {
    const files = { [lock]: lockOf(source, OTHER), [spec]: SPEC, '/r/.git/HEAD': '' };
    expect(await codesOf(files, cwd, lock)).toEqual(['kyn/lock-outside']);
    // Not even whether it is there is told.
    expect(await codesOf({ [lock]: files[lock] ?? '', '/r/.git/HEAD': '' }, cwd, lock)).toEqual(['kyn/lock-outside']);
  });

  test('is not read through a link', async () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-lock-')));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const cwd = path.join(folder, 'w');
    mkdirSync(cwd);
    writeFileSync(path.join(folder, 'secret'), SPEC);
    symlinkSync('../secret', path.join(cwd, 'a.kyn'));
    symlinkSync('..', path.join(cwd, 'up'));
    const io = { cwd, stdin: async () => ({ ok: false, reason: 'missing' }) as const, color: false };
    const world = {
      host: nodeHost,
      io: { ...io, now: () => new Date(0), python: () => undefined },
      version: '0',
      serve: async () => undefined,
    };
    for (const source of ['a.kyn', 'up/secret']) {
      writeFileSync(path.join(cwd, 'kynml.lock'), lockOf(source, OTHER));
      const { stdout } = await run(['check', 'kynml.lock', '--format', 'json'], world);
      expect(stdout).toContain('kyn/lock-outside');
      expect(stdout).not.toContain(sha256(SPEC).slice(0, 12));
    }
    writeFileSync(path.join(cwd, 'c.json'), '{"endpoint": {"provider": "p", "model": "m"}, "dataset_path": "a.kyn"}');
    const evaluated = await run(['fingerprint', 'eval', 'c.json'], world);
    expect(evaluated).toMatchObject({ code: 1, stdout: '' });
    expect(evaluated.stderr).toContain('goes through a link, so it was not read');
  });
});

describe('a lock of a newer schema', () => {
  const files = {
    '/w/a.kyn': SPEC,
    '/w/kynml.lock': lockOf('a.kyn', SPEC, { schema_version: '2', config_hash: 'in another form' }),
    '/w/b.lock': lockOf('a.kyn', SPEC, { schema_version: '2' }),
  };

  test('is told by check, and nothing else of it is judged', async () => {
    const checked = await kyn({ files }, 'check', 'kynml.lock', '--format', 'json');
    expect(checked.code).toBe(0);
    expect(jsonOf(checked).files[0].diagnostics).toMatchObject([{ code: 'kyn/lock-newer', severity: 'info' }]);
  });

  test('is not the same as any other, not even as itself', async () => {
    for (const other of ['kynml.lock', 'b.lock']) {
      const { stdout } = await kyn({ files }, 'diff', 'b.lock', other, '--format', 'json');
      const { verdict, reasons } = JSON.parse(stdout);
      expect(verdict).toBe('not-comparable');
      expect(JSON.stringify(reasons)).toContain('was not judged');
    }
  });

  test('is called newer by lock check, in every format', async () => {
    const text = await kyn({ files }, 'lock', 'check', 'a.kyn');
    expect([text.code, text.stdout]).toEqual([1, expect.stringContaining('newer than this tool supports')]);
    const json = await kyn({ files }, 'lock', 'check', 'a.kyn', '--format', 'json');
    expect([json.code, jsonOf(json).results[0].state]).toEqual([1, 'invalid']);
    expect(json.stderr).toContain('a.kyn: kynml.lock has `schema_version` 2, which is newer than this tool supports');
  });
});
