// Why git reports no complete state of a folder, for commands that need one.
import type { Host } from '../../host/host';
import { failureText, gitFailureIn, gitProblem } from './gitFailure';
import type { GitQueryResult } from './gitInfo';

/** A sentence without its capital letter. `isReported`: `withGitReports` reports this problem too. */
export interface MissingState {
  readonly reason: string;
  readonly isReported: boolean;
}

/** Why an answer of git is not complete. Queries git again. */
export async function missingState(
  host: Host,
  folder: string,
  answer: Exclude<GitQueryResult, { readonly kind: 'complete' }>,
): Promise<MissingState> {
  const sha = answer.kind === 'incomplete' ? answer.sha : undefined;
  if (sha !== undefined)
    return {
      reason: `git reported commit ${sha.slice(0, 12)}, but not its branch or whether files changed since. Run \`git status\` to see why.`,
      isReported: false,
    };
  const failure = await gitFailureIn(host, folder);
  return failure === undefined
    ? {
        reason:
          'git reported no commit for this folder: the repository may not have one yet. Commit the experiment first.',
        isReported: false,
      }
    : {
        reason: `the commit is unknown, because ${failureText(failure)}.`,
        isReported: gitProblem(host, folder, failure) !== undefined,
      };
}
