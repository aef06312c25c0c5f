// Which rows count as differences, for the switch "Only differences".
import type { DiffRow, DiffView, MetricRow } from '../../../src-shared/protocol/views';

/** The two sides of a row are not the same. */
export function rowDiffers(row: DiffRow): boolean {
  return row.severity !== 'same';
}

/** The two sides of a metric are not the same, whether or not one of them is better. */
export function metricDiffers({ a, b, better }: MetricRow): boolean {
  return better === 'a' || better === 'b' || a.kind !== b.kind || (a.full ?? a.text) !== (b.full ?? b.text);
}

/** `6 of 14 values differ, 8 hidden`; what is hidden is counted, not assumed. */
export function countSentence(view: DiffView, onlyDifferences: boolean): string {
  if (view.total === 0) return 'Neither file holds a value.';
  if (view.differing === 0) return allEqual(view.total, 'values');
  const differ = `${view.differing} of ${view.total} ${view.total === 1 ? 'value differs' : 'values differ'}`;
  return onlyDifferences ? `${differ}, ${countEqual(view)} hidden` : differ;
}

/** `All 14 values are equal.` */
export function allEqual(count: number, plural: string): string {
  if (count === 1) return `The only ${plural.replace(/s$/, '')} is equal.`;
  return count === 2 ? `Both ${plural} are equal.` : `All ${count} ${plural} are equal.`;
}

function countEqual(view: DiffView): number {
  const rows = view.sections.flatMap(section => section.rows);
  return rows.filter(row => !rowDiffers(row)).length + view.metrics.filter(row => !metricDiffers(row)).length;
}
