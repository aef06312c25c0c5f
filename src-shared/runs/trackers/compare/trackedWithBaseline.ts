// A run of another tracker compared with a baseline, for a list.
import type { Directions } from '../../../kyn/catalogue/metricDirection';
import type { RunComparison } from '../../list/runRow';
import type { TrackedRun } from '../trackedRun';
import { compareTracked } from './compareTracked';

/** The comparison. Differences of metrics are given only where both recorded the same data. */
export function trackedWithBaseline(baseline: TrackedRun, run: TrackedRun, directions?: Directions): RunComparison {
  const { verdict, reasons, identities, metrics } = compareTracked(baseline, run, directions);
  const isSameData = identities.some(({ identity, state }) => identity === 'data' && state === 'same');
  const [first] = reasons;
  return {
    verdict,
    ...(first && { reason: first.text }),
    deltas: new Map(isSameData ? metrics.map(metric => [metric.name, metric] as const) : []),
  };
}
