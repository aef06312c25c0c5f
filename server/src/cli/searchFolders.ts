// The folders in which the spec of a run is searched.
import { dirname, isInside, join } from '../../../src-shared/host/paths';
import { HISTORY_FOLDER, workspaceFolderOf } from '../../../src-shared/repro/history/historyFolder';
import type { CliEnvironment } from './command';

/** The workspaces of the working folder and of a run with an absolute path; the one with a history comes first. */
export function searchFolders({ host, io }: CliEnvironment, run: string): readonly [string, ...string[]] {
  const [here, there] = [workspaceFolderOf(host, io.cwd), workspaceFolderOf(host, dirname(run))];
  if (here === there || isInside(here, there)) return hasHistory(there) && !hasHistory(here) ? [there, here] : [here];
  return hasHistory(there) ? [there, here] : [here, there];

  function hasHistory(folder: string): boolean {
    return host.stat(join(folder, HISTORY_FOLDER))?.kind === 'folder';
  }
}
