// Metrics of a run as short texts.
import type { Claims } from '../artifacts/kind';
import type { Directions } from '../kyn/catalogue/metricDirection';
import { directionOfMetrics } from '../repro/compare/metrics';
import { firstFew } from '../text/firstFew';
import { oneLine } from '../text/oneLine';
import { numberView } from './values';

/** The first metric with a known direction, otherwise the first one, rounded as in a comparison. `directions`: those that the user set. */
export function metricText({ metrics }: Claims, directions: Directions): string {
  const names = [...(metrics?.keys() ?? [])].sort();
  const name = names.find(n => directionOfMetrics([metrics?.get(n)], n, directions) !== 'unknown') ?? names[0];
  const metric = name === undefined ? undefined : metrics?.get(name);
  if (name === undefined || metric?.node.kind !== 'number') return '';
  return `${oneLine(name)} ${numberView(metric.node).text}`;
}

const MAX_METRICS = 6;

/** The metrics that are single numbers, rounded as in a comparison: `mae 16.84, rmse 21.25`; empty without any. */
export function metricsText({ metrics }: Claims): string {
  const texts = [...(metrics ?? [])].flatMap(([name, { node }]) =>
    node.kind === 'number' ? [`${oneLine(name)} ${numberView(node).text}`] : [],
  );
  return firstFew(texts, MAX_METRICS, { text: text => text });
}
