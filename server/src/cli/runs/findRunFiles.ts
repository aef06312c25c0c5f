// Paths of a command line -> the files that may contain runs. Runs are usually in folders that git ignores, so those are searched too.
import { isInside, relativeTo } from '../../../../src-shared/host/paths';
import { findFiles, gapTexts, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { HISTORY_FOLDER } from '../../../../src-shared/repro/history/historyFolder';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import { relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { isFolder, targetOf } from '../target';

/** A file that may contain runs. `relative`: its path relative to the named folder. */
export interface RunFile {
  readonly path: string;
  readonly relative: string;
  readonly isNamed: boolean;
}

/** The files, the specs next to them, and messages about folders that were not searched completely. */
export interface RunFiles {
  readonly files: readonly RunFile[];
  readonly specs: readonly string[];
  readonly incomplete: readonly string[];
}

/** Searches the paths of a command, and the workspace folder for specs and for the kept runs of the paths. */
export function findRunFiles(context: Pick<CliContext, 'host' | 'io' | 'files'>, workspace: string): RunFiles {
  const { host, io } = context;
  const files = new Map<string, RunFile>();
  const specs = new Set<string>();
  const incomplete: string[] = [];
  const targets = (context.files.length > 0 ? context.files : ['.']).map(given => targetOf(context, given));
  const search = (folder: string, add: (path: string) => void): void => {
    const found = findFiles(host, folder, ['spec', 'artifact']);
    for (let next = found.next(); ; next = found.next()) {
      if (next.done) {
        incomplete.push(...gapTexts(next.value, path => relativePath(io.cwd, path), 'Its other runs are not listed.'));
        return;
      }
      for (const path of next.value)
        if (isSpecPath(path)) specs.add(path);
        else add(path);
    }
  };
  const folders: string[] = [];
  for (const target of targets) {
    const { path } = target;
    if (path === undefined) continue;
    if (!isFolder(host, target)) files.set(path, { path, relative: relativePath(io.cwd, path), isNamed: true });
    else {
      folders.push(path);
      search(path, file => {
        if (!files.has(file)) files.set(file, { path: file, relative: relativeTo(path, file), isNamed: false });
      });
    }
  }
  if (!folders.some(folder => isInside(folder, workspace) || folder === workspace)) search(workspace, () => undefined);
  for (const path of keptManifests(host, workspace, Number.POSITIVE_INFINITY))
    if (folders.some(folder => isInside(folder, path)))
      files.set(path, { path, relative: relativeTo(workspace, path).slice(HISTORY_FOLDER.length + 1), isNamed: false });
  return { files: [...files.values()], specs: [...specs], incomplete };
}
