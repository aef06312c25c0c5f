// Severities as icon and text, so that colour is never the only cue.
import type { VNode } from 'preact';
import type { DiffSeverity } from '../../../src-shared/protocol/views';
import { Icon } from './icon';
import { t } from './l10n';

const icons: Readonly<Record<DiffSeverity, string>> = { same: 'check', info: 'info', warn: 'warning', error: 'error' };

/** The icon of a severity in its colour. */
export function SeverityIcon({ severity }: { readonly severity: DiffSeverity }): VNode {
  return <Icon name={icons[severity]} tone={`tone-${severity}`} />;
}

/** Icon and label of a severity; nothing for equal values. */
export function SeverityChip({ severity }: { readonly severity: DiffSeverity }): VNode | null {
  if (severity === 'same') return null;
  return (
    <span class="chip">
      <SeverityIcon severity={severity} />
      {severityLabel(severity)}
    </span>
  );
}

/** The label of a difference. The texts of SEVERITY_LABELS, as literals that the bundle can contain. */
export function severityLabel(severity: Exclude<DiffSeverity, 'same'>): string {
  if (severity === 'info') return t('harmless');
  return severity === 'warn' ? t('may change results') : t('breaks comparison');
}
