// The bar of a relative change: centred on zero, capped at 20 %, and marked when capped.
import type { MetricRow } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';

/** The change at which the bar is capped, as a ratio. */
export const barLimit = 0.2;

/** The bar of a metric; an empty element without a ratio, so that columns stay aligned. */
export function barElement({ ratio, better }: MetricRow): HTMLElement {
  const bar = el('span', { class: 'bar', attrs: { 'aria-hidden': true } });
  if (ratio === undefined || !Number.isFinite(ratio)) return bar;
  const capped = Math.abs(ratio) > barLimit;
  const fill = el('span', { class: 'barFill' });
  fill.style.width = `${Math.min(Math.abs(ratio) / barLimit, 1) * 50}%`;
  bar.append(el('span', { class: 'barZero' }), fill);
  bar.className = `bar ${ratio < 0 ? 'bar-down' : 'bar-up'} ${toneOf(better)}`;
  if (!capped) return bar;
  bar.classList.add('bar-capped');
  bar.title = t('The change exceeds 20 %, so the bar is capped.');
  bar.append(icon(ratio < 0 ? 'triangle-left' : 'triangle-right', 'barCut'));
  return bar;
}

/** The tone of a change from A to B; neutral when the direction of the metric is unknown. */
export function toneOf(better: MetricRow['better']): string {
  if (better === 'b') return 'tone-gain';
  return better === 'a' ? 'tone-loss' : 'tone-neutral';
}
