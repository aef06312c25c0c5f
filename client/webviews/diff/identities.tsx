// What identifies the inputs of two runs, where one is of another tracker: what is the same, what differs, and what was not recorded.
import type { VNode } from 'preact';
import type { IdentityView } from '../../../src-shared/protocol/views';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';

const icons = {
  same: ['check', 'tone-same'],
  differs: ['error', 'tone-error'],
  unknown: ['question', 'tone-unknown'],
} as const;

/** The list of the identities. Each state is an icon and a word, so that colour is never the only cue. */
export function Identities({ identities }: { readonly identities: readonly IdentityView[] }): VNode {
  return (
    <ul class="identities" aria-label={t('What made the runs')}>
      {identities.map(({ id, title, state, reason }) => (
        <li key={id}>
          <span class="identityState">
            <Icon name={icons[state][0]} tone={icons[state][1]} />
            {`${title}: ${stateText(state)}`}
          </span>
          <bdi class="quiet">{reason}</bdi>
        </li>
      ))}
    </ul>
  );
}

function stateText(state: IdentityView['state']): string {
  if (state === 'same') return t('same');
  return state === 'differs' ? t('different') : t('unknown');
}
