// The verdict with its reasons.
import type { DiffView } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { t } from '../shared/l10n';
import { reasonLabel, severityIcon, verdictIcon } from './severity';

/** The verdict section. */
export function verdictElement(view: DiffView): HTMLElement {
  const heading = el('h2', { class: 'verdict-text' }, [verdictIcon(view.verdict), view.verdictText]);
  return el('section', { class: `verdict verdict-${view.verdict}`, attrs: { 'aria-label': t('Verdict') } }, [
    heading,
    view.reasons.length > 0 && reasonList(view),
  ]);
}

function reasonList({ reasons }: DiffView): HTMLElement {
  return el(
    'ul',
    { class: 'reasons' },
    reasons.map(reason =>
      el('li', {}, [
        severityIcon(reason.severity),
        reason.severity !== 'same' && el('span', { class: 'unseen' }, [`${reasonLabel(reason.severity)}: `]),
        el('bdi', {}, [reason.text]),
      ]),
    ),
  );
}
