// Paths of a command line -> the files to look at. Folders are searched; in a git work tree without what git ignores.
import type { Host } from '../../../../src-shared/host/host';
import { dirname, join } from '../../../../src-shared/host/paths';
import { isArtifactPath, isScriptPath, isSpecPath, walk } from '../../../../src-shared/repro/walk';
import type { Context } from '../command';
import { absolute, found, shown } from '../place';

/** A file to look at. A named one must be of use; a found one may turn out to be none of ours. `path` is undefined for standard input. */
export interface Target {
  readonly label: string;
  readonly path: string | undefined;
  readonly named: boolean;
}

/** All files that the paths of a command stand for, each once; without a path those of the working folder. */
export async function findFiles({ host, io, files }: Context): Promise<Target[]> {
  const targets = new Map<string, Target>();
  const add = (target: Target): void => {
    const key = target.path ?? '-';
    if (target.named || !targets.has(key)) targets.set(key, target);
  };
  for (const given of files.length > 0 ? files : ['.']) {
    const path = given === '-' ? undefined : absolute(io.cwd, given);
    if (path === undefined || host.stat(path)?.kind !== 'folder') add({ label: shown(given), path, named: true });
    else for (const file of await search(host, path)) add({ label: found(io.cwd, file), path: file, named: false });
  }
  return [...targets.values()];
}

/** Specs and files that may be artifacts in a folder, sorted. */
async function search(host: Host, folder: string): Promise<string[]> {
  const listed = await host.git(folder, ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  const files: string[] = [];
  if (!listed) {
    for (const some of walk(host, folder)) for (const file of some) files.push(file);
    return files.filter(isOurs).sort();
  }
  const known = knownTo(folder, listed);
  const nested: string[] = [];
  for (const some of walk({ ...host, list: path => known.list(host, path, nested) }, folder))
    for (const file of some) files.push(file);
  // A repository in the repository has an ignore list of its own.
  for (const inner of nested) for (const file of await search(host, inner)) files.push(file);
  return files.filter(isOurs).sort();
}

const isOurs = (path: string): boolean => isSpecPath(path) || isArtifactPath(path) || isScriptPath(path);

interface Known {
  /** The entries of a folder that git knows; repositories inside of the repository go to `nested` instead. */
  readonly list: (host: Host, folder: string, nested: string[]) => ReturnType<Host['list']>;
}

function knownTo(top: string, listed: Uint8Array): Known {
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
