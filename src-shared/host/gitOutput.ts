// The output of read-only git commands, and evidence that it comes from git. A program that is not git may print anything, or nothing.
import type { GitCommandOptions, GitFailure, Host } from './host';

/** The output as text without surrounding blanks, or why there is none. */
export type GitText = { readonly ok: true; readonly text: string; readonly nothingFound?: boolean } | GitFailure;

/** Standard output of a command as UTF-8 text. */
export async function gitText(
  host: Pick<Host, 'git' | 'decodeUtf8'>,
  folder: string,
  args: readonly string[],
  options?: GitCommandOptions,
): Promise<GitText> {
  const result = await host.git(folder, args, options);
  if (!result.ok) return result;
  const text = host.decodeUtf8(result.stdout)?.trim();
  if (text === undefined) return notGit('text');
  return { ok: true, text, ...(result.nothingFound && { nothingFound: true }) };
}

/** The failure of a program that does not print what git prints. */
export const notGit = (expected: string): GitFailure => ({
  ok: false,
  reason: 'failed',
  detail: `it printed something else than ${expected}`,
});

/** Why empty output of another command proves nothing; undefined if git answers in the work tree of a folder. */
export async function workTreeFailure(
  host: Pick<Host, 'git' | 'decodeUtf8'>,
  folder: string,
): Promise<GitFailure | undefined> {
  const answer = await gitText(host, folder, ['rev-parse', '--is-inside-work-tree']);
  if (!answer.ok) return answer;
  return answer.text === 'true' ? undefined : notGit('git prints in a work tree');
}
