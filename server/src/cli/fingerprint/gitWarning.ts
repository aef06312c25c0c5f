// What is said of a fingerprint whose commit is not the whole truth.
import type { GitAnswer } from '../../../../src-shared/repro/git/gitInfo';

/** What a fingerprint records of an answer of git beyond the commit, as a sentence; none where the commit says it all, or there is no repository. */
export function gitWarning(answer: GitAnswer): string[] {
  if (answer.kind === 'outside') return [];
  if (answer.kind === 'told')
    return answer.state.dirty ? ['there are uncommitted changes, and the fingerprint records that (git_dirty).'] : [];
  return [
    answer.sha === undefined
      ? 'git does not tell the commit of this repository, so the fingerprint records it as unknown.'
      : 'git does not tell whether anything is not committed, so the fingerprint records that it may be (git_dirty).',
  ];
}
