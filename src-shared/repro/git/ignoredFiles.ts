// Which files git ignores. Read-only; the caller decides whether git may run.
import { notGit } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';
import { relativeTo } from '../../host/paths';

/** Those of some files in a folder (absolute paths) that git ignores, none outside of a repository; or why git did not answer. */
export async function ignoredFiles(
  host: Pick<Host, 'git' | 'decodeUtf8'>,
  folder: string,
  paths: readonly string[],
): Promise<ReadonlySet<string> | GitFailure> {
  if (paths.length === 0) return new Set();
  const byName = new Map(paths.map(path => [relativeTo(folder, path), path]));
  const answer = await host.git(folder, ['check-ignore', '-z', '--stdin'], {
    input: [...byName.keys()].join('\0'),
    mayFindNothing: true,
  });
  if (!answer.ok) return answer.reason === 'outside' ? new Set() : answer;
  const names = host.decodeUtf8(answer.stdout)?.split('\0');
  return names ? new Set(names.flatMap(name => byName.get(name) ?? [])) : notGit('the names of files');
}
