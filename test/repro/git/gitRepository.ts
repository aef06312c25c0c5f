// A git repository in a temporary folder, for tests that run git.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository. Commits are a minute apart, so that their order is certain. */
export interface Repository {
  readonly folder: string;
  /** Runs git and returns what it prints; throws where it fails. */
  git(...args: string[]): string;
  put(path: string, content: string): void;
  /** Commits all changes and returns the id. */
  commit(message?: string): string;
  remove(): void;
}

/** Creates a repository on the branch `main`, or clones one. */
export function createRepository(clone?: { readonly from: string; readonly args: readonly string[] }): Repository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'repository ')));
  let minutes = 0;
  const git = (...args: string[]): string => {
    const date = new Date(Date.UTC(2026, 3, 18, 10, minutes)).toISOString();
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    const settings = ['user.name=Ann Author', 'user.email=a@b.c', 'commit.gpgSign=false'].flatMap(s => ['-c', s]);
    const run = spawnSync('git', [...settings, ...args], { cwd: folder, encoding: 'utf8', env });
    if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`);
    return run.stdout.trim();
  };
  if (clone) git('clone', '--quiet', ...clone.args, clone.from, folder);
  else git('init', '--quiet', '-b', 'main');
  git('config', 'core.autocrlf', 'false');
  return {
    folder,
    git,
    put(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    commit(message = 'change') {
      minutes++;
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
