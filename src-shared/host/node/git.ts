// Read-only git: no program of the repository runs, and a git that does not answer cannot block anything for long.
import { devNull } from 'node:os';
import type { GitFailure, GitResult, Host } from '../host';
import { join } from '../paths';
import { repositoryOf } from '../repositoryOf';
import { findProgram, systemPlaces } from './findProgram';
import { linkTarget, stat } from './readFile';
import { type ProcessResult, runProcess } from './runProcess';

/** The time limit of a git command, and the folders whose programs are never started. */
export interface GitOptions {
  readonly limitMs: number;
  readonly workspaceFolders: () => readonly string[];
}

const MAX_OUTPUT = 256 * 1024 * 1024;
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
  LC_ALL: 'C',
};
// Variables of another git command (a hook that started the editor, `git -c`) would point this one to another repository. The user's configuration
// remains, because containers set `safe.directory` in it.
const CONFIGURATION = /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)$/;
const environmentWithoutGit = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || CONFIGURATION.test(name)),
  );

/** Makes `Host.git`. After a command that took too long, git is not run in that repository for a minute. */
export function createGit({ limitMs, workspaceFolders }: GitOptions): Host['git'] {
  const pausedUntil = new Map<string, number>();
  const program = resolveOnce();
  return async (folder, args, input = '') => {
    const found = repositoryOf({ stat, linkTarget }, folder);
    const repository = found ?? folder;
    const git = program([repository, ...workspaceFolders()]);
    if (git === undefined) return { ok: false, reason: 'missing' };
    if ((pausedUntil.get(repository) ?? 0) > performance.now()) return { ok: false, reason: 'timeout' };
    const result = await runProcess({
      program: git,
      args: [...SAFE, ...args],
      cwd: folder,
      env: { ...environmentWithoutGit(), ...ENV },
      input,
      timeoutMs: limitMs,
      maxOutput: MAX_OUTPUT,
      overflow: 'stop',
    });
    if (!result.ok && result.reason === 'timeout') pausedUntil.set(repository, performance.now() + PAUSE_MS);
    const answer = gitResult(result, repository);
    return !answer.ok && answer.reason === 'outside' && found !== undefined ? { ok: false, reason: 'broken' } : answer;
  };
}

// Searched once for each PATH and set of folders, and again after a while if it was not found.
function resolveOnce(): (excluded: readonly string[]) => string | undefined {
  const found = new Map<string, { readonly program: string | undefined; readonly until: number }>();
  return excluded => {
    const places = systemPlaces();
    const key = [places.path, ...excluded].join('\0');
    const known = found.get(key);
    if (known && (known.program !== undefined || performance.now() < known.until)) return known.program;
    const program = findProgram('git', { ...places, excluded });
    found.set(key, { program, until: performance.now() + PAUSE_MS });
    return program;
  };
}

function gitResult(result: ProcessResult, repository: string): GitResult {
  if (!result.ok) return { ok: false, reason: result.reason === 'timeout' ? 'timeout' : 'failed' };
  const messages = result.stderr.toString('utf8');
  return result.code === 0
    ? { ok: true, stdout: result.stdout, unopened: unopenedFolders(messages, repository) }
    : { ok: false, reason: failureOf(messages) };
}

// Git leaves out a folder that it cannot open, and still succeeds. Its paths are relative to the top of the work tree.
const unopenedFolders = (stderr: string, repository: string): string[] =>
  [...stderr.matchAll(/^warning: could not open directory '(.*?)\/?': /gm)].map(([, path = '']) =>
    join(repository, path),
  );

// The messages of git 2.35.2 and newer; older versions read the repositories of other users.
function failureOf(stderr: string): GitFailure {
  if (/dubious ownership|unsafe repository/.test(stderr)) return 'refused';
  return stderr.includes('not a git repository') ? 'outside' : 'failed';
}
