// The verdict of a comparison, and how it follows from its reasons.
import type { Judgement } from './policy';
import type { DiffSeverity } from './policyRow';

/** `identical-inputs`: only allowed differences. `comparable`: close. `not-comparable`: another experiment, or not known to be the same. */
export type Verdict = 'identical-inputs' | 'comparable' | 'not-comparable';

/** Why a verdict is what it is. */
export interface Reason {
  readonly severity: DiffSeverity;
  readonly text: string;
}

/** A reason, with the row whose severity the user chose. */
export type JudgedReason = Reason & Pick<Judgement, 'override'>;

/** A judgement as a reason; none where it has no words. */
export const reasonOf = ({ severity, reason, override }: Judgement): JudgedReason[] =>
  reason === '' ? [] : [{ severity, text: reason, ...(override && { override }) }];

/** What reasons come to. `bySettings`: the table alone would have come to another verdict. */
export interface Conclusion {
  readonly verdict: Verdict;
  readonly bySettings: boolean;
  /** Most serious first; what the user's settings changed is said. */
  readonly reasons: readonly Reason[];
}

/** The verdict of all reasons. `last`: what is said last, however it ends. */
export function conclude(found: readonly JudgedReason[], last: readonly Reason[] = []): Conclusion {
  const verdict = verdictOf(found);
  const byTable = verdictOf(found.map(f => ({ ...f, severity: f.override?.table ?? f.severity })));
  const own = found.map(({ severity, text }) => ({ severity, text }));
  const reasons = [...own, ...settingsReason(found), ...last].sort((x, y) => RANK[x.severity] - RANK[y.severity]);
  return { verdict, bySettings: verdict !== byTable, reasons };
}

const RANK: Readonly<Record<DiffSeverity, number>> = { error: 0, warn: 1, info: 2, same: 3 };

/** The verdict of reasons. */
export function verdictOf(reasons: readonly Reason[]): Verdict {
  if (reasons.some(r => r.severity === 'error')) return 'not-comparable';
  return reasons.some(r => r.severity === 'warn') ? 'comparable' : 'identical-inputs';
}

// Whoever reads a comparison need not have made the settings, so each row that they changed is named.
function settingsReason(found: readonly JudgedReason[]): Reason[] {
  const rows = new Map(
    found.flatMap(({ severity, override }) =>
      override ? [[override.row, `${override.row} counts as ${severity} instead of ${override.table}`] as const] : [],
    ),
  );
  if (rows.size === 0) return [];
  return [{ severity: 'info', text: `By your setting kynml.policy: ${[...rows.values()].sort().join('; ')}.` }];
}
