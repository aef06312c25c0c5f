// The output of `kyn lock create` and `kyn lock check`.

import { oneLine } from '../../../../src-shared/text/oneLine';
import { printJson } from '../../../../src-shared/text/outputJson';
import type { LockStateLabel } from '../lockSearch';
import type { Colors } from './colors';
import { table } from './table';

/** The lock of a spec. `message` is for people; the other keys are those of the contract. */
export interface LockResult {
  readonly spec: string;
  readonly lock: string | null;
  readonly state: LockStateLabel;
  /** Null for a Git LFS pointer. */
  readonly configHash: string | null;
  readonly lockedHash: string | null;
  readonly message: string;
  /** The lock has a newer schema, for which the contract has no state of its own. */
  readonly isNewer?: boolean;
  /** The spec is a Git LFS pointer or has a merge conflict, so it cannot be locked. */
  readonly isFaulty?: boolean;
}

/** The JSON of the contract. */
export const locksJson = (results: readonly LockResult[]): string =>
  printJson({
    results: results.map(({ spec, lock, state, configHash, lockedHash }) => ({
      spec,
      lock,
      state,
      configHash,
      lockedHash,
    })),
  });

/** A line for each spec: state, path, message. `columns`: width of the terminal. */
export function locksText(results: readonly LockResult[], colors: Colors, columns?: number): string {
  if (results.length === 0) return '';
  const { green, yellow, red, bold } = colors;
  const paint = { locked: green, drifted: yellow, missing: yellow, invalid: red };
  const rows = results.map(r => [
    { text: r.state, paint: paint[r.state] },
    { text: oneLine(r.spec), paint: bold },
    { text: oneLine(r.message) },
  ]);
  return `${table(rows, { indent: 0, columns })}\n`;
}
