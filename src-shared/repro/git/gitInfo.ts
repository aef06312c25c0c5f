// What git reports about the code: commit, branch, and whether there are uncommitted changes. Read-only; no code of the repository runs.
// Sources: git_info of the document on config fingerprinting (seed document 003), _resolve_git_state of PyTyche (001).
import { gitOutput } from '../../host/gitOutput';
import type { Host } from '../../host/host';
import { join } from '../../host/paths';
import { repositoryOf } from '../../host/repositoryOf';
import type { GitInfo } from '../hash/fingerprint';

/** Recorded if git cannot be read: outside a work tree, without git, before the first commit. */
export const NO_GIT: GitInfo = { sha: 'unknown', dirty: false };

/** The state of a work tree. `sha` has all digits; `dirty`: `git status` lists a file, untracked files included. */
export interface GitState {
  readonly sha: string;
  readonly dirty: boolean;
  readonly branch: string;
}

/** The result of a query. `outside`: the folder is not in a repository. `incomplete`: it is, but git reports at most its commit. */
export type GitQueryResult =
  | { readonly kind: 'complete'; readonly state: GitState }
  | { readonly kind: 'incomplete'; readonly sha?: string }
  | { readonly kind: 'outside' };

// With SHA-1 or SHA-256.
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Queries git for the state of the work tree of a folder. */
export async function queryGit(host: Host, folder: string): Promise<GitQueryResult> {
  const sha = await textOf(host, folder, ['rev-parse', 'HEAD']);
  // A program that is not git may print anything, which must not be recorded as the commit.
  if (sha === undefined || !SHA.test(sha))
    return { kind: repositoryOf(host, folder) === undefined ? 'outside' : 'incomplete' };
  const branch = await textOf(host, folder, ['rev-parse', '--abbrev-ref', 'HEAD']);
  const dirty = await isDirty(host, folder);
  return branch === undefined || dirty === undefined
    ? { kind: 'incomplete', sha }
    : { kind: 'complete', state: { sha, branch, dirty } };
}

/**
 * The git part of a fingerprint: the first 8 digits of HEAD, and whether there are uncommitted changes. If git reports only the commit, the work tree
 * counts as changed, because a clean commit must never be claimed without evidence.
 */
export function gitInfo(answer: GitQueryResult): GitInfo {
  if (answer.kind === 'complete') return { sha: answer.state.sha.slice(0, 8), dirty: answer.state.dirty };
  return answer.kind === 'incomplete' && answer.sha !== undefined
    ? { sha: answer.sha.slice(0, 8), dirty: true }
    : NO_GIT;
}

async function textOf(host: Host, folder: string, args: readonly string[]): Promise<string | undefined> {
  const out = await gitOutput(host, folder, args);
  return out && (host.decodeUtf8(out) ?? '?').trim();
}

/** The maximum nesting of submodules; deeper ones are not checked. */
const MAX_NESTED = 10;

// The user's configuration must not hide files. Git does not descend into submodules, because it would run programs that their configuration names.
const STATUS = ['status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=dirty'];

// Undefined if it cannot be determined. The outer repository reports a submodule at another commit; changes inside it are queried there, with the same precautions.
async function isDirty(host: Host, folder: string, nested = 0): Promise<boolean | undefined> {
  const quiet = await filtersOff(host, folder);
  const status = quiet && (await textOf(host, folder, [...quiet, ...STATUS]));
  if (status !== '') return status === undefined ? undefined : true;
  const inner = nested < MAX_NESTED ? await submodules(host, folder) : undefined;
  if (!inner) return undefined;
  for (const path of inner) {
    const dirty = await isDirty(host, path, nested + 1);
    if (dirty !== false) return dirty;
  }
  return false;
}

// The submodules that are checked out. In a folder without its own repository, git would report the outer one.
async function submodules(host: Host, folder: string): Promise<string[] | undefined> {
  const listed = await gitOutput(host, folder, ['ls-files', '-s', '-z', '--full-name', '--', ':/']);
  const links = listed && [...entriesOf(listed)].filter(entry => startsWith(entry, LINK));
  if (!links || links.length === 0) return links && [];
  const top = await textOf(host, folder, ['rev-parse', '--show-toplevel']);
  const names = links.map(entry => host.decodeUtf8(entry)?.replace(/^[^\t]*\t/, ''));
  if (top === undefined) return undefined;
  const paths = names.flatMap(name => (name === undefined ? [] : join(top, name)));
  return paths.length < names.length ? undefined : paths.filter(path => host.stat(join(path, '.git')));
}

// The mode of an entry that is a commit of another repository.
const LINK = '160000 ';

function* entriesOf(listed: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < listed.length; ) {
    const end = listed.indexOf(0, at);
    yield listed.subarray(at, end < 0 ? listed.length : end);
    at = end < 0 ? listed.length : end + 1;
  }
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((character, i) => bytes[i] === character.charCodeAt(0));

/**
 * Arguments for git that disable filters; undefined if that is not possible. To detect changes, git would run the filters that the repository's
 * configuration names, and no program of a repository may run. A file whose content comes from a filter may then count as changed, which is the safe
 * direction.
 */
async function filtersOff(host: Host, folder: string): Promise<readonly string[] | undefined> {
  // Without readable output the filters are unknown.
  const out = await gitOutput(host, folder, ['config', '-z', '--name-only', '--list']);
  const all = out && host.decodeUtf8(out)?.split('\0');
  const names = [...new Set(all)].filter(name => name.startsWith('filter.'));
  // A filter whose name cannot be set on the command line cannot be disabled.
  if (!all || names.some(name => name.includes('='))) return undefined;
  return names.flatMap(name => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`]);
}
