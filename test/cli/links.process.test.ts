// kyn check follows symbolic links in folders to files that are checked under no other path, and names those that it does not follow.
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportOf } from './checkJson';
import { kynOnDisk } from './cliEnvironment';

let top = '';
let cwd = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-links-')));
  cwd = path.join(top, 'w');
  write('real/spec.kyn', 'foo bar\n');
});
afterEach(() => rmSync(top, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  writeFileSync(path.join(cwd, name), text);
}

function link(name: string, target: string): void {
  mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  symlinkSync(target, path.join(cwd, name));
}

async function check(...argv: string[]) {
  const outcome = await kynOnDisk(cwd, 'check', ...argv, '--format', 'json');
  const { code, files } = reportOf(outcome);
  return { code, files: files.map(file => file.path), stderr: outcome.stderr };
}

test.each([false, true])(
  'a linked file that is checked under no other path is checked (in a git work tree: %s)',
  async git => {
    link('other/spec.kyn', '../real/spec.kyn');
    link('other/again.kyn', '../real/spec.kyn');
    if (git) execFileSync('git', ['init', '--quiet'], { cwd });
    expect(await check('other')).toEqual({ code: 1, files: ['other/again.kyn'], stderr: '' });
    expect(await check()).toEqual({ code: 1, files: ['real/spec.kyn'], stderr: '' });
    expect(await check('other', 'real/spec.kyn')).toMatchObject({ files: ['real/spec.kyn'] });
  },
);

test.each([false, true])(
  'a linked folder outside of the checked folders is searched, and cycles end (git: %s)',
  async git => {
    link('other/linked', '../real');
    link('real/up', '..');
    link('real/self', '.');
    write('more.kyn', 'foo bar\n');
    if (git) execFileSync('git', ['init', '--quiet'], { cwd });
    const { code, files, stderr } = await check('other');
    expect([code, stderr]).toEqual([1, '']);
    expect(files).toEqual(['other/linked/spec.kyn', 'other/linked/up/more.kyn']);
    expect((await check()).files).toEqual(['more.kyn', 'real/spec.kyn']);
  },
);

test('a tracked link to a folder is followed whatever its name', async () => {
  link('other/v1.2', '../real');
  execFileSync('git', ['init', '--quiet'], { cwd });
  execFileSync('git', ['add', 'other'], { cwd });
  expect((await check('other')).files).toEqual(['other/v1.2/spec.kyn']);
});

test('a link with a name that is not searched, or of a file that git ignores, is left out', async () => {
  link('other/node_modules', '../real');
  link('other/spec.kyn', '../real/spec.kyn');
  write('.gitignore', 'other/spec.kyn\n');
  execFileSync('git', ['init', '--quiet'], { cwd });
  expect(await check('other')).toEqual({ code: 0, files: [], stderr: '' });
});

test('a link that leads out of the workspace is not followed; a spec fails the check', async () => {
  mkdirSync(path.join(top, 'out'));
  writeFileSync(path.join(top, 'out/spec.kyn'), 'foo bar\n');
  link('other/data', '../../out');
  expect(await check('other')).toEqual({
    code: 0,
    files: [],
    stderr:
      'kyn: other/data was left out: this link leads out of the working folder and its repository. Name the link to include its target.\n',
  });
  for (const name of ['a', 'b', 'c', 'd']) link(`other/${name}.kyn`, '../../out/spec.kyn');
  const { code, files, stderr } = await check('other');
  expect([code, files]).toEqual([2, []]);
  expect(stderr).toContain('kyn: other/a.kyn was left out: this link leads out');
  expect(stderr).toContain('kyn: 1 more link was left out for the same reason.\n');
  expect((await check('other/a.kyn')).code).toBe(1);
});

test.each([
  ['kynml.lock', 2],
  ['run_manifest.json', 2],
  ['notes.json', 0],
])('a link %s that leads out of the workspace ends with %i', async (name, code) => {
  mkdirSync(path.join(top, 'out'));
  writeFileSync(path.join(top, `out/${name}`), '{}');
  link(`other/${name}`, `../../out/${name}`);
  const { stderr, ...result } = await check('other');
  expect(result).toEqual({ code, files: [] });
  expect(stderr).toContain(`kyn: other/${name} was left out: this link leads out`);
});

test('a command for specs does not report links to other files', async () => {
  mkdirSync(path.join(top, 'out'));
  writeFileSync(path.join(top, 'out/spec.kyn'), '');
  writeFileSync(path.join(top, 'out/a.json'), '{}');
  link('other/a.json', '../../out/a.json');
  link('other/b.kyn', '../real/spec.kyn');
  link('other/c.kyn', '../../out/spec.kyn');
  const { code, stdout, stderr } = await kynOnDisk(cwd, 'hash', 'other');
  expect([code, stdout.slice(64), stderr]).toEqual([
    2,
    '  other/b.kyn\n',
    'kyn: other/c.kyn was left out: this link leads out of the working folder and its repository. Name the link to include its target.\n',
  ]);
});

test('a spec that is a link to nothing fails the check; a mark of Emacs does not', async () => {
  link('other/.#spec.kyn', 'me@host.123');
  link('other/notes', 'gone');
  expect(await check('other')).toEqual({ code: 0, files: [], stderr: '' });
  link('other/gone.kyn', 'gone');
  expect(await check('other')).toEqual({
    code: 2,
    files: [],
    stderr: 'kyn: other/gone.kyn was left out: the target of this link does not exist.\n',
  });
});

test.each([
  ['a.kyn', ['fmt', '--write', 'hard/a.kyn']],
  ['b.lock', ['lock', 'create', 'hard/a.kyn', '--force', '--lock', 'hard/b.lock']],
])('kyn warns that the other hard links of %s keep the old text', async (name, argv) => {
  write('hard/a.kyn', 'params:\n  x=1\n');
  write('hard/b.lock', '{}\n');
  for (const other of ['second', 'third']) linkSync(path.join(cwd, 'hard', name), path.join(cwd, other));
  const { stderr } = await kynOnDisk(cwd, ...argv);
  expect(stderr).toContain(`kyn: warning: hard/${name} had 3 hard links; the others keep the old text.\n`);
  expect((await kynOnDisk(cwd, ...argv)).stderr).not.toContain('hard link');
});
