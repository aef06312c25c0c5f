// The bar of a relative change: centred on zero, capped at 20 %, and marked when capped.
import type { VNode } from 'preact';
import type { MetricRow } from '../../../src-shared/protocol/views';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';

/** The change at which the bar is capped, as a ratio. */
const limit = 0.2;

/** The bar of a metric; an empty element without a ratio, so that columns stay aligned. */
export function Bar({ metric: { ratio, better } }: { readonly metric: MetricRow }): VNode {
  if (ratio === undefined || !Number.isFinite(ratio)) return <span class="bar" aria-hidden="true" />;
  const isCapped = Math.abs(ratio) > limit;
  const [direction, arrow] = ratio < 0 ? ['bar-down', 'triangle-left'] : ['bar-up', 'triangle-right'];
  // The width is set through the CSS object model, which the content security policy allows.
  const width = `${Math.min(Math.abs(ratio) / limit, 1) * 50}%`;
  return (
    <span
      class={`bar ${direction} ${toneOf(better)}${isCapped ? ' bar-capped' : ''}`}
      aria-hidden="true"
      title={isCapped ? t('The change exceeds 20 %, so the bar is capped.') : undefined}
    >
      <span class="barZero" />
      <span class="barFill" style={{ width }} />
      {isCapped && <Icon name={arrow} tone="barCut" />}
    </span>
  );
}

/** The tone of a change from A to B; neutral when the direction of the metric is unknown. */
export function toneOf(better: MetricRow['better']): string {
  if (better === 'b') return 'tone-gain';
  return better === 'a' ? 'tone-loss' : 'tone-neutral';
}
