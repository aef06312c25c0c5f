// Compares a run with the baseline of a list.
import type { Artifact } from '../../artifacts/read';
import type { Directions } from '../../kyn/catalogue/metricDirection';
import { compare } from '../../repro/compare/compare';
import { compareMetrics, type MetricChange } from '../../repro/compare/metrics';
import type { Policy } from '../../repro/compare/policy';
import { mostSerious } from '../../repro/compare/verdict';
import { withArticle } from '../../text/withArticle';
import type { RunComparison } from './runRow';

/** How a run compares with the baseline. */
export function compareWithBaseline(baseline: Artifact, run: Artifact, policy?: Policy): RunComparison {
  const deltas = deltasFrom(baseline, run, policy?.directions);
  if (baseline.kind !== run.kind)
    return {
      verdict: 'unknown',
      reason: `It is ${withArticle(run.kind.title)} and the baseline is ${withArticle(baseline.kind.title)}, which are not compared.`,
      deltas,
    };
  const { verdict, reasons } = compare(baseline, run, policy);
  const reason = mostSerious(reasons)?.text;
  return { verdict, ...(reason !== undefined && { reason }), deltas };
}

// A difference between metrics on different data would look like a result.
function deltasFrom(
  { claims: a }: Artifact,
  { claims: b }: Artifact,
  directions: Directions | undefined,
): ReadonlyMap<string, MetricChange> {
  const isSameData = typeof a.dataHash === 'string' && a.dataHash === b.dataHash;
  return new Map(
    isSameData ? compareMetrics(a.metrics, b.metrics, directions).map(change => [change.name, change]) : [],
  );
}
