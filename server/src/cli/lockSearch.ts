// How the lock of a spec is found from a working folder.
import type { Host } from '../../../src-shared/host/host';
import { dirname } from '../../../src-shared/host/paths';
import { resolveParents } from '../../../src-shared/host/resolveParents';
import {
  findLock,
  type LockReport,
  type LockSearch,
  namesSpec,
  type ReadFile,
} from '../../../src-shared/repro/lock/findLock';
import { lockLeadsOut } from '../../../src-shared/repro/lock/lockLeadsOut';

/** The working folder, and the lock named with `--lock`; both absolute. */
interface LockOptions {
  readonly cwd: string;
  readonly explicit: string | undefined;
}

/** How files are read and links are followed. */
interface FileAccess extends Pick<LockSearch, 'realPath' | 'resolve'> {
  readonly host: Host;
  readonly read: ReadFile;
}

/** File access of a host. */
export const fileAccess = (host: Host, read: ReadFile): FileAccess => ({
  host,
  read,
  realPath: path => host.realPath(path),
  resolve: path => resolveParents(host, path),
});

/** The search for the lock of a spec. The working folder takes the role of the workspace folder; a lock above it counts only if it names this spec. */
export function lockSearch(spec: string, { cwd, explicit }: LockOptions, access: FileAccess): LockSearch {
  const { host, read, realPath, resolve } = access;
  const here: LockSearch = {
    spec,
    folder: cwd,
    settingPath: '',
    realPath,
    resolve,
    leadsOutOf: lock => (lockLeadsOut(host, { spec, folders: [cwd] }, lock) ? 'working folder' : undefined),
    ...(explicit !== undefined && { explicit }),
  };
  if (explicit !== undefined || findLock(here, read)?.lock) return here;
  const above = findLock({ ...here, folder: undefined }, read);
  return above && namesSpec(above, { ...here, folder: undefined }) ? { ...here, folder: dirname(above.path) } : here;
}

/** The states of the contract. */
export type LockStateLabel = 'locked' | 'drifted' | 'missing' | 'invalid';

/** The state of a lock in the contract. A lock with a newer schema is not compared, so it counts as invalid. */
export const lockStateLabel = ({ state }: LockReport): LockStateLabel => (state === 'newer' ? 'invalid' : state);
