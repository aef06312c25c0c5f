// The verdict with its reasons.
import type { VNode } from 'preact';
import type { DiffSeverity, DiffView, Verdict } from '../../../src-shared/protocol/views';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { SeverityIcon, severityLabel } from '../shared/severity';
import { Identities } from './identities';

const icons: Readonly<Record<Verdict, string>> = {
  'identical-inputs': 'pass-filled',
  comparable: 'warning',
  'not-comparable': 'error',
  unknown: 'question',
};

/** The verdict section. */
export function VerdictSection({ view }: { readonly view: DiffView }): VNode {
  const { identities = [] } = view;
  // The reasons of the identities are with them.
  const shown = new Set(identities.map(({ reason }) => reason));
  const reasons = view.reasons.filter(({ text }) => !shown.has(text));
  return (
    <section class={`verdict verdict-${view.verdict}`} aria-label={t('Verdict')}>
      <h2 class="verdict-text">
        <Icon name={icons[view.verdict]} tone={`tone-${view.verdict}`} />
        {view.verdictText}
      </h2>
      {identities.length > 0 && <Identities identities={identities} />}
      {reasons.length > 0 && (
        <ul class="reasons">
          {reasons.map((reason, at) => (
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

/** The label of a reason. One of severity info is a note, not a difference without consequences. */
function reasonLabel(severity: Exclude<DiffSeverity, 'same'>): string {
  return severity === 'info' ? t('note') : severityLabel(severity);
}
