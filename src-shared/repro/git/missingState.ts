// Why git reports no complete state of a folder, for commands that need one.
import type { GitQueryResult } from './gitInfo';

/** Why an answer of git is not complete: a sentence without its capital letter. */
export function missingState(answer: Exclude<GitQueryResult, { readonly kind: 'complete' }>): string {
  if (answer.kind === 'incomplete' && answer.isEmpty) return `${answer.cause}. Commit the experiment first.`;
  const sha = answer.kind === 'incomplete' ? answer.sha : undefined;
  return sha === undefined
    ? `the commit is unknown, because ${answer.cause}.`
    : `git reported commit ${sha.slice(0, 12)}, but not its branch or whether files changed since, because ${answer.cause}.`;
}
