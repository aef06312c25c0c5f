// Which target a training starts on. Independent of VS Code.
import type { TargetItem } from '../../../src-shared/protocol/targetRequests';
import { t } from '../ui/l10n';

/** A target that was chosen in a list. `setting`: the setting at that time; when it changes, the setting counts again. */
export interface KeptChoice {
  readonly target: string;
  readonly setting: string;
}

/** The name of the target that the user chose, in a list or by the setting; undefined where there was no choice. */
export const chosenTarget = (setting: string, kept: KeptChoice | undefined): string | undefined =>
  kept && kept.setting === setting ? kept.target : setting || undefined;

/** What to do: start on a target, ask which one, or show why nothing can start. */
export type TargetStep =
  | { readonly kind: 'start'; readonly target: TargetItem }
  | { readonly kind: 'ask'; readonly targets: readonly TargetItem[] }
  | { readonly kind: 'refuse'; readonly message: string };

/** The targets that a list shows: those that the project or the user named, and the chosen one. */
export const shownTargets = (targets: readonly TargetItem[], chosen: string | undefined): readonly TargetItem[] =>
  targets.filter(({ name, isOffered }) => isOffered || name === chosen);

/** The next step. One target is never asked about. */
export function targetStep(targets: readonly TargetItem[], chosen: string | undefined): TargetStep {
  const shown = shownTargets(targets, chosen);
  if (chosen === undefined && shown.length > 1) return { kind: 'ask', targets: shown };
  const target = shown.find(({ name }) => name === (chosen ?? 'local'));
  if (target) return usable(target);
  const text = t(
    'The target {0} is not one of this project, so nothing was started. Choose another one.',
    chosen ?? '',
  );
  return { kind: 'refuse', message: text };
}

/** Starts on a target unless it has a problem. */
export const usable = (target: TargetItem): TargetStep =>
  target.problem === undefined ? { kind: 'start', target } : { kind: 'refuse', message: target.problem };
