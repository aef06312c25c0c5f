// Compares the metrics of two runs: the direction of each, its change, and the better side.
import { type Direction, directionOf } from '../../kyn/catalogue/metricDirection';
import type { JsonNode } from '../../text/jsonText';
import { byCodePoint } from '../../text/printJson';

/** One metric of both sides. `delta` is B minus A, `relative` is that as a fraction of |A|; absent if they are not defined. */
export interface MetricChange {
  readonly name: string;
  readonly direction: Direction;
  readonly a?: JsonNode;
  readonly b?: JsonNode;
  readonly delta?: number;
  readonly relative?: number;
  readonly better: 'a' | 'b' | 'same' | 'unknown';
}

type Metrics = ReadonlyMap<string, JsonNode>;

/** Compares the metrics of two sides, sorted by name. */
export function compareMetrics(a: Metrics = new Map(), b: Metrics = new Map()): MetricChange[] {
  const names = [...new Set([...a.keys(), ...b.keys()])].sort(byCodePoint);
  return names.map(name => compareMetric(name, a.get(name), b.get(name)));
}

function compareMetric(name: string, a: JsonNode | undefined, b: JsonNode | undefined): MetricChange {
  const direction = directionOf(name);
  const [x, y] = [numberOf(a), numberOf(b)];
  const sides = { name, direction, ...(a && { a }), ...(b && { b }) };
  if (x === undefined || y === undefined || Number.isNaN(x) || Number.isNaN(y)) return { ...sides, better: 'unknown' };
  const better = x === y ? 'same' : direction === 'unknown' ? 'unknown' : y < x === (direction === 'lower') ? 'b' : 'a';
  const delta = y - x;
  if (!Number.isFinite(delta)) return { ...sides, better };
  const relative = delta / Math.abs(x);
  return { ...sides, better, delta, ...(Number.isFinite(relative) && { relative }) };
}

/** A JSON number as a double (NaN and the infinities included); undefined for anything else. */
export const numberOf = (node: JsonNode | undefined): number | undefined =>
  node?.kind === 'number' ? Number(node.text) : undefined;
