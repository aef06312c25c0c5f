// The warning about a fingerprint whose commit does not fully identify the code.
import type { GitQueryResult } from '../../../../src-shared/repro/git/gitInfo';

/** A sentence about uncommitted changes or missing answers of git; none where the commit identifies the code, or outside a repository. */
export function gitWarning(answer: GitQueryResult): string[] {
  if (answer.kind === 'outside') return [];
  if (answer.kind === 'complete')
    return answer.state.dirty ? ['there are uncommitted changes; the fingerprint records that (`git_dirty`).'] : [];
  const records = answer.isEmpty ? '' : ', and that there may be uncommitted changes (`git_dirty`)';
  return [
    answer.sha === undefined
      ? `git did not report the commit${causeText(answer)}, so the fingerprint records it as \`unknown\`${records}.`
      : `git did not report whether there are uncommitted changes${causeText(answer)}, so the fingerprint records that there may be (\`git_dirty\`).`,
  ];
}

/** The cause of a missing answer in parentheses, unless a warning already states it. */
export const causeText = ({ cause, isReported }: GitQueryResult & { readonly kind: 'incomplete' }): string =>
  isReported ? '' : ` (${cause})`;
