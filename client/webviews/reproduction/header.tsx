// The title of the page, its actions and the run.
import type { FromReproductionWebview } from '../../../src-shared/protocol/webview';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';

/** An action of the toolbar: the type of the message that it sends. */
export type ActionType = Extract<FromReproductionWebview['type'], 'again' | 'cancel' | 'copyMarkdown' | 'keepManifest'>;

/** What the header shows. */
export interface HeaderContent {
  readonly label: string;
  readonly actions: readonly ActionType[];
}

/** The top of the page. */
export function headerElement(
  { label, actions }: HeaderContent,
  send: (message: FromReproductionWebview) => void,
): HTMLElement {
  const open = el(
    'button',
    {
      class: 'file',
      key: 'open',
      title: t('Open {0}', label),
      attrs: { type: 'button', 'aria-label': t('Open {0}', label) },
      onClick: () => send({ type: 'open' }),
    },
    [el('bdi', {}, [label])],
  );
  return el('header', { class: 'header' }, [
    el('div', { class: 'titleRow' }, [
      el('h1', {}, [t('Reproduce run')]),
      el(
        'div',
        { class: 'toolbar', attrs: { role: 'group', 'aria-label': t('Actions') } },
        actions.map(type => button(type, () => send({ type }))),
      ),
    ]),
    el('div', { class: 'run' }, [open]),
  ]);
}

function button(type: ActionType, onClick: () => void): HTMLElement {
  const [iconName, label, title] = look(type);
  return el('button', { class: 'action', key: type, title, attrs: { type: 'button', 'aria-label': label }, onClick }, [
    icon(iconName),
    el('span', { class: 'actionText' }, [label]),
  ]);
}

/** Icon, label and tooltip. */
function look(type: ActionType): readonly [icon: string, label: string, title: string] {
  switch (type) {
    case 'again':
      return ['debug-rerun', t('Reproduce again'), t('Train the run again and compare')];
    case 'cancel':
      return ['stop-circle', t('Cancel'), t('End the training and remove its temporary folder')];
    case 'copyMarkdown':
      return ['copy', t('Copy as Markdown'), t('Copy the verdict with its steps and metrics')];
    case 'keepManifest':
      return ['save', t('Keep manifest…'), t('Keep the manifest of the new run in a file')];
  }
}
