// Symbolic links in searched folders -> the files behind them that were found under no other path.
import type { Host } from '../../../../src-shared/host/host';
import { basename, dirname } from '../../../../src-shared/host/paths';
import { isOfClass, isSkipped, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import type { FolderSearch, Wanted } from './searchFolder';

/** What was found without following links: files, links, and the folders that were searched. */
export interface Searched {
  readonly files: readonly string[];
  readonly links: readonly string[];
  readonly folders: readonly string[];
}

/**
 * What the links add: the paths of linked files, the searches of linked folders by link, links that lead out of the workspace, and links of specs that
 * do not exist.
 */
export interface FollowedLinks {
  readonly files: readonly string[];
  readonly searches: ReadonlyMap<string, FolderSearch>;
  readonly outside: readonly string[];
  readonly broken: readonly string[];
}

/** Follows links whose target is in one of the `workspace` folders. Each file and folder is found once, so cycles end. */
export async function followLinks(
  host: Pick<Host, 'stat' | 'realPath'>,
  searched: Searched,
  workspace: readonly string[],
  classes: Wanted['classes'],
  search: (folder: string) => Promise<FolderSearch>,
): Promise<FollowedLinks> {
  if (searched.links.length === 0) return { files: [], searches: new Map(), outside: [], broken: [] };
  const real = (path: string): string => host.realPath(path) ?? path;
  const seen = new Set(searched.files.map(real));
  const roots = new Set(searched.folders.map(real));
  const allowed = new Set(workspace.map(real));
  const [files, outside, broken]: [string[], string[], string[]] = [[], [], []];
  const searches = new Map<string, FolderSearch>();
  const addFile = (path: string, target = real(path)): void => {
    if (!seen.has(target)) files.push(path);
    seen.add(target);
  };
  const queue = [...searched.links];
  const isFound = (kind: 'file' | 'folder', target: string): boolean =>
    kind === 'folder' ? isBelow(roots, target) : seen.has(target);
  const searchLinked = async (link: string): Promise<void> => {
    const found = await search(link);
    searches.set(link, found);
    for (const file of found.files) addFile(file);
    for (const inner of found.links) queue.push(inner);
  };
  for (const link of queue) {
    const kind = wantedKind(host, classes, link);
    if (kind === 'missing') broken.push(link);
    if (kind === undefined || kind === 'missing') continue;
    const target = real(link);
    if (isFound(kind, target)) continue;
    if (!isBelow(allowed, target)) outside.push(link);
    else if (kind === 'file') addFile(link, target);
    else {
      roots.add(target);
      await searchLinked(link);
    }
  }
  return { files, searches, outside, broken };
}

// What a link leads to; undefined for what is not searched for in a folder either.
function wantedKind(
  host: Pick<Host, 'stat'>,
  classes: Wanted['classes'],
  link: string,
): 'file' | 'folder' | 'missing' | undefined {
  switch (host.stat(link)?.kind) {
    case undefined:
      return isLinkedSpec(link) ? 'missing' : undefined;
    case 'file':
      return isOfClass(classes, link) ? 'file' : undefined;
    case 'folder':
      return isSkipped(basename(link)) ? undefined : 'folder';
    case 'other':
      return undefined;
  }
}

// Emacs marks a file that is being edited with a link of this name to nothing.
const isLinkedSpec = (path: string): boolean => isSpecPath(path) && !basename(path).startsWith('.#');

function isBelow(folders: ReadonlySet<string>, path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (folders.has(at)) return true;
    if (dirname(at) === at) return false;
  }
}
