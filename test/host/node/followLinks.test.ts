// Where links lead, and which file the writer replaces: always the one that the system would open.
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followLinks } from '../../../src-shared/host/node/followLinks';
import { writeFileAtomic } from '../../../src-shared/host/node/writeFile';
import { notRun } from '../../notRun';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'links ')));
  mkdirSync(at('a/b/c'), { recursive: true });
  symlinkSync('a/b/c', at('link'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string): string => `${folder}/${path}`;

describe('a path', () => {
  test.each([
    ['through a linked folder', 'link/x', 'a/b/c/x'],
    ['with `..` after a linked folder', 'link/../x', 'a/b/x'],
    ['with `..` after a folder', 'a/../x', 'x'],
    ['with parts that mean nothing', 'a//./b/x', 'a/b/x'],
    ['to a file in a folder that is missing too', 'link/new/x', 'a/b/c/new/x'],
  ])('%s', (_, path, expected) => expect(followLinks(at(path))).toBe(at(expected)));

  test.each([
    ['up', '../x', 'link/up', 'a/b/x'],
    ['up through a second link', '../../again/../x', 'link/up', 'a/b/x'],
    ['to a linked folder', 'c/../x', 'a/b/up', 'a/b/x'],
  ])('with a link that leads %s', (_, target, path, expected) => {
    symlinkSync('b/c', at('a/again'));
    symlinkSync(target, at(path.replace('link/', 'a/b/c/')));
    expect(followLinks(at(path))).toBe(at(expected));
  });

  test('with an absolute link', () => {
    symlinkSync(at('link/../y'), at('a/absolute'));
    expect(followLinks(at('a/absolute/z'))).toBe(at('a/b/y/z'));
  });

  test('never leaves the root', () => expect(followLinks('/../../x')).toBe('/x'));

  test('with `..` after a folder that does not exist, or after a file, is an error', () => {
    writeFileSync(at('file'), '');
    expect(() => followLinks(at('none/../x'))).toThrow('ENOENT');
    expect(() => followLinks(at('file/../x'))).toThrow('ENOTDIR');
  });

  test('with links in a circle, or with too many links, is an error', () => {
    symlinkSync('two', at('one'));
    symlinkSync('one', at('two'));
    expect(() => followLinks(at('one/x'))).toThrow('ELOOP');
    symlinkSync('a', at('link0'));
    for (let i = 1; i <= 40; i++) symlinkSync(`link${i - 1}`, at(`link${i}`));
    expect(followLinks(at('link39/x'))).toBe(at('a/x'));
    expect(() => followLinks(at('link40/x'))).toThrow('ELOOP');
  });
});

describe('the writer', () => {
  test('replaces the file that a link in a linked folder leads to, and not one with the same relative path', async () => {
    writeFileSync(at('a/b/real'), 'old');
    writeFileSync(at('real'), 'of another');
    symlinkSync('../real', at('a/b/c/s'));
    expect(await writeFileAtomic(at('link/s'), 'new')).toEqual({ ok: true });
    expect([readFileSync(at('a/b/real'), 'utf8'), readFileSync(at('real'), 'utf8')]).toEqual(['new', 'of another']);
  });

  test('keeps a backslash in the name that a link leads to', async context => {
    if (process.platform === 'win32') notRun(context, 'a backslash is a separator on Windows');
    mkdirSync(at('x'));
    symlinkSync('x\\y', at('s'));
    expect(await writeFileAtomic(at('s'), 'new')).toEqual({ ok: true });
    expect(readFileSync(at('x\\y'), 'utf8')).toBe('new');
    expect(readdirSync(at('x'))).toEqual([]);
  });

  test('does not replace the file behind an open file of a process', async context => {
    if (!existsSync('/proc/self/fd')) notRun(context, 'this system does not show open files as links');
    writeFileSync(at('output'), '');
    const open = openSync(at('output'), 'a');
    symlinkSync(`/proc/self/fd/${open}`, at('stdout'));
    for (const path of [`/proc/self/fd/${open}`, `/dev/fd/${open}`, at('stdout')])
      expect(await writeFileAtomic(path, 'new')).toEqual({
        ok: false,
        message: 'it is an open file of a process, such as its standard output',
      });
    closeSync(open);
    expect(readFileSync(at('output'), 'utf8')).toBe('');
    expect(readdirSync(folder).sort()).toEqual(['a', 'link', 'output', 'stdout']);
  });
});
