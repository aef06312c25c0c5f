// To detect changes, git would run the filters that the configuration of a repository names, and no program of a repository may run.
import { gitText } from '../../host/gitOutput';
import type { GitFailure, Host } from '../../host/host';

/**
 * Arguments for git that disable filters; undefined where one has a name that cannot be disabled. A file whose content comes from a filter may then count as
 * changed, which is the safe direction.
 */
export async function filtersOff(host: Host, folder: string): Promise<readonly string[] | GitFailure | undefined> {
  // Without readable output the filters are unknown.
  const listed = await gitText(host, folder, ['config', '-z', '--name-only', '--list']);
  if (!listed.ok) return listed;
  const names = [...new Set(listed.text.split('\0'))].filter(name => name.startsWith('filter.'));
  if (names.some(name => name.includes('='))) return undefined;
  return names.flatMap(name => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`]);
}
