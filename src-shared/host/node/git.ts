// Read-only git: no program of the repository runs, and a git that does not answer cannot block anything for long.
import { devNull } from 'node:os';
import type { Host } from '../host';
import { repositoryOf } from '../repositoryOf';
import { isByteName } from './byteNames';
import { milliseconds } from './clock';
import { findProgram, systemPlaces } from './findProgram';
import { gitResult, MAX_OUTPUT } from './gitResult';
import { createProgramPause } from './programPause';
import { linkTarget, realPath, stat } from './readFile';

/** The time limit of a git command, the folders whose programs are never started, and how long a git that did not answer is not run. */
export interface GitOptions {
  readonly limitMs: number;
  readonly workspaceFolders: () => readonly string[];
  readonly pauseMs?: number;
}

const PAUSE_MS = 60_000;

// No program of the repository may run, and git must not wait for input: no hooks, file system monitor, pager, prompt, lock files or lazy fetch.
const SAFE = [
  '--no-pager',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  `core.hooksPath=${devNull}`,
  '-c',
  'diff.external=',
];
const ENV = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  // Content that was put in the place of an object is not what a commit contains.
  GIT_NO_REPLACE_OBJECTS: '1',
  LC_ALL: 'C',
};
// Variables of another git command (a hook that started the editor, `git -c`) would point this one to another repository. The user's configuration
// remains, because containers set `safe.directory` in it.
const CONFIGURATION = /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)$/;
const environmentWithoutGit = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || CONFIGURATION.test(name)),
  );

/**
 * Makes `Host.git`. A git that takes too long is not run for a minute, in any repository: neither the program nor its disk answers faster in the next
 * one. A failure that took half of the limit counts too.
 */
export function createGit({ limitMs, workspaceFolders, pauseMs = PAUSE_MS }: GitOptions): Host['git'] {
  const program = resolveOnce();
  const startRun = createProgramPause(pauseMs);
  return async (folder, args, options = {}) => {
    const repository = repositoryAt(folder);
    const git = program([repository ?? folder, ...workspaceFolders()]);
    if (git === undefined) return { ok: false, reason: 'missing' };
    // Many folders are in no repository. To learn that from git takes longer than the check of a spec.
    if (repository === undefined || stat(folder)?.kind !== 'folder') return { ok: false, reason: 'outside' };
    if (isByteName(folder)) return { ok: false, reason: 'failed', detail: 'the name of its folder is not UTF-8' };
    const timeoutMs = Math.min(limitMs, options.limitMs ?? limitMs);
    const endRun = timeoutMs > 0 ? startRun(git) : undefined;
    if (!endRun) return { ok: false, reason: 'timeout' };
    // Loaded on demand, because most commands of `kyn` do not ask git.
    const { runProcess } = await import('./runProcess');
    const startedAt = milliseconds();
    const result = await runProcess({
      program: git,
      args: [...SAFE, ...args],
      cwd: folder,
      env: { ...environmentWithoutGit(), ...ENV },
      input: options.input ?? '',
      timeoutMs,
      maxOutput: MAX_OUTPUT,
      overflow: 'stop',
    });
    const answer = gitResult(result, { repository, mayFindNothing: options.mayFindNothing ?? false });
    const isSlow = milliseconds() - startedAt > limitMs / 2;
    endRun(answer.ok || (answer.reason !== 'timeout' && !isSlow));
    return !answer.ok && answer.reason === 'outside' ? { ok: false, reason: 'broken' } : answer;
  };
}

// Git follows the links of a folder before it searches upwards.
const repositoryAt = (folder: string): string | undefined =>
  repositoryOf({ stat, linkTarget }, folder) ?? repositoryOf({ stat, linkTarget }, realPath(folder) ?? folder);

// Searched once for each PATH and set of folders, and again after a while if it was not found.
function resolveOnce(): (excluded: readonly string[]) => string | undefined {
  const found = new Map<string, { readonly program: string | undefined; readonly until: number }>();
  return excluded => {
    const places = systemPlaces();
    const key = [places.path, ...excluded].join('\0');
    const known = found.get(key);
    if (known && (known.program !== undefined || milliseconds() < known.until)) return known.program;
    const program = findProgram('git', { ...places, excluded });
    found.set(key, { program, until: milliseconds() + PAUSE_MS });
    return program;
  };
}
