// Compares two artifacts of one kind: verdict, reasons, changes, metrics. Used by the editor and the command line.
import type { Kind } from '../../artifacts/kind';
import type { Artifact } from '../../artifacts/read';
import { oneLine } from '../../text/oneLine';
import { withoutSecretForms } from '../../text/secretText';
import { faults } from './comparability';
import { compareEntries } from './compareEntries';
import { type Change, compareWhole } from './compareWhole';
import { divergedText, type MetricChange } from './metrics';
import { defaultPolicy, judgeMissingValue, type Policy, UNCOVERED } from './policy';
import { type Conclusion, conclude, type JudgedReason, type Reason, reasonOf, verdictOf } from './verdict';

/** A comparison. `values` contains equal values too; metrics are separate. */
export interface Comparison extends Conclusion {
  readonly kind: Kind;
  readonly values: readonly Change[];
  readonly metrics: readonly MetricChange[];
}

/** Compares two artifacts of one kind under a policy. */
export function compare(a: Artifact, b: Artifact, policy: Policy = defaultPolicy): Comparison {
  const { kind } = a;
  if (kind.entries) return withoutSecretKeys({ kind, ...compareEntries(a, b, policy, kind.entries) });
  const { found, ...data } = compareWhole(a, b, policy);
  const faulty = [...faults(a, 'A'), ...faults(b, 'B')];
  const all = [...found, ...faulty, ...uncompared(kind, [...found, ...faulty], policy)];
  const isOpen = kind.isRun && kind.hashField !== undefined && verdictOf(all) !== 'not-comparable';
  const last = [...divergence(data.metrics), ...(isOpen ? reasonOf(UNCOVERED) : [])];
  return withoutSecretKeys({ kind, ...conclude(all, last), ...data });
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
