// Runs and versions of a spec, for tests of its history.
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import type { SpecCommit, SpecVersion } from '../../../src-shared/runs/versions/specVersions';
import { manifestText } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

/** A hash made of one digit. */
export const hash = (digit: string): string => digit.repeat(64);

let count = 0;

/** The runs in a file. */
export function rowsIn(text: string): RunRow[] {
  const path = `/w/runs/${++count}.json`;
  const read = readRows(hostOf({ [path]: text }), path, { keys: [], isNamed: true });
  if (!read || read.fault !== undefined) throw new Error('not a run');
  return read.rows.map(row => ({ id: read.hash, ...row, spec: { state: 'stale', path: '/w/net.kyn' } }));
}

/** A run of the version with a hash. */
export const run = (of: string, metrics: object, more: object = {}): RunRow[] =>
  rowsIn(manifestText({ config_hash: hash(of), metrics, ...more }));

/** The commit that introduced the text with a hash, on a day of April 2026. */
export const commit = (of: string, day: number, more: Partial<SpecCommit> = {}): SpecCommit => ({
  hash: hash(of),
  commit: `${of.repeat(4)}${String(day).padStart(4, '0')}${'0'.repeat(32)}`,
  author: 'Ann',
  subject: `Change ${of}`,
  path: '/w/net.kyn',
  time: Date.UTC(2026, 3, day, 10, 30),
  ...more,
});

/** A version with the values of `mae` in its runs. */
export function version(of: string, ...values: readonly number[]): SpecVersion {
  const runs = values.flatMap(mae => run(of, { mae }));
  return { hash: hash(of), isCurrent: false, commit: commit(of, 1), earlier: 0, time: 0, runs };
}
