// Metrics that are not numbers. They are results, so their form does not make a file invalid.

import { defineFinding } from '../../text/defineFinding';
import { distinctMembers, type JsonNode, member } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { describeValue } from '../describeValue';
import { step } from '../diff';
import { isDiverged, MAX_METRIC_PATH } from '../metrics';

/** A metric, or the field with all metrics, and what it is instead of the expected form. */
interface MetricForm {
  readonly metric: string;
  readonly expected: 'a number' | 'a JSON object';
  readonly actual: JsonNode;
}

/** A metric of a run is not a number. */
export const metricForm = defineFinding({
  code: 'metric-form',
  severity: 'warning',
  group: 'artifacts',
  summary:
    'A metric is not a number, or the metrics are not an object. It is compared as what it is: an object value by value, a list by its last value, a text as a text. It never decides a verdict.',
  fix: 'Write the metric as a number.',
  example: '{"metrics": {"mae": "0.5"}}',
  message: ({ metric, expected, actual }: MetricForm) =>
    `\`${oneLine(metric)}\` must be ${expected}, not ${describeValue(actual)}. ${consequence(actual)}`,
  *find(root: JsonNode, field: string) {
    const all = member(root, field);
    if (all?.kind === 'object')
      for (const { key, value } of distinctMembers(all)) {
        if (value.kind !== 'number') yield* formsIn(step(field, key), value, 'a number');
      }
    else if (all) yield* formsIn(field, all, 'a JSON object');
  },
});

function consequence(node: JsonNode): string {
  if (isDiverged(node)) return 'It counts as diverged.';
  switch (node.kind) {
    case 'object':
      return 'Its values are compared one by one.';
    case 'array':
      return node.items.length > 0 ? 'Only its last value is compared.' : 'It has no last value to compare.';
    case 'null':
      return 'It has no value to compare.';
    case 'number':
      return 'It is compared as one metric.';
    default:
      return 'Neither side can be better in it.';
  }
}

// Each object and list is reported, and each value in it that is compared and is not a number.
function* formsIn(
  metric: string,
  node: JsonNode,
  expected: MetricForm['expected'],
): Generator<{ facts: MetricForm; span: JsonNode['span'] }> {
  if (node.kind === 'number' && expected === 'a number') return;
  yield { facts: { metric, expected, actual: node }, span: node.span };
  if (metric.length > MAX_METRIC_PATH) return;
  if (node.kind === 'object')
    for (const { key, value } of distinctMembers(node)) yield* formsIn(step(metric, key), value, 'a number');
  const last = node.kind === 'array' ? node.items.at(-1) : undefined;
  if (last && node.kind === 'array') yield* formsIn(`${metric}[${node.items.length - 1}]`, last, 'a number');
}
