// Severities and verdicts as icon and text, so that colour is never the only cue.
import type { VNode } from 'preact';
import type { DiffSeverity, Verdict } from '../../../src-shared/protocol/views';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';

const icons: Readonly<Record<DiffSeverity, string>> = { same: 'check', info: 'info', warn: 'warning', error: 'error' };
const verdictIcons: Readonly<Record<Verdict, string>> = {
  'identical-inputs': 'pass-filled',
  comparable: 'warning',
  'not-comparable': 'error',
};

/** The icon of a severity in its colour. */
export function SeverityIcon({ severity }: { readonly severity: DiffSeverity }): VNode {
  return <Icon name={icons[severity]} tone={`tone-${severity}`} />;
}

/** Icon and label of a severity; nothing for equal rows. */
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

/** The label of a reason. One of severity info is a note, not a difference without consequences. */
export function reasonLabel(severity: Exclude<DiffSeverity, 'same'>): string {
  return severity === 'info' ? t('note') : severityLabel(severity);
}

/** The icon of a verdict in its colour. */
export function VerdictIcon({ verdict }: { readonly verdict: Verdict }): VNode {
  return <Icon name={verdictIcons[verdict]} tone={`tone-${verdict}`} />;
}
