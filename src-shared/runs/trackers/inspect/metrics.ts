// The metrics of an evaluation by `scorer/metric`, with the standard error of a mean where the scorer computed it.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import type { TrackedMetric } from '../trackedRun';
import { numberIn } from '../values/scalars';
import { summaryMetric } from '../values/series';

const ERROR = 'stderr';
const MEANS: ReadonlySet<string> = new Set(['accuracy', 'mean']);

/** The metrics of a header; none where it has no scores. */
export function metricsOf(root: JsonNode | undefined): Map<string, TrackedMetric> {
  const scores = member(member(root, 'results'), 'scores');
  const found = new Map<string, TrackedMetric>();
  for (const score of scores?.kind === 'array' ? scores.items : []) {
    const metrics = member(score, 'metrics');
    const name = stringMember(score, 'name') ?? '';
    const error = numberIn(member(member(metrics, ERROR), 'value'));
    for (const [key, { value: metric }] of members(metrics)) {
      const value = member(metric, 'value');
      if (key === ERROR || !value || !(value.kind === 'number' || isDiverged(value))) continue;
      found.set(`${name}/${key}`, { ...summaryMetric(value), ...(MEANS.has(key) && { error }) });
    }
  }
  return found;
}
