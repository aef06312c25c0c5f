// What git reports about the code: commit, branch, and whether there are uncommitted changes. Read-only; no code of the repository runs.
// Sources: git_info of the document on config fingerprinting (seed document 003), _resolve_git_state of PyTyche (001).
import { gitText, notGit } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';
import { join } from '../../host/paths';
import { repositoryOf } from '../../host/repositoryOf';
import { shortText } from '../../text/shortText';
import type { GitInfo } from '../hash/fingerprint';
import { filtersOff } from './filtersOff';
import { failureText, gitProblem } from './gitFailure';
import { headOf } from './head';

/** Recorded outside a repository and before the first commit. */
export const NO_GIT: GitInfo = { sha: 'unknown', dirty: false };

/** The state of a work tree. `sha` has all digits; `dirty`: `git status` lists a file, untracked files included. */
export interface GitState {
  readonly sha: string;
  readonly dirty: boolean;
  readonly branch: string;
}

/** Why a part of the state is unknown, as a clause; follows "because". `isReported`: `withGitReports` reports it too. */
export interface UnknownState {
  readonly cause: string;
  readonly isReported: boolean;
}

/**
 * The result of a query. `outside`: the folder is not in a repository. `incomplete`: it is, but git reports at most its commit; `isEmpty`: git reports
 * that there is none.
 */
export type GitQueryResult =
  | { readonly kind: 'complete'; readonly state: GitState }
  | ({ readonly kind: 'incomplete'; readonly sha?: string; readonly isEmpty?: boolean } & UnknownState)
  | ({ readonly kind: 'outside' } & UnknownState);

/** Queries git for the state of the work tree of a folder. */
export async function queryGit(host: Host, folder: string): Promise<GitQueryResult> {
  const head = await headOf(host, folder);
  if (!head.ok)
    return isOutside(host, folder, head)
      ? { kind: 'outside', ...unknown(host, folder, head) }
      : { kind: 'incomplete', isEmpty: head.reason === 'no-commits', ...unknown(host, folder, head) };
  const { sha } = head;
  const branch = await gitText(host, folder, ['rev-parse', '--abbrev-ref', 'HEAD']);
  if (!branch.ok || branch.text === '')
    return { kind: 'incomplete', sha, ...unknown(host, folder, branch.ok ? notGit('a branch') : branch) };
  const dirty = await isDirty(host, folder);
  return typeof dirty === 'boolean'
    ? { kind: 'complete', state: { sha, branch: branch.text, dirty } }
    : { kind: 'incomplete', sha, ...dirty };
}

// A git that was run and failed says nothing about where the folder is, which may lead to a repository through a link.
const isOutside = (host: Host, folder: string, { reason }: GitFailure): boolean =>
  (reason === 'outside' || reason === 'missing') &&
  [folder, host.realPath(folder) ?? folder].every(path => repositoryOf(host, path) === undefined);

const unknown = (host: Host, folder: string, failure: GitFailure): UnknownState => ({
  cause: failureText(failure),
  isReported: gitProblem(host, folder, failure) !== undefined,
});

const because = (cause: string): UnknownState => ({ cause, isReported: false });

/**
 * The git part of a fingerprint: the first 8 digits of HEAD, and whether there are uncommitted changes. If git does not report them, the work tree counts
 * as changed, because a clean one must never be claimed without evidence.
 */
export function gitInfo(answer: GitQueryResult): GitInfo {
  if (answer.kind === 'complete') return { sha: answer.state.sha.slice(0, 8), dirty: answer.state.dirty };
  return answer.kind === 'incomplete' && !answer.isEmpty
    ? { sha: answer.sha?.slice(0, 8) ?? NO_GIT.sha, dirty: true }
    : NO_GIT;
}

/** The maximum nesting of submodules; deeper ones are not checked. */
const MAX_NESTED = 10;

// The user's configuration must not hide files. Git does not descend into submodules, because it would run programs that their configuration names.
// The line of the branch is evidence that git answered: a clean work tree has no other line.
const STATUS = [
  'status',
  '--porcelain',
  '--branch',
  '--no-ahead-behind',
  '--untracked-files=normal',
  '--ignore-submodules=dirty',
];

// The outer repository reports a submodule at another commit; changes inside it are queried there, with the same precautions.
async function isDirty(host: Host, folder: string, nested = 0): Promise<boolean | UnknownState> {
  const quiet = await filtersOff(host, folder);
  if (!quiet) return because('a filter whose name contains `=` cannot be disabled on the command line');
  if ('ok' in quiet) return unknown(host, folder, quiet);
  const status = await host.git(folder, [...quiet, ...STATUS]);
  if (!status.ok) return unknown(host, folder, status);
  const { stdout } = status;
  const end = stdout.indexOf(LINE_END);
  if (!startsWith(stdout, '## ') || end < 0) return unknown(host, folder, notGit('the state of the work tree'));
  if (end < stdout.length - 1) return true;
  const [unopened] = status.unopened ?? [];
  if (unopened !== undefined) return because(`git cannot open ${shortText(unopened, MAX_PATH)}`);
  const inner = await checkedOutSubmodules(host, folder);
  if (!Array.isArray(inner)) return inner;
  if (inner.length > 0 && nested >= MAX_NESTED) return because('the submodules are nested too deeply');
  for (const path of inner) {
    const dirty = await isDirty(host, path, nested + 1);
    if (dirty !== false) return dirty;
  }
  return false;
}

const LINE_END = 10;
const MAX_PATH = 100;

/** The absolute paths of the submodules of the repository of a folder that are checked out, or why they are unknown. In a folder without its own repository, git would report the outer one. */
export async function checkedOutSubmodules(host: Host, folder: string): Promise<string[] | UnknownState> {
  const listed = await host.git(folder, ['ls-files', '-s', '-z', '--full-name', '--', ':/']);
  if (!listed.ok) return unknown(host, folder, listed);
  const links = [...entriesOf(listed.stdout)].filter(entry => startsWith(entry, LINK));
  if (links.length === 0) return [];
  const top = await gitText(host, folder, ['rev-parse', '--show-toplevel']);
  if (!top.ok) return unknown(host, folder, top);
  const names = links.map(entry => host.decodeUtf8(entry)?.replace(/^[^\t]*\t/, ''));
  const paths = names.flatMap(name => (name === undefined ? [] : join(top.text, name)));
  return paths.length < names.length
    ? because('the name of a submodule is not UTF-8')
    : paths.filter(path => host.stat(join(path, '.git')));
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
