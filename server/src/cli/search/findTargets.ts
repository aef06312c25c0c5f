// Paths of a command line -> the files. Folders are searched; in a git work tree, ignored files are left out.
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import type { FileClass } from '../../../../src-shared/repro/files/findFiles';
import { packagesText } from '../../../../src-shared/repro/files/packageFolder';
import { counted } from '../../../../src-shared/text/numberText';
import { relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { isFolder, type Target, targetOf } from '../target';
import { followLinks } from './followLinks';
import { linkMessages } from './linkMessages';
import { type FolderSearch, searchFolder, type Wanted } from './searchFolder';

/** A file that was named, or found in a named folder. */
export interface FoundTarget extends Target {
  readonly named: boolean;
}

/** A target with the kind that was given for it. */
export type RequestedTarget = FoundTarget & { readonly kind: string | undefined };

/** The files of a command line. `notes` and `incomplete` have messages about folders of which more or fewer files than wanted were found. */
export interface TargetList {
  readonly targets: readonly FoundTarget[];
  readonly notes: readonly string[];
  readonly incomplete: readonly string[];
}

/**
 * The files of the paths of a command: named files as often as they are named, and those of some classes in named folders. A file is found only once, and
 * not where it was named before its folder. `withIgnored`: also those that git ignores; `limits`: of each search.
 */
export async function findTargets(
  { host, io, files }: Pick<CliContext, 'host' | 'io' | 'files'>,
  classes: readonly FileClass[],
  { withIgnored = false, limits }: Pick<Wanted, 'withIgnored' | 'limits'> = {},
): Promise<TargetList> {
  const label = (path: string): string => relativePath(io.cwd, path);
  const search = (folder: string): Promise<FolderSearch> =>
    searchFolder(host, folder, { classes, label, withIgnored, limits });
  const [incomplete, notes]: [string[], string[]] = [[], []];
  const targets: FoundTarget[] = [];
  const paths = new Set<string>();
  const links: string[] = [];
  const folders: string[] = [];
  let packages = 0;
  const add = (target: FoundTarget): void => {
    targets.push(target);
    if (target.path !== undefined) paths.add(target.path);
  };
  const addFound = (path: string): void => {
    if (!paths.has(path)) add({ label: label(path), path, named: false });
  };
  const addMessages = (folder: string, found: FolderSearch): void => {
    for (const text of found.incomplete) incomplete.push(text);
    notes.push(...ignoreNotes(folder, classes, found));
    packages += found.packages;
  };
  for (const given of files) {
    const target = targetOf({ host, io }, given);
    if (!isFolder(host, target)) add({ ...target, named: true });
    else {
      const found = await search(target.path);
      found.files.forEach(addFound);
      for (const link of found.links) links.push(link);
      addMessages(target.label, found);
      folders.push(target.path);
    }
  }
  const searched = { files: [...paths], links, folders };
  const workspace = [io.cwd, ...folders].flatMap(folder => repositoryOf(host, folder) ?? folder);
  const linked = await followLinks(host, searched, workspace, classes, search);
  linked.files.forEach(addFound);
  for (const [folder, found] of linked.searches) addMessages(label(folder), found);
  const unchecked = await linkMessages(linked, label);
  return {
    targets,
    notes: [...notes, ...unchecked.notes, ...packagesText(packages)],
    incomplete: [...incomplete, ...unchecked.incomplete],
  };
}

const ignoreNotes = (
  folder: string,
  classes: readonly FileClass[],
  { ignoreUnknown, ignored }: FolderSearch,
): string[] => [
  ...(ignoreUnknown ? [ignoreUnknownMessage(folder)] : []),
  ...(ignored > 0 ? [ignoredMessage(folder, classes, ignored)] : []),
];

const ignoreUnknownMessage = (folder: string): string =>
  `git does not report which files of ${folder} are ignored, so ignored files are included.`;

const ignoredMessage = (folder: string, classes: readonly FileClass[], count: number): string =>
  `git ignores every spec${classes.includes('artifact') ? ' and possible artifact' : ''} in ${folder} (${counted(count, 'file')}). Name the files to include them.`;
