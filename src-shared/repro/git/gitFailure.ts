// Reports, once for each repository, that git does not answer: what depends on it is unknown, not absent.
import type { GitFailure, Host } from '../../host/host';
import { join } from '../../host/paths';
import { repositoryOf } from '../../host/repositoryOf';
import { oneLine } from '../../text/oneLine';

/** A repository that git cannot read, with the sentence for the user. */
export interface GitProblem {
  readonly reason: GitFailure;
  readonly message: string;
}

/** The problem behind a failed git command in a folder; undefined if the folder is not in a repository or only the command failed. */
export function gitProblem(
  host: Pick<Host, 'stat' | 'linkTarget'>,
  folder: string,
  reason: GitFailure,
): GitProblem | undefined {
  const repository = repositoryOf(host, folder);
  if (repository === undefined) return undefined;
  // For git, a link that it cannot follow is a folder without a repository.
  if (!host.stat(join(repository, '.git'))) return { reason, message: brokenText(repository) };
  return reason === 'failed' || reason === 'outside' ? undefined : { reason, message: problemText(reason, repository) };
}

const brokenText = (repository: string): string =>
  `${oneLine(join(repository, '.git'))} is a link that cannot be followed, so the commits and changes of the repository are unknown.`;

function problemText(reason: GitFailure, repository: string): string {
  switch (reason) {
    case 'refused':
      return `git refuses to read ${oneLine(repository)}, because it belongs to another user. Its commits and changes are unknown. To allow it, run \`git config --global --add safe.directory ${argument(repository)}\`.`;
    case 'broken':
      return `git does not recognize ${oneLine(join(repository, '.git'))} as a repository, so its commits and changes are unknown. It may be damaged, or belong to a repository that is not on this machine.`;
    case 'timeout':
      return `git did not answer in ${oneLine(repository)}. Its commits and changes are unknown for now.`;
    default:
      return `git was not found on PATH outside of ${oneLine(repository)}, so its commits and changes are unknown.`;
  }
}

// A path as one argument of a shell: in double quotes, which every shell understands, or in those of sh if it contains a special character.
function argument(path: string): string {
  if (/^[\w@%+=:,./-]+$/.test(path)) return path;
  return /["$`\\!]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}

/** Why git reports nothing about a folder, as a clause; follows "because". */
export function failureText(reason: GitFailure): string {
  switch (reason) {
    case 'refused':
      return 'git refuses to read this repository';
    case 'broken':
      return 'git does not recognize the repository of this folder';
    case 'timeout':
      return 'git did not answer in time';
    case 'missing':
      return 'git is not installed';
    case 'outside':
      return 'the folder is not in a git work tree';
    case 'failed':
      return 'git could not read the repository';
  }
}

/** Why git does not answer in a folder; undefined if it does. */
export async function gitFailureIn(host: Pick<Host, 'git'>, folder: string): Promise<GitFailure | undefined> {
  const result = await host.git(folder, ['rev-parse', '--git-dir']);
  return result.ok ? undefined : result.reason;
}

/** A host that reports each problem with a repository once. */
export function withGitReports(host: Host, report: (problem: GitProblem) => void): Host {
  const reported = new Set<string>();
  return {
    ...host,
    git: async (folder, args, input) => {
      const result = await host.git(folder, args, input);
      const problem = result.ok ? undefined : gitProblem(host, folder, result.reason);
      if (problem && !reported.has(problem.message)) {
        reported.add(problem.message);
        report(problem);
      }
      return result;
    },
  };
}
