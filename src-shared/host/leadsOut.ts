// Whether a file that is in a project by its name is really outside of it.
import type { Host } from './host';
import { dirname, isInside } from './paths';
import { repositoryOf } from './repositoryOf';

/**
 * Whether a file is, after following links, outside of some folders and of their repositories; all paths are absolute. The folder of a file that is not in
 * them by its name counts too, because that file was named by the user. False for a file that does not exist.
 */
export function leadsOut(
  host: Pick<Host, 'realPath' | 'stat' | 'linkTarget'>,
  folders: readonly string[],
  file: string,
): boolean {
  const real = host.realPath(file);
  if (real === undefined || real === file) return false;
  const tops = folders.some(folder => isInside(folder, file)) ? folders : [...folders, dirname(file)];
  const isIn = (top: string): boolean => isInside(host.realPath(top) ?? top, real);
  return !tops.some(isIn) && !tops.flatMap(top => repositoryOf(host, top) ?? []).some(isIn);
}
