// Runs a script with the machine code that V8 kept of an earlier run: compiling a large script is most of the time that a
// short command takes. Node's own cache (`module.enableCompileCache`) needs Node 22 and a regular exit, so it is not used.
import { createHash, randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';
import { isInside } from '../paths';
import { withSlashes } from './readFile';

const HEAD = '(function (exports, require, module, __filename, __dirname) {';
const SUFFIX = '.code';
const DIGEST_BYTES = 32;
const UNUSED_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/** Where this user's programs keep what they can compute again; undefined if the environment names no such folder. */
export function userCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  const home = env.HOME;
  const named = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  if (named && isAbsolute(named)) return join(named, 'kynml');
  if (!home || !isAbsolute(home) || platform === 'win32') return undefined;
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'kynml') : join(home, '.cache', 'kynml');
}

/** Whether code may be read from a cache folder: a project must not be able to bring its own. */
export const isOutside = (folder: string, cwd: string, home: string | undefined): boolean =>
  // The home folder, and the folders around it, contain the cache folder of every user.
  !isInside(withSlashes(cwd), withSlashes(folder)) ||
  (home !== undefined && isInside(withSlashes(cwd), withSlashes(home)));

/** The script of a file, and a function that keeps its compiled code unless that was read from the cache. */
export interface CachedScript {
  readonly run: () => void;
  readonly isCached: boolean;
  readonly keep: () => void;
}

/**
 * Loads a CommonJS script. `version` identifies its content. Without a `folder`, and if the cache cannot be used for any
 * reason, the script is compiled.
 */
export function loadCached(file: string, version: string, folder: string | undefined): CachedScript {
  const cache = folder === undefined ? undefined : join(folder, `${version}-${process.versions.v8}${SUFFIX}`);
  const cachedData = cache === undefined ? undefined : readCode(cache);
  const source = `${HEAD}${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, { filename: file, columnOffset: -HEAD.length, ...(cachedData && { cachedData }) });
  const isCached = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    isCached,
    run: () => {
      const module = { exports: {} };
      script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
    },
    keep: () => {
      if (cache !== undefined && !isCached) writeCode(cache, script.createCachedData());
    },
  };
}

// V8 does not notice every damage, so the code has a digest.
function readCode(cache: string): Buffer | undefined {
  try {
    if (!isPrivate(lstatSync(dirname(cache)), 'folder') || !isPrivate(lstatSync(cache), 'file')) return undefined;
    const bytes = readFileSync(cache);
    const code = bytes.subarray(DIGEST_BYTES);
    return digest(code).equals(bytes.subarray(0, DIGEST_BYTES)) ? code : undefined;
  } catch {
    return undefined;
  }
}

// Nothing depends on the cache: a failure only means that the next run compiles again.
function writeCode(cache: string, code: Buffer): void {
  const folder = dirname(cache);
  const temporary = join(folder, `${randomBytes(16).toString('hex')}${SUFFIX}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(lstatSync(folder), 'folder')) return;
    writeFileSync(temporary, Buffer.concat([digest(code), code]), { flag: 'wx', mode: 0o600 });
    renameSync(temporary, cache);
    removeUnused(folder);
  } catch {
    // The temporary file may not exist.
    try {
      unlinkSync(temporary);
    } catch {}
  }
}

function removeUnused(folder: string): void {
  for (const name of readdirSync(folder).filter(n => n.endsWith(SUFFIX)))
    if (Date.now() - lstatSync(join(folder, name)).mtimeMs > UNUSED_AGE_MS) unlinkSync(join(folder, name));
}

const digest = (code: Buffer): Buffer => createHash('sha256').update(code).digest();

// Only this user may have written it. Windows has no owner and mode here; its folder of local data is private.
function isPrivate(info: Stats, kind: 'file' | 'folder'): boolean {
  if (!(kind === 'file' ? info.isFile() : info.isDirectory())) return false;
  return process.getuid === undefined || (info.uid === process.getuid() && (info.mode & 0o077) === 0);
}
