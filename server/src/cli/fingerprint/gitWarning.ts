// The warning about a fingerprint whose commit does not fully identify the code.
import type { GitQueryResult } from '../../../../src-shared/repro/git/gitInfo';

/** A sentence about uncommitted changes or missing answers of git; none where the commit identifies the code, or outside a repository. */
export function gitWarning(answer: GitQueryResult): string[] {
  if (answer.kind === 'outside') return [];
  if (answer.kind === 'complete')
    return answer.state.dirty ? ['there are uncommitted changes; the fingerprint records that (`git_dirty`).'] : [];
  return [
    answer.sha === undefined
      ? 'git did not report the commit, so the fingerprint records it as `unknown`.'
      : 'git did not report whether there are uncommitted changes, so the fingerprint records that there may be (`git_dirty`).',
  ];
}
