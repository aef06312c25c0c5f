// The metrics of a Sacred run: parallel lists of steps and values, and the result that its function returned.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members } from '../../../text/jsonText';
import { fileFault } from '../fileFault';
import type { Place } from '../place';
import type { Point, TrackedMetric } from '../trackedRun';
import { scalarText } from '../values/scalars';
import { seriesMetric, summaryMetric } from '../values/series';

/** The metrics by name; `why`: why there are none, or not all of them, as a sentence. */
export interface SacredMetrics {
  readonly found: Map<string, TrackedMetric>;
  readonly why: string;
  readonly isUnread: boolean;
}

/** The file of the metrics. */
export const METRICS = 'metrics.json';
const MAX_FILE = 8 * 1024 * 1024;
const DOUBT = 'Some of its values are not numbers, so its last value may be an earlier one.';

/** The metrics of a run. */
export function metricsOf(place: Place, root: JsonNode): SacredMetrics {
  const file = place.json(METRICS, MAX_FILE);
  const found = new Map<string, TrackedMetric>();
  const result = numberOf(member(root, 'result'));
  if (result) found.set('result', summaryMetric(result));
  for (const [name, { value }] of members(file)) {
    const points = pointsOf(value);
    const metric = seriesMetric(points, { isWhole: true });
    const isPart = points.length < itemsOf(member(value, 'values')).length;
    if (metric) found.set(name, isPart ? { ...metric, isWhole: false, doubt: DOUBT } : metric);
  }
  const fault = file ? undefined : fileFault(place, METRICS, MAX_FILE);
  const why =
    fault === undefined ? 'The run recorded no metrics and no result.' : `${METRICS} ${fault}, so it was not read.`;
  return { found, why, isUnread: fault !== undefined };
}

function pointsOf(metric: JsonNode): Point[] {
  const [steps, values] = [itemsOf(member(metric, 'steps')), itemsOf(member(metric, 'values'))];
  return values.flatMap((item, i): Point[] => {
    const [number, step] = [numberOf(item), scalarText(steps[i])];
    return number ? [{ value: number, ...(step !== undefined && { step }) }] : [];
  });
}

/** The values of metrics by name. */
export const sacredPoints = (place: Place): Map<string, Point[]> =>
  new Map([...members(place.json(METRICS, MAX_FILE))].map(([name, { value }]) => [name, pointsOf(value)]));

// A number of numpy is an object with its value.
function numberOf(node: JsonNode | undefined): JsonNode | undefined {
  const inner = node?.kind === 'object' ? member(node, 'value') : node;
  return inner && (inner.kind === 'number' || isDiverged(inner)) ? inner : undefined;
}

const itemsOf = (list: JsonNode | undefined): readonly JsonNode[] => (list?.kind === 'array' ? list.items : []);
