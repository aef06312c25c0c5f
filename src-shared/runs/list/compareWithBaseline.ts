// Compares a run with the baseline of a list.
import type { Artifact } from '../../artifacts/read';
import type { Directions } from '../../kyn/catalogue/metricDirection';
import { compare } from '../../repro/compare/compare';
import { compareMetrics, type MetricChange } from '../../repro/compare/metrics';
import { ofOneKind, recordsParams } from '../../repro/compare/oneKind';
import { type Policy, uncovered } from '../../repro/compare/policy';
import { mostSerious } from '../../repro/compare/verdict';
import { withArticle } from '../../text/withArticle';
import type { RunComparison } from './runRow';

/** How a run compares with the baseline. */
export function compareWithBaseline(baseline: Artifact, run: Artifact, policy?: Policy): RunComparison {
  const deltas = deltasFrom(baseline, run, policy?.directions);
  const pair = ofOneKind(baseline, run);
  if (!pair.ok) return { verdict: 'unknown', reason: notComparedText(baseline, run, pair.why), deltas };
  const { verdict, reasons } = compare(pair.a, pair.b, policy);
  const reason = mostSerious(reasons)?.text;
  return { verdict, ...(reason !== undefined && { reason, ...withImports(pair, reason) }), deltas };
}

// What a list knows of the imports is added later, see baselineImports.ts.
function withImports(
  { a, b }: Record<'a' | 'b', Artifact>,
  reason: string,
): Pick<RunComparison, 'withImports'> | undefined {
  const sides = { recordsParams: [a, b].every(recordsParams) };
  if (reason !== uncovered({ ...sides, knowsImports: false }).reason) return undefined;
  const covered = uncovered({ ...sides, knowsImports: true }).reason;
  return { withImports: covered === '' ? {} : { reason: covered } };
}

function notComparedText(baseline: Artifact, run: Artifact, why: 'kinds' | 'inputs'): string {
  const kinds = `It is ${withArticle(run.kind.title)} and the baseline is ${withArticle(baseline.kind.title)}`;
  return why === 'kinds'
    ? `${kinds}, which are not compared.`
    : `${kinds}, and one of them has no result or does not record the values that it was given, so they are not compared.`;
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
