// The metrics of a run as comparable values: objects leaf by leaf, a series by its last value. Their form never decides a verdict.
import { distinctMembers, isInteger, type JsonNode, member, members } from '../text/jsonText';
import { step } from './diff';

/**
 * One metric. `node` is compared, `key` is its own name without the objects around it, `series` is the list of which it is the last value, and `inner`
 * are the keys from an item of that list to the value.
 */
export interface Metric {
  readonly node: JsonNode;
  readonly key: string;
  readonly series?: Extract<JsonNode, { kind: 'array' }>;
  readonly inner?: readonly string[];
  /** The direction in which it improves, where its program recorded that; it counts before the name. */
  readonly direction?: 'lower' | 'higher';
}

/** All values of a metric, the compared one last; undefined where an item of its series does not have it. A list in an item is one value. */
export function valuesOf({ node, series, inner = [] }: Metric): (JsonNode | undefined)[] {
  return series ? series.items.map(item => valueIn(item, inner)) : [node];
}

function valueIn(item: JsonNode, keys: readonly string[]): JsonNode | undefined {
  let at: JsonNode | undefined = item;
  for (const key of keys) {
    if (at?.kind === 'array') return at;
    at = at && members(at).get(key)?.value;
  }
  return at;
}

/** The metrics in a field of a file by name: `mae`, or `val.mae` for a value in an object. A field of another form is one metric; null is none. */
export function metricsIn(root: JsonNode, field: string): Map<string, Metric> {
  const all = member(root, field);
  const outer =
    all && all.kind !== 'object' && all.kind !== 'null'
      ? [{ node: all, key: field }]
      : distinctMembers(all).map(({ key, value }) => ({ node: value, key }));
  const found = new Map<string, Metric>();
  for (const metric of outer)
    if (!isScalar(metric)) for (const [name, leaf] of leavesOf(step('', metric.key), metric)) found.set(name, leaf);
  for (const metric of outer) {
    // A name as it is written, unless the path of a value in an object looks the same.
    if (isScalar(metric)) found.set(found.has(metric.key) ? `[${JSON.stringify(metric.key)}]` : metric.key, metric);
  }
  return found;
}

/** The longest path whose inner values are separate metrics; longer paths of many values would take quadratic time. */
export const MAX_METRIC_PATH = 1000;

const isScalar = ({ node }: Metric): boolean => node.kind !== 'object' && node.kind !== 'array';

function leavesOf(path: string, metric: Metric): [string, Metric][] {
  const { node } = metric;
  const last = node.kind === 'array' ? node.items.at(-1) : undefined;
  if (node.kind === 'array' && last) return leavesOf(path, { series: node, ...metric, node: last });
  if (node.kind !== 'object' || node.members.length === 0 || path.length > MAX_METRIC_PATH) return [[path, metric]];
  return [...members(node)].flatMap(([key, { value }]) => {
    const inner = metric.series && { inner: [...(metric.inner ?? []), key] };
    return leavesOf(step(path, key), { ...metric, ...inner, key, node: value });
  });
}

/** An object with an empty object in one of its fields; any other value as it is. */
export function emptied(root: JsonNode, field: string): JsonNode {
  if (root.kind !== 'object') return root;
  const empty: JsonNode = { kind: 'object', span: root.span, members: [] };
  const others = root.members.filter(m => m.key !== field);
  const before = root.members.find(m => m.key === field);
  const key = before ?? { key: field, keySpan: root.span };
  return { ...root, members: [...others, { ...key, value: empty }] };
}

/** The longest text that can be the name of a number that is not finite. */
const MAX_NAME = 20;
/** Python's float() reads these texts as NaN or as an infinity. */
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i;

/** Whether a value is NaN or infinite, as a number or as a text. An integer of any size is finite. */
export function isDiverged(node: JsonNode | undefined): boolean {
  if (node?.kind === 'number') return !isInteger(node.text) && !Number.isFinite(Number(node.text));
  return node?.kind === 'string' && node.text.length <= MAX_NAME && NOT_FINITE.test(node.text.trim());
}

/** The names of the metrics that are NaN or infinite. */
export const divergedNames = (metrics: Iterable<readonly [name: string, metric: Metric]>): string[] =>
  [...metrics].flatMap(([name, { node }]) => (isDiverged(node) ? [name] : []));
