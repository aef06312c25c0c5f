// The most informative metric of a run as a short text.
import type { Claims } from '../artifacts/kind';
import { directionOf } from '../kyn/catalogue/metricDirection';
import { numberOf } from '../repro/compare/metrics';
import { oneLine } from '../text/oneLine';

/** The first metric with a known direction, otherwise the first one, with four significant digits. */
export function metricText({ metrics }: Claims): string {
  const names = [...(metrics?.keys() ?? [])].sort();
  const name = names.find(n => directionOf(n) !== 'unknown') ?? names[0];
  const value = name === undefined ? undefined : numberOf(metrics?.get(name));
  if (name === undefined || value === undefined) return '';
  return `${oneLine(name)} ${Number.isFinite(value) ? value.toPrecision(4) : value}`;
}
