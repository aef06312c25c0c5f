// The locks of a spec compared with it.
import {
  type LockReport,
  type LockSearch,
  lockReport,
  otherLocks,
  type ReadFile,
} from '../../../src-shared/repro/lock/findLock';
import type { DriftedSpec, LockedChanges } from './lockedChanges';

/** How the locks of a spec are found and compared; without `lockedChanges` the settings that changed are not named. */
export interface LockComparison {
  readonly search: LockSearch;
  /** The CONFIG_HASH of the spec. */
  readonly hash: string;
  readonly read: ReadFile;
  readonly lockedChanges?: LockedChanges;
}

/** The report of the lock of a spec, and those of its other locks that do not match it: each of them is seen by someone. */
export async function lockReports(
  spec: DriftedSpec,
  comparison: LockComparison,
): Promise<[LockReport, ...LockReport[]]> {
  const { search, read } = comparison;
  const reports: [LockReport, ...LockReport[]] = [await reportOf(spec, comparison)];
  for (const explicit of otherLocks(search, read)) {
    const report = await reportOf(spec, { ...comparison, search: { ...search, explicit } });
    if (report.state !== 'locked') reports.push(report);
  }
  return reports;
}

// The settings are compared only for a lock that drifted.
async function reportOf(spec: DriftedSpec, { search, hash, read, lockedChanges }: LockComparison): Promise<LockReport> {
  const report = lockReport(search, hash, read);
  const changes = report.state === 'drifted' ? await lockedChanges?.(spec, report.lock?.configHash) : undefined;
  return changes ? lockReport(search, hash, read, { changesSince: changes }) : report;
}
