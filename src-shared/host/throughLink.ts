// Whether a path stays in its folder on the disk too: what lies inside by its name may be a link that leads anywhere.
import type { Host } from './host';
import { basename, dirname, isInside } from './paths';

/** Whether a file of a folder is reached through a link, which may lead anywhere. */
export function throughLink(host: Pick<Host, 'list'>, folder: string, file: string): boolean {
  for (let at = file; at !== folder && dirname(at) !== at; at = dirname(at))
    if (host.list(dirname(at)).some(e => e.name === basename(at) && e.kind === 'other')) return true;
  return false;
}

/** Whether a file lies in one of some folders, by its name and without a link on the way. */
export const staysInside = (host: Pick<Host, 'list'>, folders: readonly string[], file: string): boolean =>
  folders.some(folder => isInside(folder, file) && !throughLink(host, folder, file));
