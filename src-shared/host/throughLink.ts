// Whether a path is really inside its folder: a path that is inside by name may be a link to any other place.
import type { Host } from './host';
import { basename, dirname, isInside } from './paths';

/** Whether a file of a folder is reached through a link. */
export function throughLink(host: Pick<Host, 'list'>, folder: string, file: string): boolean {
  for (let at = file; at !== folder && dirname(at) !== at; at = dirname(at))
    if (host.list(dirname(at)).some(e => e.name === basename(at) && e.kind === 'other')) return true;
  return false;
}

/** Whether a file is inside one of the folders and not reached through a link. */
export const staysInside = (host: Pick<Host, 'list'>, folders: readonly string[], file: string): boolean =>
  folders.some(folder => isInside(folder, file) && !throughLink(host, folder, file));
