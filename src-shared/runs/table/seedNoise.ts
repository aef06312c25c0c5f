// Whether the difference of a metric between two runs is more than what another seed would do.
import type { SeedStatistics } from '../list/seedGroups';
import { welchP } from './welch';

/** Differences with a larger p-value count as noise. It is not corrected for the number of runs and metrics of a table. */
export const SIGNIFICANCE = 0.05;

/** The seeds that both sides need: with two, the test finds only enormous differences and would call the others noise. */
export const MIN_SEEDS = 3;

/**
 * What the seeds say about a difference. `same-settings`: the runs differ only in their seed; `few-seeds`: a side has too few, or a metric that diverged,
 * so nothing can be said. `p`: that of Welch's t-test.
 */
export type SeedEvidence =
  | { readonly state: 'same-settings' | 'few-seeds' }
  | { readonly state: 'noise' | 'beyond'; readonly p: number };

/** Judges the difference between the runs of two groups over seeds, which are `undefined` where they have no such metric. */
export function seedEvidence(run: SeedStatistics | undefined, baseline: SeedStatistics | undefined): SeedEvidence {
  if (run !== undefined && run === baseline) return { state: 'same-settings' };
  if (!run || !baseline || Math.min(run.count, baseline.count) < MIN_SEEDS) return { state: 'few-seeds' };
  const p = welchP(run, baseline);
  if (p === undefined) return { state: 'few-seeds' };
  return { state: p < SIGNIFICANCE ? 'beyond' : 'noise', p };
}
