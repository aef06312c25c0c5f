import type { Host } from './host';
import { memoized } from './memoized';
import { dirname, join } from './paths';

/** The top folder of the git repository that a folder is in; also before the first commit, without git, and if git fails or its `.git` is a broken link. */
export function repositoryOf(host: RepositoryHost, folder: string): string | undefined {
  return repositoryLookup(host)(folder);
}

/** What is asked of the file system to find a repository. */
export type RepositoryHost = Pick<Host, 'stat' | 'linkTarget'>;

/** The same for many folders; each folder is looked at once. */
export function repositoryLookup(host: RepositoryHost): (folder: string) => string | undefined {
  const lookUp = memoized((folder: string): string | undefined => {
    const entry = join(folder, '.git');
    if (host.stat(entry) || host.linkTarget(entry) !== undefined) return folder;
    return dirname(folder) === folder ? undefined : lookUp(dirname(folder));
  });
  return lookUp;
}
