// The metrics of the Trainer: series from its history, last values from all_results.json.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members } from '../../../text/jsonText';
import type { Point, TrackedMetric } from '../trackedRun';
import { numberIn, scalarText } from '../values/scalars';
import { seriesMetric, summaryMetric } from '../values/series';
import type { TrainerState } from './state';

// Speed and bookkeeping.
const OTHER = /^(?:epoch|step|total_flos|.*_(?:runtime|per_second|samples)|num_input_tokens_seen)$/;
const LOSS = /(?:^|_)loss$/;

/** The file of the last values. */
export const RESULTS = 'all_results.json';

const UNSEEN =
  'Its history is too long to be read as a whole. The Trainer leaves losses that are not finite out of its means, so the run may have diverged although its losses look good.';
const DOUBT =
  'Its history has NaN, infinity, or a loss of exactly 0. The Trainer leaves losses that are not finite out of its means, so the run may have diverged although its losses look good.';

/** Why its losses may mislead; undefined where they do not. */
export const doubtOf = ({ root, isWhole }: TrainerState): string | undefined =>
  isFiltered(root) ? DOUBT : isWhole ? undefined : UNSEEN;

/** The metrics by name. */
export function metricsOf(state: TrainerState): Map<string, TrackedMetric> {
  const { root, place, isWhole } = state;
  const found = new Map<string, TrackedMetric>();
  for (const [name, series] of historyPoints(root)) {
    const metric = seriesMetric(series, { isWhole });
    if (metric) found.set(name, metric);
  }
  for (const [name, value] of numbersOf(place.json(RESULTS))) found.set(name, ended(found.get(name), value));
  const doubt = doubtOf(state);
  if (doubt !== undefined)
    for (const [name, metric] of found) if (LOSS.test(name)) found.set(name, { ...metric, doubt });
  return found;
}

/** The values in the history by name. */
export function historyPoints(root: JsonNode): Map<string, Point[]> {
  const points = new Map<string, Point[]>();
  for (const entry of historyOf(root)) {
    const step = scalarText(member(entry, 'step'));
    for (const [name, value] of numbersOf(entry)) {
      const known = points.get(name) ?? [];
      points.set(name, known);
      known.push({ value, ...(step !== undefined && { step }) });
    }
  }
  return points;
}

// What was evaluated at the end is often the best model, not that of the last step.
const ended = (series: TrackedMetric | undefined, value: JsonNode): TrackedMetric =>
  !series
    ? summaryMetric(value)
    : scalarText(series.last.value) === scalarText(value)
      ? series
      : { ...series, last: { value } };

// Whether the losses may lack values that were not finite.
const isFiltered = (root: JsonNode): boolean =>
  historyOf(root).some(entry =>
    [...members(entry)].some(([key, { value }]) => isDiverged(value) || (key === 'loss' && numberIn(value) === 0)),
  );

function historyOf(root: JsonNode): readonly JsonNode[] {
  const history = member(root, 'log_history');
  return history?.kind === 'array' ? history.items : [];
}

const numbersOf = (node: JsonNode | undefined): [string, JsonNode][] =>
  [...members(node)].flatMap(([name, { value }]) =>
    !OTHER.test(name) && (value.kind === 'number' || isDiverged(value)) ? [[name, value]] : [],
  );
