// What the selected runs and the baselines of the table have to do with each other.
import type { RunTableView } from '../../../src-shared/protocol/runTableView';

/** The sides of a comparison, as URIs. */
interface ComparedRuns {
  readonly a: string;
  readonly b: string;
}

/** The index of the baseline of a run; undefined without one, and for a baseline itself. */
export function otherBaseline({ baselineOf }: RunTableView, run: number): number | undefined {
  const baseline = baselineOf?.[run] ?? -1;
  return baseline < 0 || baseline === run ? undefined : baseline;
}

/**
 * What Compare compares: two selected runs, or one with its baseline; undefined for other selections. The baseline is side A, otherwise the run that is lower
 * in the table, which is usually the older one.
 */
export function comparedRuns(
  view: RunTableView,
  selected: ReadonlySet<number>,
  rows: readonly number[],
): ComparedRuns | undefined {
  const [one, other = one === undefined ? undefined : otherBaseline(view, one), third] = selected;
  if (one === undefined || other === undefined || third !== undefined) return undefined;
  const isFirst =
    otherBaseline(view, other) === one ||
    (otherBaseline(view, one) !== other && rows.indexOf(one) > rows.indexOf(other));
  const [a, b] = [view.runs[isFirst ? one : other], view.runs[isFirst ? other : one]];
  return a && b ? { a, b } : undefined;
}
