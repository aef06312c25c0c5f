// Where a path leads through links. What was read through links depends on each of them, and a file event names only one.
import type { Host } from './host';
import { dirname, goesUp, innermostOf } from './paths';

/** The limit of Linux; other systems have lower ones. */
export const MAX_LINKS = 40;

/** The limit of Linux, in characters. */
const MAX_PATH = 4096;

// No path of a project has more parts. Each part costs a call of the system.
const MAX_PARTS = 256;

/** Whether a path is too long to exist in a project. It is not followed. */
export const isOverlong = (path: string): boolean => path.length > MAX_PATH || path.split('/').length > MAX_PARTS;

/** What is asked of the file system to follow a path. */
export type LinkReader = Pick<Host, 'realPath' | 'linkTarget'>;

/**
 * The paths that decide what a path leads to: the path itself, each link on the way, each folder that `..` leaves, and the end, which need not exist. An
 * event that changes it names one of them or a folder around it. No event names a path with `..`.
 */
export function linkRoute(host: LinkReader, path: string): readonly string[] {
  const real = host.realPath(path);
  if (real === path || isOverlong(path)) return [path];
  return [...new Set([...(goesUp(path) ? [] : [path]), ...stepsOf(host, path), ...(real === undefined ? [] : [real])])];
}

// Links may form a cycle, which leads to nothing.
function stepsOf(host: LinkReader, path: string): string[] {
  const steps: string[] = [];
  let at = rootOf(path);
  const parts = partsOf(path.slice(at.length));
  for (let links = 0, part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part === '..') {
      steps.push(at);
      at = dirname(at);
      continue;
    }
    const next = at.endsWith('/') ? `${at}${part}` : `${at}/${part}`;
    const target = host.linkTarget(next);
    if (target === undefined) {
      at = next;
      continue;
    }
    steps.push(next);
    if (++links > MAX_LINKS) return steps;
    const root = rootOf(target);
    if (root !== '') at = root;
    parts.push(...partsOf(target.slice(root.length)));
  }
  return [...steps, at];
}

/** A function that decides whether events that name some paths can change what a route leads to. */
export function affectsRoute(paths: Iterable<string>): (route: readonly string[]) => boolean {
  const around = innermostOf(paths);
  return route => route.some(step => around(step) !== undefined);
}

/** Whether the last part of a path, or a folder on the way from a folder to it, is a link. */
export function isBehindLink(host: Pick<Host, 'linkTarget'>, folder: string, path: string): boolean {
  for (let at = path; at.length > folder.length; at = dirname(at)) if (host.linkTarget(at) !== undefined) return true;
  return false;
}

/** The start of an absolute path: `/`; on Windows a drive, or the name of a server and a share. Empty for a relative path. */
export const rootOf = (path: string): string => /^(?:[A-Za-z]:\/|\/\/[^/]+\/[^/]+\/|\/)/.exec(path)?.[0] ?? '';

/** The parts of a path, the last one first, so that the next one is at the end of the list. */
export const partsOf = (path: string): string[] =>
  path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .reverse();
