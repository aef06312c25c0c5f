import type { Host } from './host';
import { dirname, join } from './paths';

/** The top folder of the git repository that a folder is in; also before the first commit, without git, and if git fails or its `.git` is a broken link. */
export function repositoryOf(host: Pick<Host, 'stat' | 'linkTarget'>, folder: string): string | undefined {
  const entry = join(folder, '.git');
  if (host.stat(entry) || host.linkTarget(entry) !== undefined) return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(host, dirname(folder));
}
