// Where `.kynml.json` is: in the folder of a file or above it.
import type { Host } from '../../host/host';
import { dirname, join } from '../../host/paths';

/** The name of the file with the shared settings of a project. */
export const SETTINGS_FILE = '.kynml.json';

/** The part of the host that the search needs. */
type SearchedHost = Pick<Host, 'stat' | 'linkTarget'>;

/**
 * A function from a folder to the nearest settings file, in it or above it; undefined where there is none. The search ends at the top of a git work tree,
 * because what is above belongs to another project, and outside of one at the root. Each folder is searched once.
 */
export function settingsSearch(host: SearchedHost): (folder: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const exists = (path: string): boolean => host.stat(path) !== undefined || host.linkTarget(path) !== undefined;
  const search = (folder: string): string | undefined => {
    const path = join(folder, SETTINGS_FILE);
    if (exists(path)) return path;
    const above = dirname(folder);
    return above === folder || exists(join(folder, '.git')) ? undefined : find(above);
  };
  // Not recursive for a known folder, so the depth is that of the new folders.
  const find = (folder: string): string | undefined => {
    if (!known.has(folder)) known.set(folder, search(folder));
    return known.get(folder);
  };
  return find;
}
