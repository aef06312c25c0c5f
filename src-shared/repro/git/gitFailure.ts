// Reports, once for each repository, that git does not answer: what depends on it is unknown, not absent.

import { formFailure } from '../../host/gitOutput';
import type { GitFailure, GitFailureReason, Host } from '../../host/host';
import { join } from '../../host/paths';
import { repositoryOf } from '../../host/repositoryOf';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';

/** A repository that git cannot read. */
export interface GitProblem {
  readonly reason: GitFailureReason;
  readonly repository: string;
  /** The sentences for the user. `more`: the number of other repositories with the same problem. */
  readonly message: (more: number) => string;
}

/** The problem behind a failed git command in a folder; undefined if the folder is not in a repository, or the repository has no commits. */
export function gitProblem(
  host: Pick<Host, 'stat' | 'linkTarget'>,
  folder: string,
  failure: GitFailure,
): GitProblem | undefined {
  const repository = repositoryOf(host, folder);
  if (repository === undefined) return undefined;
  const { reason } = failure;
  // For git, a link that it cannot follow is a folder without a repository.
  if (!host.stat(join(repository, '.git')))
    return { reason: 'broken', repository, message: () => brokenText(repository) };
  if (reason === 'outside' || reason === 'no-commits' || reason === 'browser') return undefined;
  return { reason, repository, message: more => problemText(failure, repository, more) };
}

const brokenText = (repository: string): string =>
  `${oneLine(join(repository, '.git'))} is a link that cannot be followed, so the commits and changes of the repository are unknown.`;

function problemText(failure: GitFailure, repository: string, more: number): string {
  const places =
    oneLine(repository) + (more === 0 ? '' : ` and ${more} more ${more === 1 ? 'repository' : 'repositories'}`);
  switch (failure.reason) {
    case 'refused':
      return `git refuses to read ${places}, because it belongs to another user. Its commits and changes are unknown. To allow it, run \`git config --global --add safe.directory ${argument(repository)}\`.`;
    case 'broken':
      return `git does not recognize ${oneLine(join(repository, '.git'))} as a repository, so its commits and changes are unknown. It may be damaged, or belong to a repository that is not on this machine.`;
    case 'timeout':
      return `git did not answer in ${places}. Commits and changes are unknown for now.`;
    case 'crashed':
      return `git did not answer in ${places}: ${detailOf(failure)}. Commits and changes are unknown.`;
    case 'failed':
      return `git could not read ${places}: ${detailOf(failure)}. What depends on it is unknown. ${adviceFor(failure)}`;
    case 'incomplete':
      return `The commits of ${places} are not complete: ${detailOf(failure)}.`;
    default:
      return `git was not found on PATH outside of ${places}, so commits and changes are unknown.`;
  }
}

const MAX_DETAIL = 200;

// Git quotes names and addresses of the repository, which may contain anything.
const detailOf = ({ detail }: GitFailure): string =>
  detail === undefined ? 'it gave no reason' : shortText(detail, MAX_DETAIL);

function adviceFor({ detail = '' }: GitFailure): string {
  if (/repo(?:sitory)? (?:version|extension)/.test(detail)) return 'A newer git may be able to read it.';
  return /corrupt|object|ref\b|traverse|unable to read/.test(detail)
    ? 'Run `git fsck` there to find what is damaged.'
    : 'Run `git status` there to see more.';
}

// A path as one argument of a shell: in double quotes, which every shell understands, or in those of sh if it contains a special character.
function argument(path: string): string {
  if (/^[\w@%+=:,./-]+$/.test(path)) return path;
  return /["$`\\!]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}

/** Why git reports nothing about a folder, as a clause; follows "because". */
export function failureText(failure: GitFailure): string {
  switch (failure.reason) {
    case 'refused':
      return 'git refuses to read this repository';
    case 'broken':
      return 'git does not recognize the repository of this folder';
    case 'no-commits':
      return 'the repository has no commits yet';
    case 'timeout':
      return 'git did not answer in time';
    case 'missing':
      return 'git is not installed';
    case 'outside':
      return 'the folder is not in a git work tree';
    case 'crashed':
      return `git did not answer: ${detailOf(failure)}`;
    case 'failed':
      return `git could not read the repository: ${detailOf(failure)}`;
    case 'incomplete':
      return detailOf(failure);
    case 'browser':
      return 'git cannot be asked in the browser';
  }
}

// These are problems of the program and not of a repository.
const OF_PROGRAM: readonly GitFailureReason[] = ['missing', 'timeout', 'crashed'];

/** A problem that is reported now; `message` counts the repositories that have it so far. */
export interface ReportedProblem {
  readonly reason: GitFailureReason;
  readonly message: () => string;
}

/** A host that takes no output that is not of git, and that reports each problem of a repository once, and each problem of git itself once for all repositories. */
export function withGitReports(host: Host, report: (problem: ReportedProblem) => void): Host {
  const repositories = new Map<string, Set<string>>();
  const failed = (folder: string, failure: GitFailure): void => {
    const problem = gitProblem(host, folder, failure);
    if (!problem) return;
    const { reason, repository, message } = problem;
    const key = OF_PROGRAM.includes(reason) ? reason : `${reason} ${repository}`;
    const isNew = !repositories.has(key);
    const affected = repositories.get(key) ?? new Set<string>();
    repositories.set(key, affected.add(repository));
    if (isNew) report({ reason, message: () => message(affected.size - 1) });
  };
  return {
    ...host,
    git: async (folder, args, options) => {
      const answer = await host.git(folder, args, options);
      // Its readers would only find nothing.
      const result = (answer.ok && !answer.nothingFound && formFailure(args, answer.stdout)) || answer;
      if (!result.ok) failed(folder, result);
      return result;
    },
  };
}
