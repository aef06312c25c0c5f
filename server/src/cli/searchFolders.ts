// The folders in which the spec of a run is searched.
import type { Host } from '../../../src-shared/host/host';
import { dirname, isInside, join } from '../../../src-shared/host/paths';
import { HISTORY_FOLDER, workspaceFolderOf } from '../../../src-shared/repro/history/historyFolder';

/** The workspaces of the working folder and of a file; the one with the history comes first. */
export function searchFolders(
  host: Pick<Host, 'stat' | 'linkTarget'>,
  cwd: string,
  path: string,
): readonly [string, ...string[]] {
  const [here, there] = [workspaceFolderOf(host, cwd), workspaceFolderOf(host, dirname(path))];
  if (here === there || isInside(here, there)) return hasHistory(there) && !hasHistory(here) ? [there, here] : [here];
  return hasHistory(there) ? [there, here] : [here, there];

  function hasHistory(folder: string): boolean {
    return host.stat(join(folder, HISTORY_FOLDER))?.kind === 'folder';
  }
}
