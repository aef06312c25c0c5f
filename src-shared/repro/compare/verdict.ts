// Derives the verdict of a comparison from its reasons.
import { SEVERITY_LABELS } from '../../protocol/views';
import type { Judgement } from './policy';
import type { DiffSeverity } from './policyRow';

/**
 * `identical-inputs`: only allowed differences. `comparable`: close. `not-comparable`: a different experiment, or it is not known whether it is the same.
 * `unknown`: of runs of other trackers, which did not record what decides it.
 */
export type Verdict = 'identical-inputs' | 'comparable' | 'not-comparable' | 'unknown';

/** A reason for a verdict. */
export interface Reason {
  readonly severity: DiffSeverity;
  readonly text: string;
}

/** A reason, with the user's override of its severity, if any. */
export type JudgedReason = Reason & Pick<Judgement, 'override'>;

/** A judgement as a reason; none if it has no text. */
export const reasonOf = ({ severity, reason, override }: Judgement): JudgedReason[] =>
  reason === '' ? [] : [{ severity, text: reason, ...(override && { override }) }];

/** The verdict with its reasons. `bySettings`: without the user's settings the verdict would be different. */
export interface Conclusion {
  readonly verdict: Verdict;
  readonly bySettings: boolean;
  /** Most serious first; includes the user's overrides. */
  readonly reasons: readonly Reason[];
}

/** The verdict of all reasons. `last`: reasons that are appended and do not affect it. A reason without a text counts, but is not shown. */
export function conclude(found: readonly JudgedReason[], last: readonly Reason[] = []): Conclusion {
  const verdict = verdictOf(found);
  const byTable = verdictOf(found.map(f => ({ ...f, severity: f.override?.table ?? f.severity })));
  const judged = found.flatMap(({ severity, text }) => (text === '' ? [] : [{ severity, text }]));
  const reasons = [...judged, ...settingsReason(found), ...last].sort((x, y) => RANK[x.severity] - RANK[y.severity]);
  return { verdict, bySettings: verdict !== byTable, reasons: distinct(reasons) };
}

// Several values may have the same reason.
const distinct = (reasons: readonly Reason[]): Reason[] => [
  ...new Map(reasons.map(reason => [`${reason.severity} ${reason.text}`, reason])).values(),
];

const RANK: Readonly<Record<DiffSeverity, number>> = { error: 0, warn: 1, info: 2, same: 3 };

/** The most serious reason or value; the first one of several. */
export const mostSerious = <T extends { readonly severity: DiffSeverity }>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>(
    (worst, one) => (worst && RANK[worst.severity] <= RANK[one.severity] ? worst : one),
    undefined,
  );

/** The verdict of reasons. */
export function verdictOf(reasons: readonly Reason[]): Verdict {
  if (reasons.some(r => r.severity === 'error')) return 'not-comparable';
  return reasons.some(r => r.severity === 'warn') ? 'comparable' : 'identical-inputs';
}

const word = (severity: DiffSeverity): string => (severity === 'same' ? 'equal' : `"${SEVERITY_LABELS[severity]}"`);

// The reader may not know the settings, so each overridden row is listed.
function settingsReason(found: readonly JudgedReason[]): Reason[] {
  const rows = new Map(
    found.flatMap(({ severity, override }) =>
      override
        ? [[override.row, `${override.row} counts as ${word(severity)} instead of ${word(override.table)}`] as const]
        : [],
    ),
  );
  if (rows.size === 0) return [];
  return [{ severity: 'info', text: `By the policy in the settings: ${[...rows.values()].sort().join('; ')}.` }];
}
