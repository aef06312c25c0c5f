// What git says of the code: commit, branch, and whether something is not committed. Read-only, and nothing of the repository runs.
// Sources: git_info of the document on config fingerprinting (seed document 003), _resolve_git_state of PyTyche (001).
import type { Host } from '../host/host';
import type { GitInfo } from './fingerprint';

/** What is recorded where git cannot be read: outside of a work tree, without git, before the first commit. */
export const NO_GIT: GitInfo = { sha: 'unknown', dirty: false };

/** What git says of a work tree. `sha` has all digits; `dirty`: `git status` names something, files that git does not know included. */
export interface GitState {
  readonly sha: string;
  readonly dirty: boolean;
  readonly branch: string;
}

/** Git's state of a folder; undefined outside of a work tree with a commit, or where git cannot be asked. */
export async function gitState(host: Host, folder: string): Promise<GitState | undefined> {
  const text = async (args: readonly string[]): Promise<string | undefined> => {
    const out = await host.git(folder, args);
    return out && (host.decodeUtf8(out) ?? '?').trim();
  };
  const sha = await text(['rev-parse', 'HEAD']);
  if (!sha) return undefined;
  const branch = await text(['rev-parse', '--abbrev-ref', 'HEAD']);
  const quiet = await filtersOff(host, folder);
  const status = quiet && (await text([...quiet, 'status', '--porcelain']));
  return branch === undefined || status === undefined ? undefined : { sha, branch, dirty: status !== '' };
}

/** What a fingerprint records of a folder: the first 8 digits of HEAD, and whether something is not committed. */
export async function gitInfo(host: Host, folder: string): Promise<GitInfo> {
  const state = await gitState(host, folder);
  return state ? { sha: state.sha.slice(0, 8), dirty: state.dirty } : NO_GIT;
}

/**
 * Arguments for git that switch filters off; undefined where they cannot be. To see whether a file changed git would run the filters that the
 * repository's own configuration names, and nothing of a repository may run. A file whose content comes from a filter may then count as changed: that
 * is the careful side.
 */
async function filtersOff(host: Host, folder: string): Promise<readonly string[] | undefined> {
  const out = await host.git(folder, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.']);
  const names = (out && host.decodeUtf8(out))?.split('\0').filter(Boolean) ?? [];
  // A name that cannot be set on the command line cannot be switched off.
  if (names.some(name => name.includes('='))) return undefined;
  return names.flatMap(name => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`]);
}
