// The launches that `kyn jobs` is about: those of the given folders, or all of the workspace.
import {
  launchFolder,
  type StoredLaunch,
  storedFolder,
  storedLaunches,
} from '../../../../src-shared/launch/launchFile';
import { folderRefusal } from '../../../../src-shared/repro/history/claimFolder';
import { historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import type { Programs } from '../programs';
import { launchAccess } from './launchAccess';
import { folderOwner, type LaunchAccess } from './lookAtLaunch';

/** The launches, and sentences about what was not found or cannot be read. */
export interface FoundLaunches {
  readonly access: LaunchAccess;
  readonly launches: readonly StoredLaunch[];
  readonly problems: readonly string[];
}

/** Finds the launches for the folders of a command line. */
export function findLaunches(context: CliContext, programs: Programs): FoundLaunches {
  const { host, io, files } = context;
  const history = historyOf(host, workspaceFolderOf(host, io.cwd));
  const access = launchAccess(context, programs, { history });
  const named = (path: string): string => relativePath(io.cwd, path);
  if (files.length === 0) return { access, ...storedLaunches(host, history, { named }) };
  const found = files.map(file => {
    const folder = storedFolder(history.workspace, absolutePath(context, file));
    const { launches, problems } = storedLaunches(host, history, { folder, named });
    const isMissing = launches.length === 0 && problems.length === 0;
    return {
      launches,
      problems: isMissing ? [`Nothing was submitted from ${displayPath(file)}, as far as .kynml shows.`] : problems,
    };
  });
  return { access, launches: found.flatMap(f => f.launches), problems: found.flatMap(f => f.problems) };
}

/** Whether another process submits runs of a launch right now: its states are not final then, and a look would disturb it. */
export function isBeingSubmitted(
  { host, history }: LaunchAccess,
  programs: Programs,
  { launch }: StoredLaunch,
): boolean {
  const refusal = folderRefusal(host, programs, launchFolder(history.workspace, launch), folderOwner(launch));
  return refusal?.kind === 'used' || refusal?.kind === 'elsewhere';
}
