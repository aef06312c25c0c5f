// The verdict with what it means and why it is not better.
import type { VNode } from 'preact';
import type { ReproductionVerdictId, ReproductionView } from '../../../src-shared/protocol/views';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { MessageText } from '../shared/messageText';

const icons: Readonly<Record<ReproductionVerdictId, string>> = {
  'reproduced-exactly': 'pass-filled',
  'reproduced-within-tolerance': 'pass-filled',
  consistent: 'warning',
  'not-reproduced': 'error',
  'cannot-be-judged': 'question',
};

/** The verdict section. */
export function VerdictSection({ verdict, title, meaning, reasons }: ReproductionView): VNode {
  // The title carries the meaning, so a verdict of a newer version has just no icon.
  const icon: string | undefined = icons[verdict];
  return (
    <section class={`verdict verdict-${verdict}`} aria-label={t('Verdict')}>
      <h2 class="verdict-text">
        {icon && <Icon name={icon} tone="tone-verdict" />}
        {title}
      </h2>
      <p class="meaning">{meaning}</p>
      {reasons.length > 0 && (
        <ul class="reasons">
          {reasons.map((reason, at) => (
            <li key={at}>
              <Icon name="circle-small-filled" />
              <MessageText text={reason} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
