// Determines which rows differ, for the switch "Only differences".
import type { DiffRow, DiffView, MetricRow } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';

/** Whether a row remains visible with "Only differences": its sides differ, or are equal but a problem. */
export function isNotable(row: DiffRow): boolean {
  return row.differs || row.severity !== 'same';
}

/** Whether the two sides of a metric differ, even if neither is better. */
export function metricDiffers({ differs }: MetricRow): boolean {
  return differs;
}

/** Whether the switch "Only differences" hides all values. */
export function nothingDiffers(view: DiffView): boolean {
  return notable(view) === 0 && view.total > 0;
}

/** `6 of 14 values differ, 8 hidden`. The numbers add up: values that are equal but a problem are counted separately. */
export function countSentence(view: DiffView, onlyDifferences: boolean): string {
  if (view.total === 0) return t('Neither file contains a value.');
  const hidden = view.total - notable(view);
  const isFiltered = onlyDifferences && hidden < view.total;
  return [differText(view), ...problemTexts(view), ...(isFiltered ? [t('{0} hidden', hidden)] : [])].join(', ');
}

const notable = ({ differing, equalProblems, unknown }: DiffView): number => differing + equalProblems + unknown;

function differText(view: DiffView): string {
  const { total, differing } = view;
  if (notable(view) === 0) return allValuesEqual(total);
  return total === 1
    ? t('{0} of {1} value differs', differing, total)
    : t('{0} of {1} values differ', differing, total);
}

function problemTexts({ equalProblems, unknown }: DiffView): string[] {
  const problems =
    equalProblems === 1 ? t('1 equal value is a problem') : t('{0} equal values are problems', equalProblems);
  return [...(unknown > 0 ? [t('{0} may differ', unknown)] : []), ...(equalProblems > 0 ? [problems] : [])];
}

/** `All 14 values are equal.` */
export function allValuesEqual(count: number): string {
  if (count === 1) return t('The only value is equal.');
  return count === 2 ? t('Both values are equal.') : t('All {0} values are equal.', count);
}

/** `All 3 metrics are equal.` */
export function allMetricsEqual(count: number): string {
  if (count === 1) return t('The only metric is equal.');
  return count === 2 ? t('Both metrics are equal.') : t('All {0} metrics are equal.', count);
}
