// Reports, once for each repository, that git does not answer: what depends on it is unknown, not absent.
import type { GitFailure, Host } from '../../host/host';
import { repositoryOf } from './gitInfo';

/** A repository that git cannot read, with the sentence for the user. */
export interface GitProblem {
  readonly reason: GitFailure;
  readonly message: string;
}

/** The problem behind a failed git command in a folder; undefined if the folder is not in a repository or only the command failed. */
export function gitProblem(host: Pick<Host, 'stat'>, folder: string, reason: GitFailure): GitProblem | undefined {
  const repository = reason === 'failed' || reason === 'outside' ? undefined : repositoryOf(host, folder);
  return repository === undefined ? undefined : { reason, message: problemText(reason, repository) };
}

function problemText(reason: GitFailure, repository: string): string {
  switch (reason) {
    case 'refused':
      return `git refuses to read ${repository}, because it belongs to another user. Its commits and changes are unknown. To allow it, run \`git config --global --add safe.directory ${repository}\`.`;
    case 'timeout':
      return `git did not answer in ${repository}. Its commits and changes are unknown for now.`;
    default:
      return `git was not found on PATH, so the commits and changes of ${repository} are unknown.`;
  }
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
