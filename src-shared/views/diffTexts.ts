// Texts of a comparison that the outputs of `kyn diff` and the copied Markdown share.
import type { DiffView, MetricRow, NoChange } from '../protocol/views';
import { counted, numberText } from '../text/numberText';

/** `6 of 14 values differ.`, and how many of the others are listed because they may differ, or are a problem although they are equal. */
export function countText({ differing, equalProblems, unknown, total }: DiffView): string {
  const may = unknown === 0 ? '' : `; ${numberText(unknown)} may differ`;
  const also =
    equalProblems === 0 ? '' : `; ${counted(equalProblems, 'equal value is a problem', 'equal values are problems')}`;
  return `${numberText(differing)} of ${counted(total, 'value')} ${total === 1 ? 'differs' : 'differ'}${may}${also}.`;
}

const NO_CHANGE: Readonly<Record<NoChange, string>> = {
  'a-diverged': 'A diverged',
  'b-diverged': 'B diverged',
  'both-diverged': 'both diverged',
  'only-a': 'only in A',
  'only-b': 'only in B',
  'not-numeric': 'not numeric',
};

/** Which side of a metric is better, or why that is unknown. */
export function outcomeText({ better, noChange, direction }: MetricRow): string {
  if (noChange) return NO_CHANGE[noChange];
  if (better === 'same') return 'same';
  if (better !== 'unknown') return `${better.toUpperCase()} better`;
  return direction === 'unknown' ? 'direction unknown' : '';
}

/** The name of a metric; of a series also the number of its values, because only the last one is compared. */
export function metricName({ name, seriesLength, differs, better }: MetricRow): string {
  if (!seriesLength) return name;
  const { a, b } = seriesLength;
  const counts = a === undefined || b === undefined || a === b ? `${a ?? b}` : `${a} and ${b}`;
  const earlier = differs && better === 'same' ? ', earlier values differ' : '';
  return `${name} (last of ${counts}${earlier})`;
}
