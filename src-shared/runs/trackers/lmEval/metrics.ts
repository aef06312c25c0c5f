// The metrics of an evaluation: for each task or group `acc,none` (a metric and a filter), in old files `acc`, with standard errors next to them.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members } from '../../../text/jsonText';
import type { TrackedMetric } from '../trackedRun';
import { numberIn } from '../values/scalars';
import { summaryMetric } from '../values/series';

const ERROR = /_stderr(?=,|$)/;
const OTHER: ReadonlySet<string> = new Set(['alias', 'name', 'sample_len']);

/** The metrics by `task/metric,filter`, with what the file says about their standard error and direction. */
export function metricsOf(root: JsonNode): Map<string, TrackedMetric> {
  const directions = member(root, 'higher_is_better');
  const found = new Map<string, TrackedMetric>();
  for (const [task, { value: results }] of members(member(root, 'results')))
    for (const [key, { value }] of members(results)) {
      if (OTHER.has(key) || ERROR.test(key) || !(value.kind === 'number' || isDiverged(value))) continue;
      const [metric = '', ...filter] = key.split(',');
      const higher = member(member(directions, task), metric);
      found.set(`${task}/${key}`, {
        ...summaryMetric(value),
        error: numberIn(member(results, [`${metric}_stderr`, ...filter].join())),
        ...(higher?.kind === 'bool' && { isHigherBetter: higher.value }),
      });
    }
  return found;
}
