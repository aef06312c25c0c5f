// The bar of a relative change: centred on zero, cut at 20 %, and marked where it is cut.
import type { MetricRow } from '../../../src-shared/protocol/views';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';

/** The change at which a bar ends, as a ratio. */
export const barLimit = 0.2;

/** The bar of a metric; empty room where there is no ratio, so that columns stay in line. */
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

/** The tone of a change seen from A; neutral where nobody knows which way is better. */
export function toneOf(better: MetricRow['better']): string {
  if (better === 'b') return 'tone-gain';
  return better === 'a' ? 'tone-loss' : 'tone-neutral';
}
