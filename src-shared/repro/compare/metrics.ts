// Compares the metrics of two runs: the direction of each, its change, and the better side. They never affect the verdict.
import { pairs } from '../../artifacts/diff';
import { isDiverged, type Metric, valuesOf } from '../../artifacts/metrics';
import { type Direction, type Directions, directionOf } from '../../kyn/catalogue/metricDirection';
import { firstFew } from '../../text/firstFew';
import { isInteger, type JsonNode } from '../../text/jsonText';
import { byCodePoint } from '../../text/printJson';
import { seriesChanges } from './seriesChanges';

/**
 * One metric of both sides. `delta` is B minus A, exact for integers, and `relative` is that as a fraction of |A|; both are absent if they are not
 * defined or cannot be computed. A side that is NaN or infinite has diverged and is never better.
 */
export interface MetricChange {
  readonly name: string;
  readonly direction: Direction;
  readonly a?: JsonNode;
  readonly b?: JsonNode;
  /** The lists of which `a` and `b` are the last values. */
  readonly series?: { readonly a?: Series; readonly b?: Series };
  readonly equal: boolean;
  readonly delta?: number | bigint;
  readonly relative?: number;
  readonly better: 'a' | 'b' | 'same' | 'unknown';
}

type Metrics = ReadonlyMap<string, Metric>;
type Series = NonNullable<Metric['series']>;

/** Compares the metrics of two sides, sorted by name. `directions`: those that the user set. */
export function compareMetrics(
  a: Metrics = new Map(),
  b: Metrics = new Map(),
  directions: Directions = {},
): MetricChange[] {
  const names = [...new Set([...a.keys(), ...b.keys()])].sort(byCodePoint);
  const hasSameValues = valueComparison();
  return names.map(name => {
    const [left, right] = [a.get(name), b.get(name)];
    const direction = directionOfMetrics([left, right], name, directions);
    return compareMetric({ name, direction, left, right }, hasSameValues);
  });
}

/**
 * The direction in which metrics with one name improve: the one that their programs recorded, unknown where these disagree; otherwise the one that the user set
 * or the name shows.
 */
export function directionOfMetrics(
  metrics: readonly (Metric | undefined)[],
  name: string,
  directions: Directions | undefined,
): Direction {
  const recorded = new Set(metrics.flatMap(metric => metric?.direction ?? []));
  const [only] = recorded;
  if (only !== undefined) return recorded.size > 1 ? 'unknown' : only;
  return directionOf(metrics.find(metric => metric !== undefined)?.key ?? name, directions);
}

type ValueComparison = (left: Metric, right: Metric) => boolean;

interface MetricPair extends Pick<MetricChange, 'name' | 'direction'> {
  readonly left: Metric | undefined;
  readonly right: Metric | undefined;
}

function compareMetric({ name, direction, left, right }: MetricPair, hasSameValues: ValueComparison): MetricChange {
  const [a, b] = [left?.node, right?.node];
  const series = { ...(left?.series && { a: left.series }), ...(right?.series && { b: right.series }) };
  const sides = {
    name,
    direction,
    ...(a && { a }),
    ...(b && { b }),
    ...((series.a || series.b) && { series }),
    equal: left !== undefined && right !== undefined && isEqual(left.node, right.node) && hasSameValues(left, right),
  };
  const numbers = finiteNumbers(a, b);
  if (!numbers) return { ...sides, better: 'unknown' };
  const [x, y] = numbers;
  const lower = y < x ? 'b' : 'a';
  const better =
    x < y || y < x ? (direction === 'unknown' ? 'unknown' : direction === 'lower' ? lower : other(lower)) : 'same';
  return { ...sides, better, ...changeFrom(x, y) };
}

const other = (side: 'a' | 'b'): 'a' | 'b' => (side === 'a' ? 'b' : 'a');

const isEqual = (a: JsonNode | undefined, b: JsonNode | undefined): boolean =>
  a && b ? pairs(a, b).every(pair => pair.equal) : a === b;

