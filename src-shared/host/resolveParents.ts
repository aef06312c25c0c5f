// Where `..` leads. A system other than Windows follows a link before it goes up, and goes up only from a folder that exists.
import type { Host } from './host';
import { MAX_LINKS, partsOf, rootOf } from './linkRoute';
import { dirname, goesUp, joinWritten } from './paths';

/** What is asked of the file system to go up. */
export type ParentReader = Pick<Host, 'linkTarget' | 'stat'>;

/** The limit of Linux, in bytes: the system finds nothing at a longer path, and each part of a path may cost calls of the system. */
export const MAX_PATH = 4096;

/**
 * An absolute path without `..`, as the system goes. Links that no `..` follows are kept, because a lock may name a spec by its link. Where the path cannot
 * be followed it is returned unchanged: the system does not find anything at it either. A path without `..` is not looked up.
 */
export function resolveParents(host: ParentReader, path: string): string {
  if (!goesUp(path) || path.length > MAX_PATH) return path;
  let at = rootOf(path);
  const parts = partsOf(path.slice(at.length));
  for (let links = 0, part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part !== '..') {
      at = at.endsWith('/') ? `${at}${part}` : `${at}/${part}`;
      continue;
    }
    const target = host.linkTarget(at);
    if (target === undefined) {
      if (host.stat(at)?.kind !== 'folder') return path;
      at = dirname(at);
      continue;
    }
    if (++links > MAX_LINKS) return path;
    const root = rootOf(target);
    at = root === '' ? dirname(at) : root;
    parts.push('..', ...partsOf(target.slice(root.length)));
  }
  return at;
}

/** The path that a file or a setting names, absolute. */
export const resolveWritten = (host: ParentReader, folder: string, written: string): string =>
  resolveParents(host, joinWritten(folder, written));
