// Title, actions and the two sides of the comparison.
import type { DiffSide, DiffView } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';
import type { Actions, ScreenState } from './actions';

/** The top of the page. */
export function headerElement(view: DiffView, state: ScreenState, actions: Actions): HTMLElement {
  return el('header', { class: 'header' }, [
    el('div', { class: 'titleRow' }, [el('h1', {}, [t('Compare {0}', view.kindTitle)]), toolbar(state, actions)]),
    el('div', { class: 'sides' }, [
      sideElement(view.a, { side: 'a', baseline: state.pinned, actions }),
      sideElement(view.b, { side: 'b', baseline: false, actions }),
    ]),
  ]);
}

function toolbar({ pinned }: ScreenState, { send }: Actions): HTMLElement {
  return el('div', { class: 'toolbar', attrs: { role: 'group', 'aria-label': t('Actions') } }, [
    button({ key: 'swap', iconName: 'arrow-swap', label: t('Swap sides'), onClick: () => send({ type: 'swap' }) }),
    button({
      key: 'pin',
      iconName: pinned ? 'pinned' : 'pin',
      label: t('Pin A as baseline'),
      title: pinned
        ? t('A is pinned as the baseline. Select to unpin.')
        : t('Keep A as the baseline of the next comparisons'),
      pressed: pinned,
      onClick: () => send({ type: 'pin', pinned: !pinned }),
    }),
    button({
      key: 'copy',
      iconName: 'copy',
      label: t('Copy as Markdown'),
      onClick: () => send({ type: 'copyMarkdown' }),
    }),
    button({ key: 'text', iconName: 'diff', label: t('Text diff'), onClick: () => send({ type: 'textDiff' }) }),
  ]);
}

interface ButtonSpec {
  readonly key: string;
  readonly iconName: string;
  readonly label: string;
  readonly title?: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

/** The label remains for screen readers and tooltips when a narrow page shows only the icon. */
function button({ key, iconName, label, title, pressed, onClick }: ButtonSpec): HTMLElement {
  const attrs = { type: 'button', 'aria-label': label, 'aria-pressed': pressed };
  return el('button', { class: 'action', key, title: title ?? label, attrs, onClick }, [
    icon(iconName),
    el('span', { class: 'actionText' }, [label]),
  ]);
}

interface SideSpec {
  readonly side: 'a' | 'b';
  readonly baseline: boolean;
  readonly actions: Actions;
}

function sideElement({ label, detail }: DiffSide, { side, baseline, actions }: SideSpec): HTMLElement {
  const letter = side.toUpperCase();
  const open = el(
    'button',
    {
      class: 'file',
      key: `open-${side}`,
      title: t('Open {0}', label),
      attrs: { type: 'button', 'aria-label': t('Open {0}, {1}', letter, label) },
      onClick: () => actions.send({ type: 'open', side }),
    },
    [el('bdi', {}, [label])],
  );
  return el('div', { class: 'side' }, [
    el('span', { class: 'letter' }, [letter]),
    el('div', { class: 'sideText' }, [
      el('div', { class: 'fileRow' }, [open, baseline && el('span', { class: 'badge' }, [t('baseline')])]),
      detail !== '' && el('div', { class: 'detail' }, [el('bdi', {}, [detail])]),
    ]),
  ]);
}