// Compares all values of a series, not only the last one. Metrics of the same name have the same series, if its form is the same on both sides.
function valueComparison(): ValueComparison {
  const known = new Map<Series, { readonly series: Series; readonly isChanged: ReturnType<typeof seriesChanges> }>();
  return (left, right) => {
    const [a, b] = [left.series, right.series];
    if (!a || !b || !hasSameKeys(left, right)) return haveEqualValues(left, right);
    const cached = known.get(a);
    const changes = cached?.series === b ? cached : { series: b, isChanged: seriesChanges(a, b) };
    known.set(a, changes);
    return !changes.isChanged(left.inner ?? []);
  };
}

function hasSameKeys({ inner: a = [] }: Metric, { inner: b = [] }: Metric): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}

// Where the forms differ, the other side has as many objects as this one has items, so the time is linear in the size of both.
function haveEqualValues(left: Metric, right: Metric): boolean {
  if (countOf(left) !== countOf(right)) return false;
  const [a, b] = [valuesOf(left), valuesOf(right)];
  return a.every((value, i) => isEqual(value, b[i]));
}

const countOf = ({ series }: Metric): number => series?.items.length ?? 1;

function changeFrom(x: number | bigint, y: number | bigint): Pick<MetricChange, 'delta' | 'relative'> {
  const delta = difference(x, y);
  if (!Number.isFinite(Number(delta))) return typeof delta === 'bigint' ? { delta } : {};
  const relative = Number(delta) / Math.abs(Number(x));
  // A double can hold neither an integer of hundreds of digits nor every ratio: the result would be 0 or infinite. It is shown in percent.
  const isComputable = Number.isFinite(relative * 100) && (relative !== 0 || delta === 0);
  return { delta, ...(isComputable && { relative }) };
}

// A difference of integers is exact; it is a bigint only where a number could not be.
function difference(x: number | bigint, y: number | bigint): number | bigint {
  if (typeof x !== 'bigint' || typeof y !== 'bigint') return Number(y) - Number(x);
  const exact = y - x;
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

/** The most digits of an integer; Python does not read longer ones. */
const MAX_DIGITS = 4300;

/** A finite JSON number: an integer exactly, any other number as a double; undefined for anything else and for secrets. */
export function finiteNumber(node: JsonNode | undefined): number | bigint | undefined {
  if (node?.kind !== 'number' || node.secret || isDiverged(node) || node.text.length > MAX_DIGITS) return undefined;
  return isInteger(node.text) ? BigInt(node.text) : Number(node.text);
}

/** Two finite numbers that can be compared exactly: two integers, or two doubles; undefined where a side is not a finite number. */
export function finiteNumbers(
  a: JsonNode | undefined,
  b: JsonNode | undefined,
): readonly [bigint, bigint] | readonly [number, number] | undefined {
  const [x, y] = [finiteNumber(a), finiteNumber(b)];
  if (x === undefined || y === undefined) return undefined;
  if (typeof x === 'number' && typeof y === 'number') return [x, y];
  // A double cannot hold every large integer.
  const needsDigits = (typeof x === 'bigint' && typeof y === 'bigint') || isLarge(x) || isLarge(y);
  return needsDigits && isWhole(x) && isWhole(y) ? [BigInt(x), BigInt(y)] : [Number(x), Number(y)];
}

const isLarge = (value: number | bigint): boolean => typeof value === 'bigint' && !Number.isSafeInteger(Number(value));

const isWhole = (value: number | bigint): boolean => typeof value === 'bigint' || Number.isInteger(value);

/** The metrics of one side that are NaN or infinite, as the end of a sentence: `mae is NaN, rmse is Infinity`; empty without any. */
export function divergedText(metrics: readonly MetricChange[], side: 'a' | 'b'): string {
  const found = metrics.filter(m => isDiverged(m[side]));
  return firstFew(found, MAX_NAMED, {
    text: ({ name, [side]: node }) => `${name} is ${node && 'text' in node ? node.text : ''}`,
  });
}

const MAX_NAMED = 4;
