// Severities and verdicts as icon and word; the colour only repeats them.
import type { DiffSeverity, Verdict } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';

const icons: Readonly<Record<DiffSeverity, string>> = { same: 'check', info: 'info', warn: 'warning', error: 'error' };
const verdictIcons: Readonly<Record<Verdict, string>> = {
  'identical-inputs': 'pass-filled',
  comparable: 'warning',
  'not-comparable': 'error',
};

/** The icon of a severity in its colour. */
export function severityIcon(severity: DiffSeverity): HTMLElement {
  return icon(icons[severity], `tone-${severity}`);
}

/** Icon and word of a severity; nothing for rows that are the same. */
export function severityChip(severity: DiffSeverity): HTMLElement | undefined {
  if (severity === 'same') return undefined;
  return el('span', { class: 'chip' }, [severityIcon(severity), severityLabel(severity)]);
}

/** The word of a severity. */
export function severityLabel(severity: Exclude<DiffSeverity, 'same'>): string {
  if (severity === 'info') return t('harmless');
  return severity === 'warn' ? t('may change results') : t('breaks comparison');
}

/** The icon of a verdict in its colour. */
export function verdictIcon(verdict: Verdict): HTMLElement {
  return icon(verdictIcons[verdict], `tone-${verdict}`);
}
