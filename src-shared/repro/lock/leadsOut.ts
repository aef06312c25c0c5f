// Whether a lock is really that of this project: a link with the name of a lock may lead to the lock of another one.
import type { Host } from '../../host/host';
import { dirname, isInside } from '../../host/paths';
import { repositoryOf } from '../../host/repositoryOf';

/** The spec of a lock, and the folders of the project. All paths are absolute. */
interface ProjectOfLock {
  readonly spec: string;
  readonly folders: readonly string[];
}

/**
 * Whether the file of a lock is, after following links, outside of the folders of the project, of the folder of the spec, and of their repositories. A lock
 * that is outside by its name was named by the user or is above the spec, so its own folder counts too. False for a file that does not exist.
 */
export function leadsOut(
  host: Pick<Host, 'realPath' | 'stat' | 'linkTarget'>,
  { spec, folders }: ProjectOfLock,
  lock: string,
): boolean {
  const real = host.realPath(lock);
  if (real === undefined || real === lock) return false;
  const own = dirname(lock);
  const isNamedOutside = isInside(own, spec) || !folders.some(folder => isInside(folder, lock));
  const tops = [...folders, dirname(spec), ...(isNamedOutside ? [own] : [])];
  const isIn = (top: string): boolean => isInside(host.realPath(top) ?? top, real);
  return !tops.some(isIn) && !tops.flatMap(top => repositoryOf(host, top) ?? []).some(isIn);
}
