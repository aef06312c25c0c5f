// The commit that a fingerprint records, and whether something is not committed. Read-only.
// Source: git_info of the document on config fingerprinting (seed document 003).
import type { Host } from '../host/host';
import type { GitInfo } from './fingerprint';

/** What is recorded where git cannot be read: outside of a work tree, without git, before the first commit. */
export const NO_GIT: GitInfo = { sha: 'unknown', dirty: false };

/** First 8 digits of HEAD, and whether `git status` names anything, files that git does not know included. */
export async function gitInfo(host: Host, folder: string): Promise<GitInfo> {
  const text = async (args: readonly string[]): Promise<string | undefined> => {
    const out = await host.git(folder, args);
    return out && (host.decodeUtf8(out) ?? '?').trim();
  };
  const sha = await text(['rev-parse', 'HEAD']);
  const quiet = sha === undefined ? undefined : await filtersOff(host, folder);
  const status = quiet && (await text([...quiet, 'status', '--porcelain']));
  return sha === undefined || status === undefined ? NO_GIT : { sha: sha.slice(0, 8), dirty: status !== '' };
}

/**
 * Arguments for git that switch filters off; undefined where they cannot be. To see whether a file changed git would run the filters that the
 * repository's own configuration names, and nothing of a repository may run. A file whose content comes from a filter may then count as changed: that
 * is the careful side.
 */
export async function filtersOff(host: Host, folder: string): Promise<readonly string[] | undefined> {
  const out = await host.git(folder, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.']);
  const names = (out && host.decodeUtf8(out))?.split('\0').filter(Boolean) ?? [];
  // A name that cannot be set on the command line cannot be switched off.
  if (names.some(name => name.includes('='))) return undefined;
  return names.flatMap(name => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`]);
}
