// A link with the name of a lock may lead to the lock of another project.
import type { Host } from '../../host/host';
import { leadsOut } from '../../host/leadsOut';
import { dirname, isInside } from '../../host/paths';

/** The spec of a lock, and the folders of the project. All paths are absolute. */
interface ProjectOfLock {
  readonly spec: string;
  readonly folders: readonly string[];
}

/** Whether a link leads from a lock out of the folders of the project, of the folder of the spec, and of their repositories. */
export function lockLeadsOut(
  host: Pick<Host, 'realPath' | 'stat' | 'linkTarget'>,
  { spec, folders }: ProjectOfLock,
  lock: string,
): boolean {
  const own = dirname(lock);
  // A linked folder may contain both.
  const isAbove = isInside(own, spec);
  return leadsOut(host, [...folders, dirname(spec), ...(isAbove ? [own] : [])], lock);
}
