// The metrics of a Sacred run: parallel lists of steps and values, and the result that its function returned.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members } from '../../../text/jsonText';
import type { Place } from '../place';
import type { Point, TrackedMetric } from '../trackedRun';
import { scalarText } from '../values/scalars';
import { seriesMetric, summaryMetric } from '../values/series';

/** The metrics by name; `why`: why there are none, as a sentence. */
export interface SacredMetrics {
  readonly found: Map<string, TrackedMetric>;
  readonly why: string;
}

const FILE = 'metrics.json';

/** The metrics of a run. */
export function metricsOf(place: Place, root: JsonNode): SacredMetrics {
  const file = place.json(FILE);
  const found = new Map<string, TrackedMetric>();
  const result = numberOf(member(root, 'result'));
  if (result) found.set('result', summaryMetric(result));
  for (const [name, { value }] of members(file)) {
    const [steps, values] = [itemsOf(member(value, 'steps')), itemsOf(member(value, 'values'))];
    const points = values.flatMap((item, i): Point[] => {
      const [number, step] = [numberOf(item), scalarText(steps[i])];
      return number ? [{ value: number, ...(step !== undefined && { step }) }] : [];
    });
    const metric = seriesMetric(points, { isWhole: true });
    if (metric) found.set(name, metric);
  }
  const isUnread = place.hasFile(FILE) && !file;
  return {
    found,
    why: isUnread
      ? 'metrics.json is too large or broken, so it was not read.'
      : 'The run recorded no metrics and no result.',
  };
}

// A number of numpy is an object with its value.
function numberOf(node: JsonNode | undefined): JsonNode | undefined {
  const inner = node?.kind === 'object' ? member(node, 'value') : node;
  return inner && (inner.kind === 'number' || isDiverged(inner)) ? inner : undefined;
}

const itemsOf = (list: JsonNode | undefined): readonly JsonNode[] => (list?.kind === 'array' ? list.items : []);
