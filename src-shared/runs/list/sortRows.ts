// The order of a list of runs.
import { entryPath } from '../../artifacts/read';
import { compareValues } from '../../query/compareValues';
import { type Steps, sortedInSteps } from '../steps';
import type { RunRow, RunValue } from './runRow';

/** Runs by the value of a key, `descending` for the largest first. Runs without a value, with NaN or infinite are last in both directions, in their order before. */
export function sortedBy(
  rows: readonly RunRow[],
  lookUp: (row: RunRow) => RunValue | undefined,
  descending: boolean,
): RunRow[] {
  const keyed = rows.map((row, at) => ({ row, at, value: orderedValue(lookUp(row)) }));
  const direction = descending ? -1 : 1;
  return keyed
    .sort((a, b) => {
      if (!a.value || !b.value) return Number(!a.value) - Number(!b.value) || a.at - b.at;
      return direction * (compareValues(a.value, b.value) ?? 0) || a.at - b.at;
    })
    .map(({ row }) => row);
}

const orderedValue = (value: RunValue | undefined): RunValue | undefined =>
  value && compareValues(value, value) === 0 ? value : undefined;

/** Runs by time, the newest first; those without a time are last, and equal times are ordered by path. */
export const newestFirst = (rows: readonly RunRow[]): RunRow[] => [...rows].sort(byTime);

/** The same in steps. */
export const newestFirstSteps = (rows: readonly RunRow[]): Steps<RunRow[]> => sortedInSteps(rows, byTime);

const byTime = (a: RunRow, b: RunRow): number => {
  const [first, second] = [a.time?.time ?? Number.NEGATIVE_INFINITY, b.time?.time ?? Number.NEGATIVE_INFINITY];
  return first === second ? byPath(a.path, b.path) : second - first;
};

/** The order of paths: the entries of a sweep in the order of their numbers. */
export function byPath(a: string, b: string): number {
  const [first, second] = [entryPath(a), entryPath(b)];
  if (first && second && first.file === second.file) return first.index - second.index;
  return a < b ? -1 : a > b ? 1 : 0;
}
