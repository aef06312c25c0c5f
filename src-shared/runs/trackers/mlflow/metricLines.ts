// The file of a metric: lines of `timestamp_ms value step`. In old files the step is missing, and in those of models the id of a run follows.
import { jsonNumber } from '../../../text/makeJson';
import type { TextParts } from '../place';
import type { Point, TrackedMetric } from '../trackedRun';
import { numberToken } from '../values/numberToken';
import { seriesMetric } from '../values/series';

interface Line extends Point {
  readonly time: number;
  readonly at: number;
  readonly number: number;
}

/** The metric. Its last value is the one with the greatest step, time and value, as MLflow defines it, not that of the last line. */
export function metricOfLines(parts: TextParts | undefined): TrackedMetric | undefined {
  if (!parts) return undefined;
  const lines = linesOf(parts);
  const last = lines.reduce<Line | undefined>((a, b) => (a && isLater(a, b) ? a : b), undefined);
  return seriesMetric(lines.map(pointOf), { isWhole: parts.isWhole, last: last && pointOf(last) });
}

/** Its points in the order of their steps. */
export const pointsOfLines = (parts: TextParts | undefined): Point[] => (parts ? linesOf(parts).map(pointOf) : []);

// MLflow 3 writes a point once for the run and once for its model.
const linesOf = ({ text }: TextParts): Line[] =>
  [...new Set(text.split(/\r?\n/))].flatMap(line => lineOf(line) ?? []).sort((a, b) => a.at - b.at || a.time - b.time);

const pointOf = ({ value, step }: Line): Point => ({ value, ...(step !== undefined && { step }) });

function lineOf(line: string): Line | undefined {
  const [time = '', written = '', step = '0'] = line.trim().split(/\s+/);
  const token = numberToken(written);
  if (token === undefined || !/^-?\d{1,19}$/.test(time) || !/^-?\d{1,19}$/.test(step)) return undefined;
  return { value: jsonNumber(token), step, time: Number(time), at: Number(step), number: Number(token) };
}

// NaN counts as less than any number, as in MLflow's database store.
const rank = (value: number): number => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);

const isLater = (a: Line, b: Line): boolean =>
  a.at !== b.at ? a.at > b.at : a.time !== b.time ? a.time > b.time : rank(a.number) >= rank(b.number);
