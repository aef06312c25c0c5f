// The verdict with what it means and why it is not better.
import type { ReproductionVerdictId, ReproductionView } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { messageText } from '../shared/messageText';

const icons: Readonly<Record<ReproductionVerdictId, string>> = {
  'reproduced-exactly': 'pass-filled',
  'reproduced-within-tolerance': 'pass-filled',
  consistent: 'warning',
  'not-reproduced': 'error',
  'cannot-be-judged': 'question',
};

/** The verdict section. */
export function verdictElement({ verdict, title, meaning, reasons }: ReproductionView): HTMLElement {
  // The title carries the meaning, so a verdict of a newer version has just no icon.
  const shownIcon = icons[verdict] && icon(icons[verdict], 'tone-verdict');
  return el('section', { class: `verdict verdict-${verdict}`, attrs: { 'aria-label': t('Verdict') } }, [
    el('h2', { class: 'verdict-text' }, [shownIcon, title]),
    el('p', { class: 'meaning' }, [meaning]),
    reasons.length > 0 &&
      el(
        'ul',
        { class: 'reasons' },
        reasons.map(reason => el('li', {}, [icon('circle-small-filled'), messageText(reason)])),
      ),
  ]);
}
