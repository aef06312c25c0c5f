// One metric of a run in a few characters.
import type { Claims } from '../artifacts/kind';
import { directionOf } from '../kyn/catalogue/metricDirection';
import { numberOf } from '../repro/compare/metrics';
import { withoutSecretForms } from '../text/secretForms';

/** The metric that tells most in one glance: the first whose direction is known, else the first; with four significant digits. */
export function metricText({ metrics }: Claims): string {
  const names = [...(metrics?.keys() ?? [])].sort();
  const name = names.find(n => directionOf(n) !== 'unknown') ?? names[0];
  const value = name === undefined ? undefined : numberOf(metrics?.get(name));
  if (name === undefined || value === undefined) return '';
  return `${withoutSecretForms(name)} ${Number.isFinite(value) ? value.toPrecision(4) : value}`;
}
