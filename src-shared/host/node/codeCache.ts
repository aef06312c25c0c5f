// Runs a script with the bytecode that V8 kept of an earlier run: compiling a large script is most of the time that a
// short command takes. Node's own cache (`module.enableCompileCache`) needs Node 22 and a regular exit, so it is not used.
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { isInside } from '../paths';
import { repositoryOf } from '../repositoryOf';
import { linkTarget, stat, withSlashes } from './readFile';

const SUFFIX = '.code';
const DAY_MS = 24 * 60 * 60 * 1000;
const UNUSED_AGE_MS = 30 * DAY_MS;
// A few commands of a few versions of this tool under a few versions of Node.
const MAX_FILES = 32;

/**
 * Where this user's programs keep what they can compute again; undefined if the environment names no such folder. `home`: the home folder of the account.
 * A `HOME` that names another folder is not used, because it may be part of a project.
 */
export function userCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string | undefined {
  const named = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  if (named && isAbsolute(named)) return join(named, 'kynml');
  if (platform === 'win32' || !env.HOME || !isAbsolute(env.HOME) || resolve(env.HOME) !== home) return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'kynml') : join(home, '.cache', 'kynml');
}

/** Whether code may be read from a cache folder: a project must not be able to bring its own. All are real paths; `home` is that of the account. */
export function mayHoldCode(folder: string, cwd: string, home: string): boolean {
  const [cache, working, own] = [withSlashes(folder), withSlashes(cwd), withSlashes(home)];
  const repository = repositoryOf({ stat, linkTarget }, cache);
  // The home folder, and the folders around it, contain the cache folder of every user.
  return [working, ...(repository === undefined ? [] : [repository])].every(
    project => !isInside(project, cache) || isInside(project, own),
  );
}

/** The script of a file: `run` returns what it exports, and `keep` keeps its compiled code unless that was read from the cache. */
export interface CachedScript<Exports> {
  readonly run: () => Exports;
  readonly isCached: boolean;
  readonly keep: () => void;
}

/**
 * Loads a script of ASCII characters, which are decoded and compiled faster than others. It is one function with the parameters of a CommonJS module, so
 * that no second text of this size is made. `version` identifies its content.
 * Without a `folder`, and if the cache cannot be used for any reason, the script is compiled.
 */
export function loadCached<Exports>(file: string, version: string, folder: string | undefined): CachedScript<Exports> {
  const cache = folder === undefined ? undefined : join(folder, cacheName(version));
  const cachedData = cache === undefined ? undefined : readCode(cache);
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) });
  const isCached = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    isCached,
    run: () => {
      const module = { exports: {} };
      script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
      return module.exports as Exports;
    },
    keep: () => {
      if (cache !== undefined && !isCached) writeCode(cache, script.createCachedData());
    },
  };
}

// V8 rejects the code of another version, processor or set of flags. With separate files, versions and processors do not replace each other's; flags are
// rarely used, and `cachedDataVersionTag`, which covers them, needs `node:v8`, which takes longer to load than the cached code.
const cacheName = (version: string): string => `${[version, process.versions.v8, process.arch].join('-')}${SUFFIX}`;

// V8 does not notice every damage, so the file has the code twice: to compare it takes less time than to load what computes a digest.
function readCode(cache: string): Buffer | undefined {
  try {
    const info = lstatSync(cache);
    if (!isPrivate(lstatSync(dirname(cache)), 'folder') || !isPrivate(info, 'file')) return undefined;
    const bytes = readFileSync(cache);
    const code = bytes.subarray(0, bytes.length / 2);
    if (!code.equals(bytes.subarray(code.length))) return undefined;
    markUsed(cache, info);
    return code;
  } catch {
    return undefined;
  }
}

// The time of the last use decides what is removed. Once a day is precise enough.
function markUsed(cache: string, { mtimeMs }: Stats): void {
  const now = new Date();
  if (now.getTime() - mtimeMs < DAY_MS) return;
  try {
    utimesSync(cache, now, now);
  } catch {}
}

// Nothing depends on the cache: a failure only means that the next run compiles again.
function writeCode(cache: string, code: Buffer): void {
  const folder = dirname(cache);
  // Only this user can write there, so the name has to be new and not secret.
  const temporary = join(folder, `${process.pid}-${Math.random().toString(36).slice(2)}${SUFFIX}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(lstatSync(folder), 'folder')) return;
    writeFileSync(temporary, Buffer.concat([code, code]), { flag: 'wx', mode: 0o600 });
    renameSync(temporary, cache);
    removeUnused(folder);
  } catch {
    // The temporary file may not exist.
    try {
      unlinkSync(temporary);
    } catch {}
  }
}

// The newest files are kept: a file of another start may be gone at any time.
function removeUnused(folder: string): void {
  const files = readdirSync(folder)
    .filter(name => name.endsWith(SUFFIX))
    .flatMap(name => {
      const path = join(folder, name);
      const info = lstatSync(path, { throwIfNoEntry: false });
      return info ? [{ path, used: info.mtimeMs }] : [];
    })
    .sort((a, b) => b.used - a.used);
  for (const [i, { path, used }] of files.entries()) {
    if (i < MAX_FILES && Date.now() - used <= UNUSED_AGE_MS) continue;
    try {
      unlinkSync(path);
    } catch {}
  }
}

// Only this user may have written it. Windows has no owner and mode here; its folder of local data is private.
function isPrivate(info: Stats, kind: 'file' | 'folder'): boolean {
  if (!(kind === 'file' ? info.isFile() : info.isDirectory())) return false;
  return process.getuid === undefined || (info.uid === process.getuid() && (info.mode & 0o077) === 0);
}
