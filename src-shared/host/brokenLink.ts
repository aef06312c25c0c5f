// Links whose target does not exist: a program that creates a file there creates it where the link leads.
import type { Host } from './host';

/** Whether an absolute path is such a link, or behind one. A path that does not exist may be neither. */
export function isBehindBrokenLink(host: Pick<Host, 'realPath' | 'linkTarget'>, path: string): boolean {
  if (host.realPath(path) !== undefined) return false;
  const ends = [...path.matchAll(/\/|$/g)].map(({ index }) => index);
  const missing = ends.map(end => path.slice(0, end)).find(part => part !== '' && host.realPath(part) === undefined);
  return missing !== undefined && host.linkTarget(missing) !== undefined;
}
