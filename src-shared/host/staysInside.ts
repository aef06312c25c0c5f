// Whether a path is really inside its folder: a path that is inside by name may be a link to any other place.
import type { Host } from './host';
import { dirname, isInside, join } from './paths';

/** Whether a path is inside one of the folders, by its name and after following links. It need not exist. */
export const staysInside = (host: Pick<Host, 'realPath'>, folders: readonly string[], path: string): boolean => {
  const real = realPathOf(host, path);
  return folders.some(folder => isInside(folder, path) && isInside(host.realPath(folder) ?? folder, real));
};

// Of a path that does not exist, the folders that exist are followed. They are searched from the top, because the path may be very long.
function realPathOf(host: Pick<Host, 'realPath'>, path: string): string {
  const whole = host.realPath(path);
  if (whole !== undefined) return whole;
  let real = path;
  // On Windows, a path on a server starts with its name and that of a share.
  let at = path.startsWith('//') ? path.indexOf('/', path.indexOf('/', 2) + 1) : path.indexOf('/');
  for (; at >= 0; at = path.indexOf('/', at + 1)) {
    const folder = host.realPath(dirname(path.slice(0, at + 1)));
    if (folder === undefined) break;
    real = join(folder, path.slice(at + 1));
  }
  return real;
}
