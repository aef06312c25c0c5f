// Paths of a command line -> the files to check. Folders are searched; in a git work tree, ignored files are left out.
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { counted } from '../../../../src-shared/kyn/hover/text';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { followLinks } from './followLinks';
import { linkMessages } from './linkMessages';
import { type FolderSearch, searchFolder } from './searchFolder';

/** A file to check. A named file must have a known kind, a found one need not. `path` is undefined for standard input. */
export interface Target {
  readonly label: string;
  readonly path: string | undefined;
  readonly named: boolean;
}

/** A target with the kind that was given for it. */
export type RequestedTarget = Target & { readonly kind: string | undefined };

/** The files to check. `notes` and `incomplete` have messages about folders of which more or fewer files than wanted were found. */
export interface TargetList {
  readonly targets: readonly Target[];
  readonly notes: readonly string[];
  readonly incomplete: readonly string[];
}

/** The files of the paths of a command, each once; without paths those of the working folder. */
export async function findTargets({ host, io, files }: Pick<CliContext, 'host' | 'io' | 'files'>): Promise<TargetList> {
  const label = (path: string): string => relativePath(io.cwd, path);
  const [incomplete, notes]: [string[], string[]] = [[], []];
  const targets = new Map<string, Target>();
  const links: string[] = [];
  const folders: string[] = [];
  const addNamed = (given: string, path?: string): void => {
    targets.set(path ?? '-', { label: displayPath(given), path, named: true });
  };
  const addFound = (path: string): void => {
    if (!targets.has(path)) targets.set(path, { label: label(path), path, named: false });
  };
  const addMessages = (folder: string, found: FolderSearch): void => {
    incomplete.push(...found.incomplete);
    notes.push(...ignoreNotes(folder, found));
  };
  for (const given of files.length > 0 ? files : ['.']) {
    const path = given === '-' ? undefined : absolutePath({ host, io }, given);
    if (path === undefined || host.stat(path)?.kind !== 'folder') addNamed(given, path);
    else {
      const found = await searchFolder(host, path, label);
      found.files.forEach(addFound);
      for (const link of found.links) links.push(link);
      addMessages(displayPath(given), found);
      folders.push(path);
    }
  }
  const searched = { files: [...targets.values()].flatMap(target => target.path ?? []), links, folders };
  const workspace = [io.cwd, ...folders].flatMap(folder => repositoryOf(host, folder) ?? folder);
  const linked = await followLinks(host, searched, workspace, folder => searchFolder(host, folder, label));
  linked.files.forEach(addFound);
  for (const [folder, found] of linked.searches) addMessages(label(folder), found);
  const unchecked = linkMessages(linked, label);
  return {
    targets: [...targets.values()],
    notes: [...notes, ...unchecked.notes],
    incomplete: [...incomplete, ...unchecked.incomplete],
  };
}

const ignoreNotes = (folder: string, { ignoreUnknown, ignored }: FolderSearch): string[] => [
  ...(ignoreUnknown ? [ignoreUnknownMessage(folder)] : []),
  ...(ignored > 0 ? [ignoredMessage(folder, ignored)] : []),
];

const ignoreUnknownMessage = (folder: string): string =>
  `git does not report which files of ${folder} are ignored, so ignored files were checked too.`;

const ignoredMessage = (folder: string, count: number): string =>
  `git ignores every spec and possible artifact in ${folder} (${counted(count, 'file')}). Name the files to check them.`;
