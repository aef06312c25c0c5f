// Whether runs can be trusted, as a value of the table of runs.
import type { RunRow } from '../../runs/list/runRow';
import { badgesOf, distrustOf, type StepsOf } from '../../runs/list/trust';

/** The key of the column. No metric and no setting has it, and `kyn runs` does not, because it knows of no verification. */
export const TRUST = ':trust';

/** The value. `parts`: what counts against the runs, in one or two words each, or how far they were verified; `reasons`: the same as sentences. */
export interface TrustValue {
  readonly parts: readonly string[];
  readonly reasons: readonly string[];
  readonly mark?: 'warning' | 'verified';
}

/** The value of a run, or of all runs of a group; undefined for a combination that has not run. */
export function trustValue(all: readonly RunRow[], stepsOf: StepsOf): TrustValue | undefined {
  const runs = all.filter(({ isMissing }) => !isMissing);
  if (runs.length === 0) return undefined;
  const badges = runs.flatMap(row => badgesOf(row, stepsOf(row)));
  const reasons = new Set(runs.flatMap(row => distrustOf(row, stepsOf(row))));
  const isAgainst = badges.some(({ id }) => id !== 'stale');
  const state = isAgainst ? [] : [reasons.size === 0 ? VERIFIED : stateOf(runs, stepsOf)];
  const older = badges.filter(({ id }) => id === 'stale').map(({ reason }) => reason);
  return {
    parts: [...new Set(badges.map(({ text }) => text)), ...state],
    reasons: [...new Set(older), ...reasons],
    ...(isAgainst ? { mark: 'warning' } : reasons.size === 0 && { mark: 'verified' }),
  };
}

const VERIFIED = 'verified';

// A run of which something could not be decided was verified all the same.
const stateOf = (runs: readonly RunRow[], stepsOf: StepsOf): string =>
  runs.every(row => stepsOf(row)) ? 'verified in part' : 'not verified';
