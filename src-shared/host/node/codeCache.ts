// Runs a script with the bytecode that V8 kept of an earlier run: compiling a large script is most of the time that a
// short command takes. Node's own cache (`module.enableCompileCache`) needs Node 22 and a regular exit, so it is not used.
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { isInside } from '../paths';
import { repositoryOf } from '../repositoryOf';
import { withSlashes } from '../slashes';
import { type PrivateKind, readPrivate, writePrivate } from './privateFiles';
import { linkTarget, stat } from './readFile';

// A few commands of a few versions of this tool under a few versions of Node.
const CODE: PrivateKind = {
  suffix: '.code',
  most: 32,
  room: 256 * 1024 * 1024,
  // V8 does not notice all damage, so the file has the code twice. Comparing the two halves takes less time than loading what computes a digest.
  sealed: code => Buffer.concat([code, code]),
  opened: bytes => {
    const code = bytes.subarray(0, bytes.length / 2);
    return code.equals(bytes.subarray(code.length)) ? code : undefined;
  },
};

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

/** The folder of this process for what this user's programs keep; undefined where none may be used. */
export function cacheFolder(): string | undefined {
  try {
    const { homedir } = userInfo();
    const folder = userCacheFolder(process.env, process.platform, homedir);
    return folder !== undefined && mayHoldCode(realFolder(folder), process.cwd(), realFolder(homedir))
      ? folder
      : undefined;
  } catch {
    // The account has no entry, or the working folder no longer exists.
    return undefined;
  }
}

// A link may lead into the working folder. A folder that does not exist yet has no code to read.
function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
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
  const cachedData = cache === undefined ? undefined : readPrivate(cache, CODE);
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
      if (cache !== undefined && !isCached) writePrivate(cache, script.createCachedData(), CODE);
    },
  };
}

// V8 rejects the code of another version, processor or set of flags. With separate files, versions and processors do not replace each other's; flags are
// rarely used, and `cachedDataVersionTag`, which covers them, needs `node:v8`, which takes longer to load than the cached code.
const cacheName = (version: string): string =>
  `${[version, process.versions.v8, process.arch].join('-')}${CODE.suffix}`;
