// Files in UTF-16, as Windows PowerShell writes them: every command names the encoding.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { utf16 } from '../utf16';
import { kyn, lockText, manifestText, parseJsonOutput } from './cliEnvironment';

test.each([true, false])(
  'a spec (mark: %s) has one finding that names UTF-16 and PowerShell, and no hash',
  async mark => {
    const files = { '/w/a.kyn': utf16(houseSpec, { mark }) };
    const [file] = parseJsonOutput(await kyn({ files }, 'check', 'a.kyn', '--format', 'json')).files;
    expect(file.configHash).toBeUndefined();
    expect(file.diagnostics).toMatchObject([
      {
        code: 'kyn/not-utf8',
        severity: 'error',
        message:
          'This file is not UTF-8 text but UTF-16, so it has no CONFIG_HASH. Save it as UTF-8; `>` in Windows PowerShell writes UTF-16.',
      },
    ]);
    expect(await kyn({ files }, 'hash', 'a.kyn')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('UTF-16'),
    });
  },
);

test('a manifest, a lock, an import and a CSV file', async () => {
  const named = { '/w/run_manifest.json': utf16(manifestText()) };
  for (const args of [[], ['run_manifest.json'], ['run_manifest.json', '--kind', 'kynml-run-manifest']]) {
    const manifest = await kyn({ files: named }, 'check', ...args);
    expect(manifest).toMatchObject({ code: 1, stderr: '' });
    expect(manifest.stdout).toContain('kyn/wrong-encoding This file is not UTF-8 text but UTF-16');
  }
  // Without a known kind there is nothing to report in a folder, and a named file is a failure.
  const unknown = { '/w/other.json': utf16('{"name": "x"}') };
  expect((await kyn({ files: unknown }, 'check')).code).toBe(0);
  expect(await kyn({ files: unknown }, 'check', 'other.json')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('UTF-16, as `>` in Windows PowerShell'),
  });
  const files = { '/w/a.kyn': `import "b.kyn"\n${houseSpec}`, '/w/b.kyn': utf16('# models\n') };
  const { stdout } = await kyn({ files }, 'check', 'a.kyn');
  expect(stdout).toContain('kyn/import-problem b.kyn is not UTF-8 text but UTF-16. Save it as UTF-8');
  const lock = { '/w/a.kyn': houseSpec, '/w/kynml.lock': utf16(lockText('a.kyn', houseSpec)) };
  expect((await kyn({ files: lock }, 'lock', 'check', 'a.kyn')).stdout).toContain('UTF-16');
  const data = { '/w/a.kyn': houseSpec, '/w/data/houses.csv': utf16('a,b,c,d,price\n1,2,3,4,5\n', { mark: false }) };
  const { stdout: ofData } = await kyn({ files: data, data: true }, 'check', 'a.kyn');
  expect(ofData).toContain('data/houses.csv is UTF-16 and not UTF-8');
  expect(ofData).not.toContain('csv-target');
});
