// The runs that can be compared with each other: those of one kind. Independent of VS Code.
import type { RunItem } from '../../../src-shared/protocol/views';
import { t } from '../ui/l10n';

/** The runs to choose from; `chosen` is the first side, absent before it is chosen. `problem`: why there is nothing to choose. */
export interface Choice {
  readonly runs: readonly RunItem[];
  readonly problem?: string;
}

/** The runs that can be the other side of `chosen`, or either side without one. `chosen` may be a run that is not in the list. */
export function comparableRuns(all: readonly RunItem[], chosen: string | undefined): Choice {
  const first = all.find(run => run.uri === chosen);
  const runs = chosen === undefined ? all.filter(run => hasPartner(all, run)) : partners(all, chosen, first?.kind);
  return runs.length > 0 ? { runs } : { runs, problem: problemText(all, first) };
}

const partners = (all: readonly RunItem[], chosen: string, kind: string | undefined): readonly RunItem[] =>
  all.filter(run => run.uri !== chosen && (kind === undefined || run.kind === kind));

const hasPartner = (all: readonly RunItem[], { uri, kind }: RunItem): boolean =>
  all.some(run => run.uri !== uri && run.kind === kind);

function problemText(all: readonly RunItem[], chosen: RunItem | undefined): string {
  const [first] = chosen ? [chosen] : all;
  if (!first) return t('No run manifests were found in this workspace. Train a spec twice to get two runs to compare.');
  return first.fingerprint
    ? t('No other {0} was found in this workspace, so there is nothing to compare it with.', first.noun)
    : t('Only one run was found. Train a spec again to get a second run to compare.');
}
