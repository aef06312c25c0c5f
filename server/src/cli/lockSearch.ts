// How the lock of a spec is searched from a working folder.
import { dirname } from '../../../src-shared/host/paths';
import { findLock, type LockReport, type LockSearch, type ReadFile } from '../../../src-shared/repro/lock/findLock';

/** Where the command runs, and the lock that was named, if any; both absolute. */
export interface LockOptions {
  readonly cwd: string;
  readonly explicit: string | undefined;
}

/**
 * The search for a spec's lock. The working folder takes the part of the workspace folder. In a folder below that one the lock lies further up: it
 * counts when it names this very spec.
 */
export function lockSearch(spec: string, { cwd, explicit }: LockOptions, read: ReadFile): LockSearch {
  const here: LockSearch = { spec, folder: cwd, settingPath: '', ...(explicit !== undefined && { explicit }) };
  if (explicit !== undefined || findLock(here, read)?.lock) return here;
  const above = findLock({ ...here, folder: undefined }, read);
  return above?.lock ? { ...here, folder: dirname(above.path) } : here;
}

/** The states of the contract. A lock of a newer schema is not judged, so it vouches for nothing. */
export type LockStateLabel = 'locked' | 'drifted' | 'missing' | 'invalid';

/** The state of a lock in the contract's words. */
export const lockStateLabel = ({ state }: LockReport): LockStateLabel => (state === 'newer' ? 'invalid' : state);
