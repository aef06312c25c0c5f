// The metrics of a run in the form of those of our manifests.
import type { Metric } from '../../artifacts/metrics';
import type { TrackedRun } from './trackedRun';

/** The last values by name. The direction of a metric is that of the last part of its name: `eval/acc`. */
export const metricsOfRun = ({ metrics }: Pick<TrackedRun, 'metrics'>): Map<string, Metric> =>
  new Map(
    [...metrics].map(([name, { last }]) => [name, { node: last.value, key: name.split(/[/.:]/).at(-1) ?? name }]),
  );
