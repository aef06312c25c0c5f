// Paths of a command line -> the files to check. Folders are searched; in a git work tree, ignored files are left out.
import type { Host } from '../../../../src-shared/host/host';
import { dirname, join } from '../../../../src-shared/host/paths';
import {
  findFiles,
  isArtifactPath,
  isScriptPath,
  isSpecPath,
  MAX_FILES,
} from '../../../../src-shared/repro/files/findFiles';
import { repositoryOf } from '../../../../src-shared/repro/git/gitInfo';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';

/** A file to check. A named file must have a known kind, a found one need not. `path` is undefined for standard input. */
export interface Target {
  readonly label: string;
  readonly path: string | undefined;
  readonly named: boolean;
}

/** The files to check; `notes` and `incomplete` have a message for each folder where more or fewer files than wanted were found. */
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
      const found = await search(host, path);
      for (const file of found.files) add({ label: relativePath(io.cwd, file), path: file, named: false });
      if (found.ignoreUnknown) notes.push(ignoreUnknownMessage(displayPath(given)));
      if (found.tooMany) incomplete.push(tooManyMessage(displayPath(given)));
    }
  }
  return { targets: [...targets.values()], notes, incomplete };
}

const tooManyMessage = (folder: string): string =>
  `${folder} contains more than ${MAX_FILES.toLocaleString('en-US')} files, so not all were checked. Name the folders to check one by one.`;

const ignoreUnknownMessage = (folder: string): string =>
  `git does not report which files of ${folder} are ignored, so ignored files were checked too.`;

// The specs and possible artifacts in a folder, sorted. `tooMany`: the search stopped at the limit. `ignoreUnknown`: the
// folder is in a repository that git cannot read.
interface SearchResult {
  readonly files: string[];
  readonly ignoreUnknown: boolean;
  readonly tooMany: boolean;
}

async function search(host: Host, folder: string): Promise<SearchResult> {
  const listed = await host.git(folder, ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  const files: string[] = [];
  if (!listed.ok) {
    const tooMany = collectFiles(findFiles(host, folder), files);
    const ignoreUnknown = repositoryOf(host, folder) !== undefined;
    return { files: files.filter(isCandidate).sort(), ignoreUnknown, tooMany };
  }
  const listing = gitListing(folder, listed.stdout);
  const nested: string[] = [];
  let ignoreUnknown = false;
  let tooMany = collectFiles(findFiles({ ...host, list: path => listing.list(host, path, nested) }, folder), files);
  // A nested repository has its own ignore rules.
  for (const repository of nested) {
    const found = await search(host, repository);
    for (const file of found.files) files.push(file);
    tooMany ||= found.tooMany;
    ignoreUnknown ||= found.ignoreUnknown;
  }
  return { files: files.filter(isCandidate).sort(), ignoreUnknown, tooMany };
}

// Adds the files of a search to a list; returns whether some were left out.
function collectFiles(found: ReturnType<typeof findFiles>, files: string[]): boolean {
  for (let next = found.next(); ; next = found.next()) {
    if (next.done) return next.value;
    for (const file of next.value) files.push(file);
  }
}

const isCandidate = (path: string): boolean => isSpecPath(path) || isArtifactPath(path) || isScriptPath(path);

interface GitListing {
  /** The entries of a folder that git lists; nested repositories are added to `nested` instead. */
  readonly list: (host: Host, folder: string, nested: string[]) => ReturnType<Host['list']>;
}

function gitListing(top: string, listed: Uint8Array): GitListing {
  const names = new TextDecoder().decode(listed).split('\0').filter(Boolean);
  const files = new Set(names.map(name => join(top, name)));
  const folders = new Set<string>();
  for (const file of files)
    for (let at = dirname(file); at.length >= top.length && !folders.has(at); at = dirname(at)) folders.add(at);
  return {
    list: (host, folder, nested) =>
      host.list(folder).filter(({ name, kind }) => {
        const path = join(folder, name);
        if (kind !== 'folder') return files.has(path);
        if (files.has(path)) nested.push(path);
        return folders.has(path) && !files.has(path);
      }),
  };
}
