// The search on PATH that everything which starts a program uses.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  findProgram,
  isProgram,
  isProgramAsync,
  programFolders,
  programPaths,
} from '../../../src-shared/host/node/findProgram';

describe('the paths of a program', () => {
  it('are in the absolute folders of PATH, in their order', () => {
    const places = { path: '.::bin:/opt/my tools/bin:"/usr/bin":/usr/bin', platform: 'linux' } as const;
    expect(programFolders(places)).toEqual(['/opt/my tools/bin', '/usr/bin']);
    expect(programPaths(['python3', 'python'], places)).toEqual([
      '/opt/my tools/bin/python3',
      '/opt/my tools/bin/python',
      '/usr/bin/python3',
      '/usr/bin/python',
    ]);
  });

  it('end in .exe on Windows, where a folder may be in quotes', () => {
    const places = { path: 'bin;"C:\\Program Files\\Py";C:\\t', platform: 'win32' } as const;
    expect(programPaths(['kynml'], places)).toEqual(['C:\\Program Files\\Py\\kynml.exe', 'C:\\t\\kynml.exe']);
    expect(programPaths(['kynml.EXE'], { ...places, path: 'C:\\t' })).toEqual(['C:\\t\\kynml.EXE']);
    expect(programPaths(['kynml.cmd'], { ...places, path: 'C:\\t' })).toEqual(['C:\\t\\kynml.cmd.exe']);
  });
});

describe('a program', () => {
  function tree(): { readonly folder: string; readonly path: string } {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kynml-path-')));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const name of ['text', 'folder', 'work', 'last']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'text/tool'), '');
    mkdirSync(join(folder, 'folder/tool'));
    for (const name of ['work', 'last']) {
      writeFileSync(join(folder, name, 'tool'), '');
      chmodSync(join(folder, name, 'tool'), 0o755);
    }
    return { folder, path: ['text', 'folder', 'work', 'last'].map(name => join(folder, name)).join(':') };
  }

  it('is a regular file that may be executed', () => {
    const { folder, path } = tree();
    expect(findProgram('tool', { path, platform: 'linux' })).toBe(join(folder, 'work/tool'));
    expect(findProgram('other', { path, platform: 'linux' })).toBeUndefined();
  });

  it('is recognized the same way without blocking', async () => {
    const { folder } = tree();
    const files = ['text/tool', 'folder/tool', 'work/tool', 'work/other'].map(name => join(folder, name));
    expect(await Promise.all(files.map(isProgramAsync))).toEqual([false, false, true, false]);
    expect(files.map(isProgram)).toEqual([false, false, true, false]);
  });

  it('may be anywhere where the root folder is excluded, because it contains all programs', () => {
    const { folder, path } = tree();
    expect(findProgram('tool', { path, platform: 'linux', excluded: ['/'] })).toBe(join(folder, 'work/tool'));
    const excluded = ['/', join(folder, 'work')];
    expect(findProgram('tool', { path, platform: 'linux', excluded })).toBe(join(folder, 'last/tool'));
  });

  it('is never in an excluded folder, also not through a link', () => {
    const { folder, path } = tree();
    const excluded = [join(folder, 'work')];
    expect(findProgram('tool', { path, platform: 'linux', excluded })).toBe(join(folder, 'last/tool'));
    symlinkSync(join(folder, 'work'), join(folder, 'link'));
    const search = { path: join(folder, 'link'), platform: 'linux', excluded } as const;
    expect(findProgram('tool', search)).toBeUndefined();
  });
});
