// Where `.kynml.json` is: in the folder of a file or above it.
import type { Host } from '../../host/host';
import { memoized } from '../../host/memoized';
import { dirname, join } from '../../host/paths';

/** The name of the file with the shared settings of a project. */
export const SETTINGS_FILE = '.kynml.json';

/** The part of the host that the search needs. */
type SearchedHost = Pick<Host, 'stat' | 'linkTarget'>;

/**
 * A function from a folder to the nearest settings file, in it or above it; undefined where there is none. The search ends at the top of a git work tree,
 * because what is above belongs to another project. Outside of one it ends below the first folder in which other users may create files, such as /tmp,
 * because one of them may have put a file there, and below the root. A `.git` in such a folder does not count. Each folder is searched once.
 * `hasNeither`: whether it is known that a folder has neither such a file nor a `.git`.
 */
export function settingsSearch(
  host: SearchedHost,
  hasNeither: (folder: string) => boolean = () => false,
): (folder: string) => string | undefined {
  const exists = (folder: string, name: string): boolean => {
    if (hasNeither(folder)) return false;
    const path = join(folder, name);
    return host.stat(path) !== undefined || host.linkTarget(path) !== undefined;
  };
  const isOwn = memoized((folder: string) => dirname(folder) !== folder && host.stat(folder)?.isShared !== true);
  const isTop = memoized((folder: string) => exists(folder, '.git') && isOwn(folder));
  const isInWorkTree: (folder: string) => boolean = memoized(
    folder => isTop(folder) || (dirname(folder) !== folder && isInWorkTree(dirname(folder))),
  );
  const find: (folder: string) => string | undefined = memoized(folder => {
    if (dirname(folder) === folder) return undefined;
    const found = exists(folder, SETTINGS_FILE)
      ? join(folder, SETTINGS_FILE)
      : isTop(folder)
        ? undefined
        : find(dirname(folder));
    // Asked last, because most projects have no settings.
    return found !== undefined && (isInWorkTree(folder) || isOwn(folder)) ? found : undefined;
  });
  return find;
}
