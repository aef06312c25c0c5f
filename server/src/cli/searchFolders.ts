// The folders in which the spec of a run is searched.
import { dirname, isInside, join } from '../../../src-shared/host/paths';
import { repositoryOf } from '../../../src-shared/host/repositoryOf';
import { HISTORY_FOLDER, workspaceFolderOf } from '../../../src-shared/repro/history/historyFolder';
import type { CliEnvironment } from './command';

/** The workspaces of the working folder and of a run with an absolute path; the one with a history comes first. */
export function searchFolders({ host, io }: CliEnvironment, run: string): readonly [string, ...string[]] {
  const [here, there] = [workspaceFolderOf(host, io.cwd), workspaceFolderOf(host, dirname(run))];
  if (here === there) return [here];
  if (hasHistory(there) && !(hasHistory(here) && isInside(here, there))) return [there, here];
  // Another repository in the working folder has a git history of its own.
  return isInside(here, there) && repositoryOf(host, here) === repositoryOf(host, there) ? [here] : [here, there];

  function hasHistory(folder: string): boolean {
    return host.stat(join(folder, HISTORY_FOLDER))?.kind === 'folder';
  }
}
