// kyn hash, fmt and lock check search folders for specs.
import { describe, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, lockText, parseJsonOutput, sha256 } from './cliEnvironment';

const files = {
  '/w/s/a.kyn': houseSpec,
  '/w/s/kynml.lock': lockText('a.kyn', houseSpec),
  '/w/s/deep/b.kyn': 'seed = 1\n',
  '/w/s/notes.txt': '',
  '/w/other/c.kyn': '',
};
const hash = (...paths: string[]) => kyn({ files }, 'hash', ...paths);

test('hash prints the specs of a folder, sorted, with paths from the working folder', async () => {
  expect(await hash('s')).toMatchObject({
    code: 0,
    stdout: `${sha256(houseSpec)}  s/a.kyn\n${sha256('seed = 1\n')}  s/deep/b.kyn\n`,
    stderr: '',
  });
  expect(parseJsonOutput(await hash('s/deep', '--format', 'json')).files).toEqual([
    { path: 's/deep/b.kyn', configHash: sha256('seed = 1\n'), closureHash: null },
  ]);
});

test('named files keep their place and their name; a file is found once', async () => {
  const { stdout } = await hash('./s/notes.txt', 's/deep/b.kyn', 's', './s/deep', '/w/s/a.kyn');
  expect(stdout.match(/ {2}.*/g)).toEqual(['  ./s/notes.txt', '  s/deep/b.kyn', '  s/a.kyn', '  /w/s/a.kyn']);
});

test('fmt lists, writes and prints the specs of a folder', async () => {
  expect(await kyn({ files }, 'fmt', 's', '--check')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: /deep\/b.kyn was not/,
  });
  const loose = { '/w/s/a.kyn': 'params:\n  a=1\n', '/w/s/b.kyn': 'params:\n    a = 1\n', '/w/s/c.json': '{}' };
  expect(await kyn({ files: loose }, 'fmt', 's', '--check')).toMatchObject({
    code: 1,
    stdout: 's/a.kyn\n',
    stderr: '',
  });
  const written = await kyn({ files: loose }, 'fmt', 's', '--write');
  expect(written).toMatchObject({ code: 0, stdout: 's/a.kyn: formatted.\n', stderr: '' });
  const formatted = Object.fromEntries(written.files);
  expect(await kyn({ files: formatted }, 'fmt', 's', '--write')).toMatchObject({
    stdout: '',
    stderr: 'kyn: All 2 files are already in canonical form.\n',
  });
  expect(await kyn({ files: loose }, 'fmt', 's')).toMatchObject({ code: 0, stdout: 'params:\n    a = 1\n'.repeat(2) });
});

test('lock check states the lock of each spec in a folder', async () => {
  const run = await kyn({ files }, 'lock', 'check', 's', '--format', 'json');
  expect(run.code).toBe(1);
  expect(parseJsonOutput(run).results.map((r: { spec: string; state: string }) => [r.spec, r.state])).toEqual([
    ['s/a.kyn', 'locked'],
    ['s/deep/b.kyn', 'missing'],
  ]);
  expect((await kyn({ files }, 'lock', 'check', 's/a.kyn')).code).toBe(0);
});

describe.each([['hash'], ['fmt', '--check'], ['lock', 'check']])('%s %s', (...command) => {
  const run = (setup: CliSetup, ...paths: string[]) => kyn(setup, ...command.filter(Boolean), ...paths);

  test('a folder without specs is named', async () => {
    const { code, stdout, stderr } = await run({ files: { '/w/d/x.json': '{}' } }, 'd', '/w/d');
    expect([code, stdout, stderr]).toEqual([0, '', 'kyn: No specs were found in d, /w/d.\n']);
  });

  test('the working folder is named in words: a sentence that ends with `..` would name the parent folder', async () => {
    const { stderr } = await run({ files: { '/w/x.json': '{}' } }, '.', './');
    expect(stderr).toBe('kyn: No specs were found in the working folder, the working folder.\n');
  });

  test('files that git ignores are left out', async () => {
    const git: CliSetup['git'] = async (_folder, args) =>
      new TextEncoder().encode(args[0] === 'ls-files' ? 's/deep/b.kyn\0' : '');
    const { stdout, stderr } = await run({ files, git }, '.');
    expect(stdout + stderr).toContain('s/deep/b.kyn');
    expect(stdout + stderr).not.toMatch('a.kyn');
    const ignoring: CliSetup['git'] = async (_folder, args, input = '') =>
      new TextEncoder().encode(args[0] === 'check-ignore' ? `${input}\0` : '');
    expect(
      await run({ files: { '/w/.git/HEAD': '', '/w/a.kyn': '', '/w/a.json': '{}' }, git: ignoring }, '.'),
    ).toMatchObject({
      code: 0,
      stderr: 'kyn: git ignores every spec in . (1 file). Name the files to include them.\n',
    });
  });

  test('a folder that cannot be searched is a failure', async () => {
    const { code, stderr } = await run({ files: { ...files, '/w/s/deep': { unreadable: 'denied' } } }, 's');
    expect([code, stderr]).toEqual([2, expect.stringContaining('s/deep')]);
  });

  test('progress is shown for many files and removed at the end', async () => {
    const many = Object.fromEntries(Array.from({ length: 210 }, (_, i) => [`/w/${i}.kyn`, '']));
    const shown: string[] = [];
    await run({ files: many, progress: text => shown.push(text) }, '.');
    expect(shown).toEqual([
      ...['0', '50', '100', '150', '200'].map(n => expect.stringContaining(`ing ${n} of 210 files`)),
      '',
    ]);
  });
});

test('a spec is one in capital letters too', async () => {
  const { stdout } = await kyn({ files: { '/w/d/UPPER.KYN': houseSpec, '/w/d/a.kyn': houseSpec } }, 'hash', 'd');
  expect(stdout.split('\n').map(line => line.split('  ')[1])).toEqual(['d/UPPER.KYN', 'd/a.kyn', undefined]);
});
