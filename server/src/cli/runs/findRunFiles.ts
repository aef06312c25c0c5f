// Paths of a command line -> the files that may contain runs. Runs are usually in folders that git ignores, so those are searched too.
import { basename, dirname, isInside, join } from '../../../../src-shared/host/paths';
import { isSpecPath, type SearchLimits } from '../../../../src-shared/repro/files/findFiles';
import { workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import type { CliContext } from '../command';
import { findTargets } from '../search/findTargets';
import { withoutIgnored } from '../search/withoutIgnored';
import { isFolder, targetOf } from '../target';

/** A command that only lists can take longer than an editor. A run needs 9 KiB of memory, so these are 1.3 GiB. */
const LIMITS: SearchLimits = { files: 150_000, folders: 500_000, large: 1000 };

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
  /** The workspace folders of the working folder and of the paths. */
  readonly workspaces: readonly string[];
  readonly incomplete: readonly string[];
  /** What the list may lack: messages about links that were not followed and files that the settings ignore. */
  readonly notes: readonly string[];
}

/** Searches the paths of a command, and the workspaces of these and of the working folder for specs and kept runs. */
export async function findRunFiles(context: Pick<CliContext, 'host' | 'io' | 'files'>): Promise<RunFiles> {
  const { host, io } = context;
  const paths = context.files.length > 0 ? context.files : ['.'];
  const found = await findTargets({ host, io, files: paths }, ['spec', 'artifact'], {
    withIgnored: true,
    limits: LIMITS,
  });
  const { notes, problems, ...remaining } = await withoutIgnored(context, found.targets);
  const targets = paths.map(given => targetOf({ host, io }, given));
  const folders = targets.flatMap(target => (isFolder(host, target) ? [target.path] : []));
  const isSearched = (path: string): boolean => folders.some(folder => isInside(folder, path));
  const places = targets.flatMap(({ path }) =>
    path === undefined ? [] : [folders.includes(path) ? path : dirname(path)],
  );
  const workspaces = [...new Set([io.cwd, ...places].map(folder => workspaceFolderOf(host, folder)))];
  const others = workspaces.filter(folder => !isSearched(join(folder, 'x')));
  const specs = others.length === 0 ? [] : await specsIn(context, others);
  const kept = workspaces
    .flatMap(folder => keptManifests(host, folder, Number.POSITIVE_INFINITY))
    .filter(isSearched)
    .map((path): RunFile => ({ path, relative: basename(path), isNamed: false }));
  const files = new Map<string, RunFile>();
  for (const { path, label, named } of remaining.targets)
    if (path !== undefined && (named || !isSpecPath(path)))
      files.set(path, { path, relative: label, isNamed: named || files.get(path)?.isNamed === true });
  const own = found.targets.flatMap(({ path }) => (path !== undefined && isSpecPath(path) ? [path] : []));
  return {
    files: [...files.values(), ...kept],
    specs: [...new Set([...own, ...specs])],
    workspaces,
    incomplete: [
      ...found.incomplete,
      ...problems,
      ...(paths.includes('-') ? ['standard input is not read. Name files or folders.'] : []),
    ],
    notes: [...found.notes, ...notes],
  };
}

// What is missing there does not change the list of runs, so it is not reported.
async function specsIn({ host, io }: Pick<CliContext, 'host' | 'io'>, files: readonly string[]): Promise<string[]> {
  const { targets } = await findTargets({ host, io, files }, ['spec'], { withIgnored: true });
  return targets.flatMap(({ path }) => path ?? []);
}
