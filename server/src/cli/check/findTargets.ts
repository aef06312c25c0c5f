// Paths of a command line -> the files to check. Folders are searched; in a git work tree, ignored files are left out.
import { counted } from '../../../../src-shared/kyn/hover/text';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';
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
  const [incomplete, notes]: [string[], string[]] = [[], []];
  const targets = new Map<string, Target>();
  const add = (target: Target): void => {
    const key = target.path ?? '-';
    if (target.named || !targets.has(key)) targets.set(key, target);
  };
  for (const given of files.length > 0 ? files : ['.']) {
    const path = given === '-' ? undefined : absolutePath(io.cwd, given);
    if (path === undefined || host.stat(path)?.kind !== 'folder') add({ label: displayPath(given), path, named: true });
    else {
      const found = await searchFolder(host, path, at => relativePath(io.cwd, at));
      for (const file of found.files) add({ label: relativePath(io.cwd, file), path: file, named: false });
      for (const message of found.incomplete) incomplete.push(message);
      notes.push(...ignoreNotes(displayPath(given), found));
    }
  }
  return { targets: [...targets.values()], notes, incomplete };
}

const ignoreNotes = (folder: string, { ignoreUnknown, ignored }: FolderSearch): string[] => [
  ...(ignoreUnknown ? [ignoreUnknownMessage(folder)] : []),
  ...(ignored > 0 ? [ignoredMessage(folder, ignored)] : []),
];

const ignoreUnknownMessage = (folder: string): string =>
  `git does not report which files of ${folder} are ignored, so ignored files were checked too.`;

const ignoredMessage = (folder: string, count: number): string =>
  `git ignores every spec and possible artifact in ${folder} (${counted(count, 'file')}). Name the files to check them.`;
