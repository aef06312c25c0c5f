// The page for a comparison that cannot be made: what happened and what to do.
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';
import { el } from '../shared/dom';
import { t } from '../shared/l10n';
import type { Actions } from './actions';
import { severityIcon } from './severity';

/** The failure message of the panel. */
export type Failure = Extract<ToDiffWebview, { type: 'failure' }>;

/** The failure page. The comparison replaces it when both files can be compared. */
export function failureElement(failure: Failure, { send }: Actions): HTMLElement {
  const open = (side: 'a' | 'b') =>
    el(
      'button',
      {
        class: 'action',
        key: `open-${side}`,
        title: failure[side],
        attrs: { type: 'button' },
        onClick: () => send({ type: 'open', side }),
      },
      [t('Open {0}', side.toUpperCase())],
    );
  return el('section', { class: 'verdict verdict-not-comparable failure' }, [
    el('h1', { class: 'verdict-text' }, [severityIcon('error'), t('The comparison cannot be shown')]),
    el('p', {}, [el('bdi', {}, [failure.message])]),
    el('p', { class: 'quiet' }, [t('The comparison appears here as soon as both files can be read.')]),
    el('div', { class: 'toolbar' }, [open('a'), open('b')]),
  ]);
}
