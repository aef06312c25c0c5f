// The quick pick items of verified runs and of their steps. Independent of VS Code.
import type { VerifiedRunItem, VerifyState, VerifyStepItem } from '../../../src-shared/protocol/verifyRequests';
import { t } from '../ui/l10n';
import type { Choice } from '../ui/quickPick';

const ICONS: Readonly<Record<VerifyState, string>> = { confirmed: 'pass', contradicted: 'error', unknown: 'question' };

/** The item of a run. Its detail is the reason of the first step that decides its state. */
export const runItem = (run: VerifiedRunItem): Choice<VerifiedRunItem> => ({
  icon: ICONS[run.state],
  label: run.label,
  description: run.summary,
  detail: run.state === 'confirmed' ? '' : (run.steps.find(step => step.state === run.state)?.detail ?? ''),
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
