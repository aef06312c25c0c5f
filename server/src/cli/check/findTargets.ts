// Paths of a command line -> the files to look at. Folders are searched; in a git work tree without what git ignores.
import type { Host } from '../../../../src-shared/host/host';
import { dirname, join } from '../../../../src-shared/host/paths';
import {
  findFiles,
  isArtifactPath,
  isScriptPath,
  isSpecPath,
  MAX_FILES,
} from '../../../../src-shared/repro/files/findFiles';
import { absolutePath, displayPath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';

/** A file to look at. A named one must be of use; a found one may turn out to be none of ours. `path` is undefined for standard input. */
export interface Target {
  readonly label: string;
  readonly path: string | undefined;
  readonly named: boolean;
}

/** What was found; `leftOut` says which folders hold more files than are looked at. */
export interface TargetList {
  readonly targets: readonly Target[];
  readonly incomplete: readonly string[];
}

/** All files that the paths of a command stand for, each once; without a path those of the working folder. */
export async function findTargets({ host, io, files }: CliContext): Promise<TargetList> {
  const incomplete: string[] = [];
  const targets = new Map<string, Target>();
  const add = (target: Target): void => {
    const key = target.path ?? '-';
    if (target.named || !targets.has(key)) targets.set(key, target);
  };
  for (const given of files.length > 0 ? files : ['.']) {
    const path = given === '-' ? undefined : absolutePath(io.cwd, given);
    if (path === undefined || host.stat(path)?.kind !== 'folder') add({ label: displayPath(given), path, named: true });
    else {
      const below = await search(host, path);
      for (const file of below.files) add({ label: relativePath(io.cwd, file), path: file, named: false });
      if (below.tooMany) incomplete.push(tooManyMessage(displayPath(given)));
    }
  }
  return { targets: [...targets.values()], incomplete };
}

const tooManyMessage = (folder: string): string =>
  `${folder} holds more than ${MAX_FILES.toLocaleString('en-US')} files: not all were looked at. Name the folders that matter one by one.`;

// Specs and files that may be artifacts in a folder, sorted; and whether there were too many to look at.
interface SearchResult {
  readonly files: string[];
  readonly tooMany: boolean;
}

async function search(host: Host, folder: string): Promise<SearchResult> {
  const listed = await host.git(folder, ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  const files: string[] = [];
  if (!listed) {
    const tooMany = collectFiles(findFiles(host, folder), files);
    return { files: files.filter(isCandidate).sort(), tooMany };
  }
  const known = gitListing(folder, listed);
  const nested: string[] = [];
  let tooMany = collectFiles(findFiles({ ...host, list: path => known.list(host, path, nested) }, folder), files);
  // A repository in the repository has an ignore list of its own.
  for (const inner of nested) {
    const below = await search(host, inner);
    for (const file of below.files) files.push(file);
    tooMany ||= below.tooMany;
  }
  return { files: files.filter(isCandidate).sort(), tooMany };
}

// Puts the files of a walk into a list; gives whether some were left out.
function collectFiles(walked: ReturnType<typeof findFiles>, files: string[]): boolean {
  for (let next = walked.next(); ; next = walked.next()) {
    if (next.done) return next.value;
    for (const file of next.value) files.push(file);
  }
}

const isCandidate = (path: string): boolean => isSpecPath(path) || isArtifactPath(path) || isScriptPath(path);

interface GitListing {
  /** The entries of a folder that git knows; repositories inside of the repository go to `nested` instead. */
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
