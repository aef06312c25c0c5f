import type { Host } from './host';
import { dirname, join } from './paths';

/** The top folder of the git repository that a folder is in; also before the first commit, without git, and if git fails. */
export function repositoryOf(host: Pick<Host, 'stat'>, folder: string): string | undefined {
  if (host.stat(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(host, dirname(folder));
}
