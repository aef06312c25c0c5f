// The metrics of an evaluation by `scorer/metric`, with the standard error of a mean where the scorer computed it.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { jsonObject } from '../../../text/makeJson';
import { groupedBy } from '../../list/groupedBy';
import type { TrackedMetric } from '../trackedRun';
import { numberIn } from '../values/scalars';
import { summaryMetric } from '../values/series';

const ERROR = 'stderr';
const MEANS: ReadonlySet<string> = new Set(['accuracy', 'mean']);

/** The metrics of a header; none where it has no scores. Of several scorers of one name, such as with several reducers of epochs, it is in the names: `match/mode/accuracy`. */
export function metricsOf(root: JsonNode | undefined): Map<string, TrackedMetric> {
  const found = new Map<string, TrackedMetric>();
  for (const [name, scores] of groupedBy(scoresOf(member(root, 'results')), scorerOf)) {
    const places = scores.length > 1 ? placesOf(scores).map(place => `/${place}`) : [''];
    for (const [i, score] of scores.entries()) {
      const metrics = member(score, 'metrics');
      const error = numberIn(member(member(metrics, ERROR), 'value'));
      for (const [key, { value: metric }] of members(metrics)) {
        const value = member(metric, 'value');
        if (key === ERROR || !value || !(value.kind === 'number' || isDiverged(value))) continue;
        found.set(`${name}${places[i]}/${key}`, { ...summaryMetric(value), ...(MEANS.has(key) && { error }) });
      }
    }
  }
  return found;
}

// What tells scores of one scorer apart: the reducers, or their numbers.
function placesOf(scores: readonly JsonNode[]): readonly string[] {
  const reducers = new Set(scores.map(score => stringMember(score, 'reducer') ?? ''));
  return reducers.size === scores.length && !reducers.has('') ? [...reducers] : scores.map((_, i) => `${i + 1}`);
}

const scorerOf = (score: JsonNode): string => stringMember(score, 'name') ?? '';

// Old versions have one scorer: its name in one key, its metrics in another.
function scoresOf(results: JsonNode | undefined): readonly JsonNode[] {
  const scores = member(results, 'scores');
  if (scores?.kind === 'array') return scores.items;
  const [scorer, metrics] = [member(results, 'scorer'), member(results, 'metrics')];
  const name = member(scorer, 'name');
  return metrics ? [jsonObject([['metrics', metrics], ...(name ? [['name', name] as const] : [])])] : [];
}
