// Compares two artifacts of one kind: verdict, reasons, changes, metrics. Used by the editor and the command line.
import type { Kind } from '../../artifacts/kind';
import type { Artifact } from '../../artifacts/read';
import { oneLine } from '../../text/oneLine';
import { withoutSecretForms } from '../../text/secretText';
import { faults } from './comparability';
import { compareEntries, type Reasoned } from './compareEntries';
import { type Change, compareWhole } from './compareWhole';
import { divergedText, type MetricChange } from './metrics';
import { recordsParams } from './oneKind';
import { type ComparedImports, defaultPolicy, judgeImports, judgeMissingValue, type Policy, uncovered } from './policy';
import { reportedErrors } from './unknownFields';
import { type Conclusion, conclude, type JudgedReason, type Reason, reasonOf, verdictOf } from './verdict';

/** A comparison. `values` contains equal values too; metrics are separate. */
export interface Comparison extends Conclusion {
  readonly kind: Kind;
  readonly values: readonly Change[];
  readonly metrics: readonly MetricChange[];
}

/** What decides a comparison besides the two files. `imports`: undefined where the spec was not searched or not found. */
export interface CompareOptions {
  readonly policy: Policy;
  readonly imports?: ComparedImports | undefined;
}

/** Compares two artifacts of one kind under a policy. */
export const compare = (a: Artifact, b: Artifact, policy: Policy = defaultPolicy): Comparison =>
  compareWith(a, b, { policy });

/** Compares two artifacts of one kind, with what is known of the files that their specs import. */
export function compareWith(a: Artifact, b: Artifact, { policy, imports }: CompareOptions): Comparison {
  const { kind } = a;
  const whole = kind.entries ? compareEntries(a, b, policy, kind.entries) : compareOne(a, b, policy);
  const { last, ...data } = whole;
  const found = [...whole.found, ...reasonOf(judgeImports(imports, policy))];
  const uncompared = uncoveredParts(a, b, { found, knowsImports: imports !== undefined });
  return withoutSecretKeys({ kind, ...conclude(found, [...last, ...uncompared]), ...data });
}

function compareOne(a: Artifact, b: Artifact, policy: Policy): Reasoned {
  const { kind } = a;
  const { found, failure = [], ...data } = compareWhole(a, b, { policy, errors: reportedErrors(a, b) });
  const all = [...found, ...failure, ...faults(a, 'A'), ...faults(b, 'B')];
  return { found: [...all, ...uncompared(kind, all, policy)], last: divergence(data.metrics), ...data };
}

/** The reasons so far, and whether the imports are known or among them. */
interface Covered {
  readonly found: readonly JudgedReason[];
  readonly knowsImports: boolean;
}

// What runs of a spec do not record is always reported, also for the runs of a sweep, unless they are not comparable anyway.
function uncoveredParts(a: Artifact, b: Artifact, { found, knowsImports }: Covered): Reason[] {
  const { isRun, hashField } = a.kind.entries?.kind ?? a.kind;
  if (!isRun || hashField === undefined || verdictOf(found) === 'not-comparable') return [];
  return reasonOf(uncovered({ recordsParams: [a, b].every(recordsParams), knowsImports }));
}

// Metrics are results: that they diverged is always reported, but does not affect the verdict.
const divergence = (metrics: readonly MetricChange[]): Reason[] =>
  (['a', 'b'] as const).flatMap(side => {
    const text = divergedText(metrics, side);
    return text === '' ? [] : [{ severity: 'info', text: `The metrics of ${side.toUpperCase()} diverged: ${text}.` }];
  });

// Keys and names of entries are compared in full, and shown without anything that has the form of a secret.
const withoutSecretKeys = (comparison: Comparison): Comparison => ({
  ...comparison,
  reasons: comparison.reasons.map(r => ({ ...r, text: oneLine(r.text) })),
  values: comparison.values.map(v => ({
    ...v,
    path: withoutSecretForms(v.path),
    reason: oneLine(v.reason),
  })),
  metrics: comparison.metrics.map(m => ({ ...m, name: withoutSecretForms(m.name) })),
});

// The part that a kind does not compare is always reported. It affects the verdict only if nothing else makes the files incomparable.
function uncompared(kind: Kind, found: readonly JudgedReason[], policy: Policy): JudgedReason[] {
  if (kind.uncompared === undefined) return [];
  const reasons = reasonOf(judgeMissingValue('uncompared', kind.uncompared, policy));
  return verdictOf(found) === 'not-comparable' ? [{ severity: 'info', text: kind.uncompared }] : reasons;
}
