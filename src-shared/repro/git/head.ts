// The commit that HEAD is at.
import { gitText, notGit } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';

/** A commit id with all digits, of SHA-1 or SHA-256. */
export const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The commit of HEAD, or why it is unknown; `no-commits` only if git states that the branch has none. */
export async function headOf(
  host: Host,
  folder: string,
): Promise<{ readonly ok: true; readonly sha: string } | GitFailure> {
  const head = await gitText(host, folder, ['rev-parse', '--verify', '--quiet', 'HEAD'], { mayFindNothing: true });
  if (!head.ok) return head;
  if (SHA.test(head.text)) return { ok: true, sha: head.text };
  if (!head.nothingFound) return notGit('a commit');
  // A branch without a commit and a damaged one give the same answer. `git log` has a message for each.
  const log = await host.git(folder, ['-c', 'log.showSignature=false', 'log', '-1', '--format=%H']);
  return log.ok ? notGit('a commit') : log;
}
