// Paths of a command line -> the files that may contain runs. Runs are usually in folders that git ignores, so those are searched too.
import { basename, isInside } from '../../../../src-shared/host/paths';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import type { CliContext } from '../command';
import { findTargets, type TargetList } from '../search/findTargets';
import { isFolder, targetOf } from '../target';

/** A file that may contain runs. `relative`: its path relative to the working folder. */
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
  /** Messages about links that were not followed. */
  readonly notes: readonly string[];
}

/** Searches the paths of a command, and the workspace folder for specs and for the kept runs of the paths. */
export async function findRunFiles(
  context: Pick<CliContext, 'host' | 'io' | 'files'>,
  workspace: string,
): Promise<RunFiles> {
  const { host, io } = context;
  const paths = context.files.length > 0 ? context.files : ['.'];
  const found = await findTargets({ host, io, files: paths }, ['spec', 'artifact'], { withIgnored: true });
  const folders = paths.map(given => targetOf({ host, io }, given)).filter(target => isFolder(host, target));
  const isSearched = (path: string): boolean => folders.some(folder => isInside(folder.path ?? '', path));
  const specs = isSearched(`${workspace}/x`) ? found : await specsIn(context, workspace);
  const files = found.targets.flatMap(({ path, label, named }): RunFile[] =>
    path === undefined || (!named && isSpecPath(path)) ? [] : [{ path, relative: label, isNamed: named }],
  );
  const kept = keptManifests(host, workspace, Number.POSITIVE_INFINITY).filter(isSearched);
  return {
    files: [...files, ...kept.map(path => ({ path, relative: basename(path), isNamed: false }))],
    specs: specs.targets.flatMap(({ path }) => (path !== undefined && isSpecPath(path) ? [path] : [])),
    incomplete: [
      ...found.incomplete,
      ...(paths.includes('-') ? ['standard input is not read. Name files or folders.'] : []),
    ],
    notes: found.notes,
  };
}

// What is missing there does not change the list of runs, so it is not reported.
const specsIn = ({ host, io }: Pick<CliContext, 'host' | 'io'>, folder: string): Promise<TargetList> =>
  findTargets({ host, io, files: [folder] }, ['spec'], { withIgnored: true });
