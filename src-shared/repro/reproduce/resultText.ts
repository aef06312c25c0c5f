// What the comparison of metrics found, as a sentence.
import { firstFew } from '../../text/firstFew';
import { HIDDEN } from '../../text/hidden';
import type { JsonNode } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import type { MetricChange } from '../compare/metrics';
import type { ComparedResults } from './compareResults';

const MAX_NAMED = 4;

/** The result of a comparison as a sentence. */
export function metricsDetail({ agreement, metrics, differing, largest }: ComparedResults, tolerance: number): string {
  switch (agreement) {
    case 'none':
      return 'The run records no metrics.';
    case 'exact':
      return metrics.length === 1
        ? 'The metric has the same digits.'
        : `All ${metrics.length} metrics have the same digits.`;
    case 'close':
      return `The largest relative difference is ${smallNumber(largest ?? 0)}, within the tolerance of ${smallNumber(tolerance)}.`;
    case 'different':
      return `${firstFew(differing, MAX_NAMED, { text: differenceText, separator: '; ' })}.`;
  }
}

/** The metrics that diverged in both runs, as a sentence. */
export const divergedDetail = ({ diverged }: ComparedResults): string =>
  `${firstFew(diverged, MAX_NAMED, { text: ({ name }) => shortName(name) })}: not finite in both runs. Two runs that diverge need not have computed the same.`;

const differenceText = ({ name, a, b, series }: MetricChange): string =>
  series && a && b
    ? `${shortName(name)}: the values of the series differ`
    : `${shortName(name)}: recorded ${valueText(a)}, now ${valueText(b)}`;

const MAX_NAME = 80;
const shortName = (name: string): string => shortText(oneLine(name), MAX_NAME);

function valueText(node: JsonNode | undefined): string {
  if (!node) return '(absent)';
  if ('secret' in node && node.secret) return HIDDEN;
  if (node.kind === 'number') return shortText(node.text, MAX_NAME);
  return node.kind === 'string' ? `"${shortName(node.text)}"` : `a value that is not a number`;
}

/** A relative difference with three digits, rounded up, so that it is never understated: `3.22e-9`, `0.05`. */
export function smallNumber(value: number): string {
  if (value === 0) return '0';
  const near = Number(value.toExponential(2));
  const step = 10 ** (Math.floor(Math.log10(value)) - 2);
  // The last digits of a double are noise of the division.
  const shown = near < value * (1 - 1e-12) ? Number((near + step).toExponential(2)) : near;
  return shown < 0.001 ? shown.toExponential() : String(shown);
}
