// The metrics of a W&B run: the series in its log, and the summary, which holds the last values or what the user stored.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members } from '../../../text/jsonText';
import type { Place } from '../place';
import type { Point, TrackedMetric } from '../trackedRun';
import { seriesMetric, summaryMetric } from '../values/series';
import { HISTORY, historyPoints } from './history';
import type { WandbLog } from './readLog';
import type { WandbFiles } from './wandbFiles';

/** The series by name, of the log or of the history of old versions. `isWhole`: all of it was read. */
export function seriesIn(
  place: Place,
  log: WandbLog | undefined,
): { readonly series: Map<string, readonly Point[]>; readonly isWhole: boolean } {
  const history = log?.series.size ? undefined : place.lines(HISTORY);
  const all = log?.series.size ? log.series : historyPoints(history);
  return {
    series: new Map(
      [...all].filter(([name]) => isMetric(name)).map(([name, points]) => [name, points.filter(isNumber)]),
    ),
    isWhole: history ? history.isWhole : log?.isWhole === true,
  };
}

/** The metrics by name; objects are joined with a dot. */
export function metricsOf(
  place: Place,
  { summary }: WandbFiles,
  log: WandbLog | undefined,
): Map<string, TrackedMetric> {
  const found = new Map<string, TrackedMetric>();
  const { series, isWhole } = seriesIn(place, log);
  for (const [name, points] of series) {
    const metric = seriesMetric(points, { isWhole });
    if (metric) found.set(name, metric);
  }
  for (const [name, value] of summaryValues(summary, log)) {
    const series = found.get(name);
    found.set(name, series ? { ...series, last: lastOf(series, value) } : summaryMetric(value));
  }
  return found;
}

// The step is that of the series, if the summary has its last value.
const lastOf = ({ last }: TrackedMetric, value: JsonNode): Point =>
  'text' in value && 'text' in last.value && value.text === last.value.text ? last : { value };

const isNumber = ({ value }: Point): boolean => value.kind === 'number' || isDiverged(value);

const TELEMETRY = /^_(?:wandb|runtime|timestamp|step)(?:\.|$)/;
const isMetric = (name: string): boolean => !TELEMETRY.test(name);

function summaryValues(summary: JsonNode | undefined, log: WandbLog | undefined): [string, JsonNode][] {
  const logged = [...(log?.summary ?? [])]
    .filter(([name]) => isMetric(name))
    .flatMap(([name, value]) => values(name, value));
  const written = [...members(summary)].filter(([name]) => isMetric(name));
  return [...logged, ...written.flatMap(([name, { value }]) => values(name, value))];
}

const MAX_DEPTH = 20;

// Texts are not metrics, and neither are tables, histograms and images, which have a `_type`.
function values(name: string, node: JsonNode, depth = 0): [string, JsonNode][] {
  if (node.kind === 'number' || isDiverged(node)) return [[name, node]];
  if (node.kind !== 'object' || depth > MAX_DEPTH || member(node, '_type')) return [];
  return [...members(node)].flatMap(([key, { value }]) => values(`${name}.${key}`, value, depth + 1));
}
