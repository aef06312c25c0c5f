// Determines which rows differ, for the switch "Only differences".
import type { DiffRow, DiffView, MetricRow } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';

/** Whether the two sides of a row differ. */
export function rowDiffers(row: DiffRow): boolean {
  return row.severity !== 'same';
}

/** Whether the two sides of a metric differ, even if neither is better. */
export function metricDiffers({ a, b, better }: MetricRow): boolean {
  return better === 'a' || better === 'b' || a.kind !== b.kind || (a.full ?? a.text) !== (b.full ?? b.text);
}

/** `6 of 14 values differ, 8 hidden`. */
export function countSentence(view: DiffView, onlyDifferences: boolean): string {
  if (view.total === 0) return t('Neither file contains a value.');
  if (view.differing === 0) return allValuesEqual(view.total);
  const differ =
    view.total === 1
      ? t('{0} of {1} value differs', view.differing, view.total)
      : t('{0} of {1} values differ', view.differing, view.total);
  return onlyDifferences ? t('{0}, {1} hidden', differ, countEqual(view)) : differ;
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

function countEqual(view: DiffView): number {
  const rows = view.sections.flatMap(section => section.rows);
  return rows.filter(row => !rowDiffers(row)).length + view.metrics.filter(row => !metricDiffers(row)).length;
}
