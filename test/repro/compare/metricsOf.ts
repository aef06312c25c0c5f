// The metrics of an artifact, for tests of their comparison.
import { type Metric, metricsIn } from '../../../src-shared/artifacts/metrics';
import { parseJson } from '../../../src-shared/text/jsonText';

/** The metrics of an artifact whose field `metrics` has this value. */
export function metricsOf(value: unknown): Map<string, Metric> {
  const root = parseJson(JSON.stringify({ metrics: value })).value;
  if (!root) throw new Error('not JSON');
  return metricsIn(root, 'metrics');
}
