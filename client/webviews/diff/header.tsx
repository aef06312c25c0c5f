// Title, actions and the two sides of the comparison.
import type { VNode } from 'preact';
import type { DiffSide, DiffView } from '../../../src-shared/protocol/views';
import { ActionButton } from '../shared/actionButton';
import { FileButton } from '../shared/fileButton';
import { t } from '../shared/l10n';
import type { Actions } from './actions';

/** What the header shows. `pinned`: side A is the baseline. */
export interface HeaderProps extends Pick<Actions, 'send'> {
  readonly view: DiffView;
  readonly pinned: boolean;
}

/** The top of the page. */
export function Header({ view, pinned, send }: HeaderProps): VNode {
  return (
    <header class="header">
      <div class="titleRow">
        <h1>{t('Compare {0}', view.kindTitle)}</h1>
        <Toolbar pinned={pinned} send={send} />
      </div>
      <div class="sides">
        <Side side={view.a} letter="A" isBaseline={pinned} onOpen={() => send({ type: 'open', side: 'a' })} />
        <Side side={view.b} letter="B" isBaseline={false} onOpen={() => send({ type: 'open', side: 'b' })} />
      </div>
    </header>
  );
}

function Toolbar({ pinned, send }: Pick<HeaderProps, 'pinned' | 'send'>): VNode {
  const pinTitle = pinned
    ? t('A is pinned as the baseline. Select to unpin.')
    : t('Keep A as the baseline of the next comparisons');
  return (
    <div class="toolbar" role="group" aria-label={t('Actions')}>
      <ActionButton id="swap" icon="arrow-swap" label={t('Swap sides')} onClick={() => send({ type: 'swap' })} />
      <ActionButton
        id="pin"
        icon={pinned ? 'pinned' : 'pin'}
        label={t('Pin A as baseline')}
        title={pinTitle}
        pressed={pinned}
        onClick={() => send({ type: 'pin', pinned: !pinned })}
      />
      <ActionButton
        id="copy"
        icon="copy"
        label={t('Copy as Markdown')}
        onClick={() => send({ type: 'copyMarkdown' })}
      />
      <ActionButton id="text" icon="diff" label={t('Text diff')} onClick={() => send({ type: 'textDiff' })} />
    </div>
  );
}

interface SideProps {
  readonly side: DiffSide;
  readonly letter: 'A' | 'B';
  readonly isBaseline: boolean;
  readonly onOpen: () => void;
}

function Side({ side: { label, detail }, letter, isBaseline, onOpen }: SideProps): VNode {
  return (
    <div class="side">
      <span class="letter">{letter}</span>
      <div class="sideText">
        <div class="fileRow">
          <FileButton
            id={`open-${letter.toLowerCase()}`}
            path={label}
            label={t('Open {0}, {1}', letter, label)}
            onClick={onOpen}
          />
          {isBaseline && <span class="badge">{t('baseline')}</span>}
        </div>
        {detail !== '' && (
          <div class="detail">
            <bdi>{detail}</bdi>
          </div>
        )}
      </div>
    </div>
  );
}
