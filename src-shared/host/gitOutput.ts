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

const NUL = 0;
const SHORT = 100;

// The first letters of what git prints for an option.
const BEGINNINGS: readonly (readonly [option: string, beginning: RegExp])[] = [
  ['--is-inside-work-tree', /^(?:true|false)\s/],
  ['--show-toplevel', /^(?:\/|[A-Za-z]:)/],
];

/** The failure of a program whose output does not have the form in which git answers a command; undefined where it may come from git. */
export function formFailure(args: readonly string[], stdout: Uint8Array): GitFailure | undefined {
  const beginning = String.fromCharCode(...stdout.subarray(0, SHORT));
  const isUnended = args.includes('-z') && stdout.length > 0 && stdout.at(-1) !== NUL;
  const isOther = BEGINNINGS.some(([option, form]) => args.includes(option) && !form.test(beginning));
  return isUnended || isOther ? notGit('git prints') : undefined;
}

/** Why empty output of another command proves nothing; undefined if git answers in the work tree of a folder. */
export async function workTreeFailure(
  host: Pick<Host, 'git' | 'decodeUtf8'>,
  folder: string,
): Promise<GitFailure | undefined> {
  const answer = await gitText(host, folder, ['rev-parse', '--is-inside-work-tree']);
  if (!answer.ok) return answer;
  return answer.text === 'true' ? undefined : notGit('git prints in a work tree');
}
