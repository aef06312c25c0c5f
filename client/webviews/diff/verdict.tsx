// The verdict with its reasons.
import type { VNode } from 'preact';
import type { DiffView } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';
import { reasonLabel, SeverityIcon, VerdictIcon } from './severity';

/** The verdict section. */
export function VerdictSection({ view }: { readonly view: DiffView }): VNode {
  return (
    <section class={`verdict verdict-${view.verdict}`} aria-label={t('Verdict')}>
      <h2 class="verdict-text">
        <VerdictIcon verdict={view.verdict} />
        {view.verdictText}
      </h2>
      {view.reasons.length > 0 && (
        <ul class="reasons">
          {view.reasons.map((reason, at) => (
            <Reason key={at} {...reason} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Reason({ severity, text }: DiffView['reasons'][number]): VNode {
  return (
    <li>
      <SeverityIcon severity={severity} />
      {severity !== 'same' && <span class="unseen">{`${reasonLabel(severity)}: `}</span>}
      <bdi>{text}</bdi>
    </li>
  );
}
