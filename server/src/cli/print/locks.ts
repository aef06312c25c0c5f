// The output of `kyn lock create` and `kyn lock check`.
import type { LockStateLabel } from '../lockSearch';
import type { Colors } from './colors';
import { printJson } from './json';
import { oneLine } from './oneLine';

/** A spec with its lock. `message` is for people, the rest is the contract's. */
export interface LockResult {
  readonly spec: string;
  readonly lock: string | null;
  readonly state: LockStateLabel;
  readonly configHash: string;
  readonly lockedHash: string | null;
  readonly message: string;
  /** It has a newer schema; the contract has no state of its own for that. */
  readonly isNewer?: boolean;
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

/** A line for each spec: its state, its name, what that means. */
export function locksText(results: readonly LockResult[], { green, yellow, red, bold }: Colors): string {
  const paint = { locked: green, drifted: yellow, missing: yellow, invalid: red };
  return results
    .map(r => `${paint[r.state](r.state.padEnd(7))}  ${bold(oneLine(r.spec))}: ${oneLine(r.message)}\n`)
    .join('');
}
