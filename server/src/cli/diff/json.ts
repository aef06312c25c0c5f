// A comparison as the JSON of the contract. A side without a value has no key for it, which differs from null and "".
import type { Comparison } from '../../../../src-shared/repro/compare/compare';
import type { Change } from '../../../../src-shared/repro/compare/compareWhole';
import type { MetricChange } from '../../../../src-shared/repro/compare/metrics';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { artifactValue, type JsonValue, printJson } from '../../../../src-shared/text/outputJson';

/** The JSON of the contract; equal values are omitted from the changes. */
export const diffJson = ({ verdict, reasons, values, metrics }: Comparison): string =>
  printJson({
    verdict,
    reasons: reasons.map(r => r.text),
    changes: values.filter(v => !v.equal).map(change),
    metrics: metrics.map(metric),
  });

const change = ({ path, a, b, severity }: Change): JsonValue => ({ path, a: side(a), b: side(b), severity });

const metric = ({ name, a, b, delta, relative, direction, better }: MetricChange): JsonValue => ({
  name,
  a: side(a),
  b: side(b),
  delta,
  relative,
  direction,
  better,
});

const side = (node: JsonNode | undefined): JsonValue | undefined => (node ? artifactValue(node) : undefined);
