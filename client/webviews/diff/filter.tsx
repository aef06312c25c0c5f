// The switch "Only differences" and the number of hidden values.
import type { DiffView } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';
import type { Actions, ScreenState } from './actions';
import { countSentence } from './differs';

/** The switch for the whole page. */
export function filterElement(view: DiffView, state: ScreenState, actions: Actions): HTMLElement {
  const box = el('input', { key: 'only', attrs: { type: 'checkbox', role: 'switch' } });
  box.checked = state.onlyDifferences;
  box.addEventListener('change', () => actions.setOnlyDifferences(box.checked));
  const mark = el('span', { class: 'box' }, [icon('check')]);
  return el('div', { class: 'filter' }, [
    el('label', { class: 'switch' }, [box, mark, t('Only differences')]),
    el('span', { class: 'count' }, [countSentence(view, state.onlyDifferences)]),
  ]);
}
