// The quick pick items of verified runs and of their steps. Independent of VS Code.
import type { VerifiedRunItem, VerifyState, VerifyStepItem } from '../../../src-shared/protocol/verifyRequests';
import { t } from '../ui/l10n';
import type { Choice } from '../ui/quickPick';

const ICONS: Readonly<Record<VerifyState, string>> = { confirmed: 'pass', contradicted: 'error', unknown: 'question' };

// The reason of the first step that decides the state of a run; empty where every step is confirmed.
const reasonOf = ({ state, steps }: VerifiedRunItem): string =>
  state === 'confirmed' ? '' : (steps.find(step => step.state === state)?.detail ?? '');

/** The title above the steps of a run. It is wrapped, so the reason that decides can be read as a whole: a row is cut at the width of the pick. */
export const stepsTitle = (run: VerifiedRunItem): string => `${run.label}: ${run.summary}. ${reasonOf(run)}`.trim();

/** The item of a run, with the reason for its state. */
export const runItem = (run: VerifiedRunItem): Choice<VerifiedRunItem> => ({
  icon: ICONS[run.state],
  label: run.label,
  description: run.summary,
  detail: reasonOf(run),
  value: run,
});

/** The item of a step. */
export const stepItem = (step: VerifyStepItem): Choice<VerifyStepItem> => ({
  icon: ICONS[step.state],
  label: stepName(step.name),
  description: stateText(step.state),
  detail: step.detail,
  value: step,
});

function stepName(name: string): string {
  switch (name) {
    case 'config_hash':
      return t('Spec');
    case 'data_hash':
      return t('Data');
    case 'lock':
      return t('Lock');
    case 'script':
      return t('Script');
    case 'manifest':
      return t('Form');
    default:
      return name;
  }
}

function stateText(state: VerifyState): string {
  switch (state) {
    case 'confirmed':
      return t('confirmed');
    case 'contradicted':
      return t('contradicted');
    case 'unknown':
      return t('unknown');
  }
}
