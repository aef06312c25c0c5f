// The cache of compiled code: it is used, never trusted, and never needed.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadCached, mayHoldCode, userCacheFolder } from '../../../src-shared/host/node/codeCache';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'code-cache-')));
const file = join(root, 'core.js');
// What the programs print is in the part that is compiled at once and so kept.
const PROGRAMS = `const [text, served] = ["ran\\n", "served " + process.env.ELECTRON_RUN_AS_NODE + "\\n"];
exports.kyn = () => process.stdout.write(text);
exports.server = () => process.stdout.write(served);`;
const cache = join(root, 'cache');
beforeEach(() => {
  rmSync(cache, { recursive: true, force: true });
  writeFileSync(file, asFunction(PROGRAMS));
});
afterAll(() => rmSync(root, { recursive: true }));

const asFunction = (code: string) => `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
const load = (version = 'v1') => loadCached(file, version, cache);
const nameOf = (version: string) => `${version}-${process.versions.v8}-${process.arch}.code`;
const cacheFile = () => join(cache, readdirSync(cache)[0] ?? '');

describe('the code of a script', () => {
  test('is kept for this user only, and used by the next run of the same version', () => {
    const first = load();
    expect(first.isCached).toBe(false);
    first.keep();
    expect(statSync(cache).mode & 0o777).toBe(0o700);
    expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
    expect(load().isCached).toBe(true);
    expect(load('v2').isCached).toBe(false);
  });

  test('of another text with the same version is not used', () => {
    load().keep();
    writeFileSync(file, asFunction('exports.kyn = () => undefined; // the length differs, which V8 notices'));
    expect(load().isCached).toBe(false);
  });

  test.each(['first', 'early', 'middle', 'last'] as const)(
    'with a changed %s byte is not used, and replaced',
    place => {
      load().keep();
      const bytes = readFileSync(cacheFile());
      const at = { first: 0, early: bytes.length >> 2, middle: bytes.length >> 1, last: bytes.length - 1 }[place];
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(cacheFile(), bytes);
      const damaged = load();
      expect(damaged.isCached).toBe(false);
      damaged.keep();
      expect(load().isCached).toBe(true);
    },
  );

  test('that is cut off is not used', () => {
    load().keep();
    writeFileSync(cacheFile(), readFileSync(cacheFile()).subarray(0, 10));
    expect(load().isCached).toBe(false);
  });

  test('that others may write, or that is behind a link, is not used', () => {
    load().keep();
    chmodSync(cacheFile(), 0o620);
    expect(load().isCached).toBe(false);
    chmodSync(cacheFile(), 0o600);
    chmodSync(cache, 0o770);
    expect(load().isCached).toBe(false);
    chmodSync(cache, 0o700);
    renameSync(cacheFile(), join(root, 'moved'));
    symlinkSync(join(root, 'moved'), join(cache, nameOf('v1')));
    expect(load().isCached).toBe(false);
  });

  test('is not kept where others may write, or where it cannot be written, and no file is left behind', () => {
    mkdirSync(cache);
    chmodSync(cache, 0o755);
    load().keep();
    expect(readdirSync(cache)).toEqual([]);
    rmSync(cache, { recursive: true });
    writeFileSync(cache, 'a file');
    load().keep();
    expect(readFileSync(cache, 'utf8')).toBe('a file');
    rmSync(cache);
    const taken = nameOf('v1');
    mkdirSync(join(cache, taken), { recursive: true, mode: 0o700 });
    load().keep();
    expect(readdirSync(cache)).toEqual([taken]);
  });

  test('that is used is marked, so that it is not removed', () => {
    load().keep();
    const past = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(cacheFile(), past, past);
    expect(load().isCached).toBe(true);
    expect(Date.now() - statSync(cacheFile()).mtimeMs).toBeLessThan(60_000);
    // In whole seconds, because the system keeps fractions of them inexactly.
    const recent = new Date((Math.floor(Date.now() / 1000) - 60 * 60) * 1000);
    utimesSync(cacheFile(), recent, recent);
    load();
    expect(Math.round(statSync(cacheFile()).mtimeMs)).toBe(recent.getTime());
  });

  test('of more than 32 files is removed, the oldest first, also where one of them cannot be', () => {
    mkdirSync(cache, { mode: 0o700 });
    for (let i = 0; i < 36; i++) {
      const other = join(cache, `${i}.code`);
      if (i === 34) mkdirSync(other);
      else writeFileSync(other, '');
      const used = new Date(Date.now() - (i + 1) * 60 * 60 * 1000);
      utimesSync(other, used, used);
    }
    load().keep();
    const expected = [...Array(31).keys(), 34].map(i => `${i}.code`);
    expect(readdirSync(cache).sort()).toEqual([...expected, nameOf('v1')].sort());
  });

  test('of versions that were not used for a month is removed', () => {
    load('old').keep();
    const past = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    utimesSync(cacheFile(), past, past);
    writeFileSync(join(cache, 'notes.txt'), 'of another program');
    load('new').keep();
    expect(readdirSync(cache).sort()).toEqual([nameOf('new'), 'notes.txt']);
  });
});

test('the cache folder is that of the user and of the system', () => {
  const home = '/home/ada';
  expect(userCacheFolder({ HOME: '/home/ada' }, 'linux', home)).toBe('/home/ada/.cache/kynml');
  expect(userCacheFolder({ HOME: '/home/ada/' }, 'linux', home)).toBe('/home/ada/.cache/kynml');
  expect(userCacheFolder({ HOME: '/home/ada', XDG_CACHE_HOME: '/fast' }, 'linux', home)).toBe('/fast/kynml');
  // A relative path would be one of the working folder.
  expect(userCacheFolder({ HOME: home, XDG_CACHE_HOME: '.cache' }, 'linux', home)).toBe('/home/ada/.cache/kynml');
  expect(userCacheFolder({ HOME: '/Users/ada' }, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Caches/kynml');
  // A project may name itself.
  expect(userCacheFolder({ HOME: '/home/ada/project' }, 'linux', home)).toBeUndefined();
  expect(userCacheFolder({ HOME: 'ada' }, 'linux', home)).toBeUndefined();
  expect(userCacheFolder({}, 'linux', home)).toBeUndefined();
  expect(userCacheFolder({ HOME: '/home/ada' }, 'win32', home)).toBeUndefined();
});

test.each([
  ['/home/ada/.cache/kynml', '/home/ada/project', true],
  ['/home/ada/.cache/kynml', '/home/ada', true],
  ['/home/ada/.cache/kynml', '/', true],
  ['/home/ada/project/.cache/kynml', '/home/ada/project', false],
  ['/home/ada/project/..cache/kynml', '/home/ada/project', false],
  ['/srv/kynml', '/home/ada/project', true],
])('code in %s may be used in %s: %s', (folder, cwd, expected) => {
  expect(mayHoldCode(folder, cwd, '/home/ada')).toBe(expected);
});

test('code in a repository is not used, unless all of the home folder is in it', () => {
  const [home, project] = [join(root, 'home'), join(root, 'home', 'project')];
  mkdirSync(join(project, '.git'), { recursive: true });
  expect(mayHoldCode(join(project, 'cache', 'kynml'), join(project, 'specs'), home)).toBe(false);
  expect(mayHoldCode(join(home, '.cache', 'kynml'), join(project, 'specs'), home)).toBe(true);
  mkdirSync(join(home, '.git'));
  expect(mayHoldCode(join(home, '.cache', 'kynml'), join(project, 'specs'), home)).toBe(true);
});

describe('the starter', () => {
  // Of this run only: a cache of the account outlives it.
  const content = randomUUID();
  const version = `kyn-${content}`;
  const starter = join(root, 'starter.js');
  const elsewhere = join(root, 'elsewhere');
  beforeAll(() => {
    mkdirSync(elsewhere, { recursive: true });
    buildSync({
      entryPoints: [fileURLToPath(new URL('../../../server/src/start.ts', import.meta.url))],
      outfile: starter,
      bundle: true,
      platform: 'node',
      define: { PROGRAM: '"kyn"', BUNDLE_VERSION: JSON.stringify(content) },
      logLevel: 'error',
    });
  });
  const start = (env: NodeJS.ProcessEnv, cwd = elsewhere, args: readonly string[] = []) =>
    spawnSync(process.execPath, [starter, ...args], { cwd, env, encoding: 'utf8' });
  const OK = { status: 0, stdout: 'ran\n', stderr: '' };

  test('runs the bundle, and keeps its code once', () => {
    const env = { XDG_CACHE_HOME: cache };
    expect(start(env)).toMatchObject(OK);
    const kept = join(cache, 'kynml', nameOf(`${version}-other`));
    const { ino } = statSync(kept);
    expect(start(env)).toMatchObject(OK);
    expect(statSync(kept).ino).toBe(ino);
  });

  test('keeps the code of each command, because a command runs other functions', () => {
    for (const args of [['check', 'a.kyn'], ['hash'], [], ['--version'], ['hash', 'b.kyn']])
      expect(start({ XDG_CACHE_HOME: cache }, elsewhere, args)).toMatchObject(OK);
    const names = ['check', 'hash', 'other'].map(command => nameOf(`${version}-${command}`));
    expect(readdirSync(join(cache, 'kynml')).sort()).toEqual(names);
  });

  test('runs the server and not the command line for `lsp --stdio`', () => {
    const env = { XDG_CACHE_HOME: cache, ELECTRON_RUN_AS_NODE: '1' };
    expect(start(env, elsewhere, ['lsp', '--stdio'])).toMatchObject({ ...OK, stdout: 'served undefined\n' });
    expect(readdirSync(join(cache, 'kynml'))).toEqual([nameOf(`server-${content}-lsp`)]);
    // The command line checks all other arguments.
    for (const args of [
      ['lsp'],
      ['lsp', '--stdio', 'x'],
      ['lsp', '--stdio', '--help'],
      ['--stdio', 'lsp'],
      ['hash', 'lsp', '--stdio'],
    ])
      expect(start(env, elsewhere, args)).toMatchObject(OK);
  });

  test.each(['chekc', 'toString', '../check', 'CHECK', 'check '])(
    'keeps nothing for %j, because no command has this name',
    word => {
      expect(start({ XDG_CACHE_HOME: cache }, elsewhere, [word])).toMatchObject(OK);
      expect(existsSync(cache)).toBe(false);
    },
  );

  const accountFiles = (): string[] => {
    const folder = join(userInfo().homedir, '.cache', 'kynml');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  test.each([
    ['without a home folder', {}],
    ['with a home folder of a project', { HOME: cache }],
    ['with the cache off', { XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: '1' }],
  ])('runs the bundle %s, and keeps nothing', (_, env) => {
    expect(start(env)).toMatchObject(OK);
    expect(existsSync(cache)).toBe(false);
    expect(accountFiles().filter(name => name.includes(content))).toEqual([]);
  });

  // Valid code of another script, with the name of that of the bundle.
  function plant(folder: string): void {
    const other = join(root, 'other.js');
    writeFileSync(other, readFileSync(file, 'utf8').replace('ran', 'bad'));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    loadCached(other, `${version}-other`, folder).keep();
  }

  test('runs the code of its cache', () => {
    plant(join(cache, 'kynml'));
    expect(start({ XDG_CACHE_HOME: cache })).toMatchObject({ ...OK, stdout: 'bad\n' });
  });

  const project = join(root, 'project');
  test.each([
    ['the working folder', project, {}],
    ['the repository of the working folder', join(project, 'specs'), {}],
    ['the working folder, by a link', project, { XDG_CACHE_HOME: join(elsewhere, 'link') }],
    ['the home folder, which is a project', join(project, 'specs'), { HOME: project, XDG_CACHE_HOME: undefined }],
  ])('neither reads nor writes code in %s', (_, cwd, env) => {
    rmSync(project, { recursive: true, force: true });
    mkdirSync(join(project, '.git'), { recursive: true });
    mkdirSync(join(project, 'specs'));
    rmSync(join(elsewhere, 'link'), { force: true });
    symlinkSync(project, join(elsewhere, 'link'));
    const chosen = { XDG_CACHE_HOME: project, ...env };
    expect(start(chosen, cwd)).toMatchObject(OK);
    expect(readdirSync(project).sort()).toEqual(['.git', 'specs']);
    plant(join(project, 'kynml'));
    plant(join(project, '.cache', 'kynml'));
    expect(start(chosen, cwd)).toMatchObject(OK);
  });
});
