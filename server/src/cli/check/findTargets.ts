// Paths of a command line -> the files to check. Folders are searched; in a git work tree, ignored files are left out.
import type { Host } from '../../../../src-shared/host/host';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { classOf, type FileClass, findFiles, gapTexts } from '../../../../src-shared/repro/files/findFiles';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { gitListing } from './gitListing';

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
      const found = await search(host, path, at => relativePath(io.cwd, at));
      for (const file of found.files) add({ label: relativePath(io.cwd, file), path: file, named: false });
      for (const message of found.incomplete) incomplete.push(message);
      if (found.ignoreUnknown) notes.push(ignoreUnknownMessage(displayPath(given)));
    }
  }
  return { targets: [...targets.values()], notes, incomplete };
}

const ignoreUnknownMessage = (folder: string): string =>
  `git does not report which files of ${folder} are ignored, so ignored files were checked too.`;

// The specs and possible artifacts in a folder, sorted. `ignoreUnknown`: the folder is in a repository that git cannot read.
interface SearchResult {
  readonly files: string[];
  readonly incomplete: string[];
  readonly ignoreUnknown: boolean;
}

const CLASSES: readonly FileClass[] = ['spec', 'artifact', 'script'];

async function search(host: Host, folder: string, label: (path: string) => string): Promise<SearchResult> {
  let listing = await gitListing(host, folder, path => classOf(path) !== undefined);
  let found = walk(listing ? { ...host, readFolder: listing.readFolder } : host, folder, label);
  // Without a file it is not known whether git ignores all of them, or printed something else.
  if (listing && found.files.length === 0 && listing.nested().length === 0 && !listing.isCredible()) {
    listing = undefined;
    found = walk(host, folder, label);
  }
  const { files, incomplete } = found;
  let ignoreUnknown = listing === undefined && repositoryOf(host, folder) !== undefined;
  // A nested repository has its own ignore rules.
  for (const repository of listing?.nested() ?? []) {
    const inner = await search(host, repository, label);
    for (const file of inner.files) files.push(file);
    incomplete.push(...inner.incomplete);
    ignoreUnknown ||= inner.ignoreUnknown;
  }
  return { files: files.sort(), incomplete, ignoreUnknown };
}

// All files of the classes below a folder.
function walk(host: Host, folder: string, label: (path: string) => string): Pick<SearchResult, 'files' | 'incomplete'> {
  const files: string[] = [];
  const found = findFiles(host, folder, CLASSES);
  for (let next = found.next(); ; next = found.next()) {
    if (next.done) return { files, incomplete: gapTexts(next.value, label, 'Name the folders to check one by one.') };
    for (const file of next.value) files.push(file);
  }
}
