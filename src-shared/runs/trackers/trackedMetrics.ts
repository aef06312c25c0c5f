// The metrics of a run in the form of those of our manifests.
import type { Metric } from '../../artifacts/metrics';
import type { TrackedRun } from './trackedRun';

/** The last values by name. The direction of a metric is the recorded one, or that of the last part of its name: `eval/acc`, `task/acc,none`. */
export const metricsOfRun = ({ metrics }: Pick<TrackedRun, 'metrics'>): Map<string, Metric> =>
  new Map(
    [...metrics].map(([name, { last, isHigherBetter }]) => [
      name,
      {
        node: last.value,
        key: (name.split(/[/.:]/).at(-1) ?? name).replace(/,.*/, ''),
        ...(isHigherBetter !== undefined && { direction: isHigherBetter ? ('higher' as const) : ('lower' as const) }),
      },
    ]),
  );
