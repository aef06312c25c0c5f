// The title of the page, its actions and the run.
import type { VNode } from 'preact';
import type { FromReproductionWebview } from '../../../src-shared/protocol/webview';
import { ActionButton } from '../shared/actionButton';
import { FileButton } from '../shared/fileButton';
import { t } from '../shared/l10n';

/** An action of the toolbar: the type of the message that it sends. */
export type ActionType = Extract<FromReproductionWebview['type'], 'again' | 'cancel' | 'copyMarkdown' | 'keepManifest'>;

/** Sends a message to the panel. */
export type Send = (message: FromReproductionWebview) => void;

/** What the header shows. */
export interface HeaderProps {
  readonly label: string;
  readonly actions: readonly ActionType[];
  readonly send: Send;
}

/** The top of the page. */
export function Header({ label, actions, send }: HeaderProps): VNode {
  return (
    <header class="header">
      <div class="titleRow">
        <h1>{t('Reproduce run')}</h1>
        <div class="toolbar" role="group" aria-label={t('Actions')}>
          {actions.map(type => (
            <ActionButton key={type} id={type} {...look(type)} onClick={() => send({ type })} />
          ))}
        </div>
      </div>
      <div class="run">
        <FileButton id="open" path={label} onClick={() => send({ type: 'open' })} />
      </div>
    </header>
  );
}

function look(type: ActionType): { icon: string; label: string; title: string } {
  switch (type) {
    case 'again':
      return { icon: 'debug-rerun', label: t('Reproduce again'), title: t('Train the run again and compare') };
    case 'cancel':
      return {
        icon: 'stop-circle',
        label: t('Cancel'),
        title: t('End the training and remove its temporary folder'),
      };
    case 'copyMarkdown':
      return { icon: 'copy', label: t('Copy as Markdown'), title: t('Copy the verdict with its steps and metrics') };
    case 'keepManifest':
      return { icon: 'save', label: t('Keep manifest…'), title: t('Keep the manifest of the new run in a file') };
  }
}
