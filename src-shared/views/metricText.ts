// One metric of a run in a few characters.
import type { Claims } from '../../../src-shared/artifacts/kind';
import { directionOf } from '../../../src-shared/kyn/metricDirection';
import { numberOf } from '../../../src-shared/repro/metrics';
import { withoutSecretForms } from '../../../src-shared/text/secretForms';

/** The metric that tells most in one glance: the first whose direction is known, else the first; with four significant digits. */
export function metricText({ metrics }: Claims): string {
  const names = [...(metrics?.keys() ?? [])].sort();
  const name = names.find(n => directionOf(n) !== 'unknown') ?? names[0];
  const value = name === undefined ? undefined : numberOf(metrics?.get(name));
  if (name === undefined || value === undefined) return '';
  return `${withoutSecretForms(name)} ${Number.isFinite(value) ? value.toPrecision(4) : value}`;
}
