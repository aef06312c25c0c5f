// The runs that can be compared with each other: those of one kind, and all that are made from a spec or that another tracker wrote. Independent of VS Code.
import type { RunItem } from '../../../src-shared/protocol/views';
import { t } from '../ui/l10n';

/** The runs to choose from, or why there are none. `needsTraining`: training a spec gives another one. */
export type Choice =
  | { readonly ok: true; readonly runs: readonly RunItem[] }
  | { readonly ok: false; readonly problem: string; readonly needsTraining: boolean };

/** The runs that can be the other side of `chosen`, or either side without one. `chosen` may be a run that is not in the list. */
export function comparableRuns(all: readonly RunItem[], chosen: string | undefined): Choice {
  const first = all.find(run => run.uri === chosen);
  const runs = chosen === undefined ? withPartner(all) : partners(all, chosen, first);
  return runs.length > 0 ? { ok: true, runs } : noChoice(first ?? all[0]);
}

const partners = (all: readonly RunItem[], chosen: string, first: RunItem | undefined): readonly RunItem[] =>
  all.filter(run => run.uri !== chosen && (!first || isComparable(run, first)));

/** Whether two runs can be the sides of a comparison. A combination of a sweep can be compared with any run of a spec. */
export const isComparable = (a: RunOfKind, b: RunOfKind): boolean => familyOf(a) === familyOf(b);

type RunOfKind = Pick<RunItem, 'kind' | 'fingerprint' | 'isTracked'>;

// Runs, combinations of sweeps, and runs of other trackers.
const TRAINED = 'trained';

const familyOf = ({ kind, fingerprint, isTracked }: RunOfKind): string => (fingerprint && !isTracked ? kind : TRAINED);

// The runs that others can be compared with.
function withPartner(all: readonly RunItem[]): readonly RunItem[] {
  const counts = new Map<string, number>();
  for (const run of all) counts.set(familyOf(run), (counts.get(familyOf(run)) ?? 0) + 1);
  return all.filter(run => (counts.get(familyOf(run)) ?? 0) > 1);
}

function noChoice(only: RunItem | undefined): Choice {
  if (!only) {
    const problem = t('No runs were found in this workspace. Train a spec twice to get two runs to compare.');
    return { ok: false, problem, needsTraining: true };
  }
  const problem = only.fingerprint
    ? t('No other {0} was found in this workspace, so there is nothing to compare it with.', only.noun)
    : t('Only one run was found. Train a spec again to get a second run to compare.');
  return { ok: false, problem, needsTraining: !only.fingerprint };
}
