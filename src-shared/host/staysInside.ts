// Whether a path is really inside its folder: a path that is inside by name may be a link to any other place.
import type { Host } from './host';
import { basename, dirname, isInside, join } from './paths';

/** Whether a path is inside one of the folders, by its name and after following links. It need not exist. */
export const staysInside = (host: Pick<Host, 'realPath'>, folders: readonly string[], path: string): boolean => {
  const real = realPathOf(host, path);
  return folders.some(folder => isInside(folder, path) && isInside(host.realPath(folder) ?? folder, real));
};

// Of a path that does not exist, the part that exists is followed.
function realPathOf(host: Pick<Host, 'realPath'>, path: string): string {
  const real = host.realPath(path);
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(realPathOf(host, dirname(path)), basename(path));
}
