// Compares the metrics of a new run with the recorded ones: whether they have the same digits, or are close enough.
import { hasNonFinite } from '../../artifacts/hasNonFinite';
import { isDiverged, type Metric, valuesOf } from '../../artifacts/metrics';
import { memoized } from '../../host/memoized';
import { largestOf } from '../../text/largestOf';
import { compareMetrics, type MetricChange } from '../compare/metrics';

/** The largest relative difference that counts as reproduced, by default. */
export const DEFAULT_TOLERANCE = 1e-6;

/**
 * `exact`: the same metrics with the same digits. `close`: all differences are within the tolerance. `different`: a metric differs by more, or only one
 * run has it. `none`: the recorded run has no metrics.
 */
export type Agreement = 'exact' | 'close' | 'different' | 'none';

/** The comparison. Side A is the recorded run. */
export interface ComparedResults {
  readonly agreement: Agreement;
  readonly metrics: readonly MetricChange[];
  /** Those that are not within the tolerance. */
  readonly differing: readonly MetricChange[];
  /** Equal ones that are or contain NaN or an infinity: they do not show that the same was computed. */
  readonly diverged: readonly MetricChange[];
  /** The largest relative difference; absent where a difference has none. */
  readonly largest?: number;
}

type Metrics = ReadonlyMap<string, Metric>;

/** Compares two sets of metrics. A difference is relative to the recorded value; to 0, only 0 is close. */
export function compareResults(recorded: Metrics, now: Metrics, tolerance: number): ComparedResults {
  const metrics = compareMetrics(recorded, now);
  const hasDiverged = divergence();
  const differences = metrics.map(change => differenceOf(change) ?? Number.POSITIVE_INFINITY);
  const differing = metrics.filter((_, i) => (differences[i] ?? 0) > tolerance);
  const largest = largestOf(differences, 0);
  const agreement = recorded.size === 0 ? 'none' : differing.length > 0 ? 'different' : largest > 0 ? 'close' : 'exact';
  return {
    agreement,
    metrics,
    differing,
    diverged: metrics.filter(({ name, equal }) => equal && hasDiverged(recorded.get(name))),
    ...(metrics.length > 0 && Number.isFinite(largest) && { largest }),
  };
}

// Whether a value of a metric is not finite. Metrics of one series may share the list that is an item of it.
function divergence(): (metric: Metric | undefined) => boolean {
  const inList = memoized(hasNonFinite);
  return metric =>
    metric !== undefined &&
    valuesOf(metric).some(value => isDiverged(value) || (value?.kind === 'array' && inList(value)));
}

// The relative difference; undefined where the values are not two numbers, or their difference is not defined.
function differenceOf({ a, b, equal, relative, series }: MetricChange): number | undefined {
  if (a?.kind !== 'number' || b?.kind !== 'number' || a.secret || b.secret) return undefined;
  if (equal) return 0;
  // Only the last values of a series have a relative difference. 0 means that an earlier value differs.
  return series || relative === undefined || relative === 0 ? undefined : Math.abs(relative);
}
