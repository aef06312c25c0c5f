// The page for a comparison that cannot be made: what happened and what to do.
import type { VNode } from 'preact';
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';
import { t } from '../shared/l10n';
import { SeverityIcon } from '../shared/severity';
import type { Actions } from './actions';

/** The failure message of the panel. */
type FailureMessage = Extract<ToDiffWebview, { type: 'failure' }>;

/** The failure page. The comparison replaces it when both files can be compared. */
export function Failure({ failure, send }: { readonly failure: FailureMessage } & Pick<Actions, 'send'>): VNode {
  return (
    <section class="verdict verdict-not-comparable failure">
      <h1 class="verdict-text">
        <SeverityIcon severity="error" />
        {t('The comparison cannot be shown')}
      </h1>
      <p>
        <bdi>{failure.message}</bdi>
      </p>
      <p class="quiet">{t('The comparison appears here as soon as both files can be read.')}</p>
      <div class="toolbar">
        {(['a', 'b'] as const).map(side => (
          <button
            key={side}
            type="button"
            class="action"
            data-key={`open-${side}`}
            title={failure[side]}
            onClick={() => send({ type: 'open', side })}
          >
            {t('Open {0}', side.toUpperCase())}
          </button>
        ))}
      </div>
    </section>
  );
}
