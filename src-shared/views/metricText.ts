// The most informative metric of a run as a short text.
import type { Claims } from '../artifacts/kind';
import { directionOf } from '../kyn/catalogue/metricDirection';
import { oneLine } from '../text/oneLine';
import { numberView } from './values';

/** The first metric with a known direction, otherwise the first one, rounded as in a comparison. */
export function metricText({ metrics }: Claims): string {
  const names = [...(metrics?.keys() ?? [])].sort();
  const name = names.find(n => directionOf(metrics?.get(n)?.key ?? n) !== 'unknown') ?? names[0];
  const metric = name === undefined ? undefined : metrics?.get(name);
  if (name === undefined || metric?.node.kind !== 'number') return '';
  return `${oneLine(name)} ${numberView(metric.node).text}`;
}
