// The values of a column of a table of runs: the distinct ones in their order, and which one each run has.
import { type Compared, compareValues } from '../../query/compareValues';

/**
 * A column. `values`: sorted, without repetition; `at`: for each run the index of its value, -1 without one; `ordered`: how many of the values have an
 * order, the others (NaN, the infinities) follow.
 */
export interface ColumnValues<V extends Compared> {
  readonly values: readonly V[];
  readonly ordered: number;
  readonly at: readonly number[];
}

/** Collects the values of runs; undefined for a run without one. `keyOf` identifies a value. */
export function columnValues<V extends Compared>(
  ofRuns: readonly (V | undefined)[],
  { keyOf, compare = compareValues }: ColumnOrder<V>,
): ColumnValues<V> {
  const known = new Map<string, V>();
  const keys = ofRuns.map(value => {
    if (value === undefined) return undefined;
    const key = keyOf(value);
    if (!known.has(key)) known.set(key, value);
    return key;
  });
  const all = [...known];
  const isOrdered = ([, value]: [string, V]): boolean => compare(value, value) === 0;
  const ordered = all.filter(isOrdered).sort(([, a], [, b]) => compare(a, b) ?? 0);
  const sorted = [...ordered, ...all.filter(value => !isOrdered(value))];
  const places = new Map(sorted.map(([key], i) => [key, i]));
  return {
    values: sorted.map(([, value]) => value),
    ordered: ordered.length,
    at: keys.map(key => (key === undefined ? -1 : (places.get(key) ?? -1))),
  };
}

/** What identifies a value and how two are compared; undefined for values without an order. */
export interface ColumnOrder<V> {
  readonly keyOf: (value: V) => string;
  readonly compare?: (a: V, b: V) => number | undefined;
}

/** Whether runs differ in a column; one without a value differs from one with a value. */
export const differs = ({ at }: Pick<ColumnValues<Compared>, 'at'>): boolean => at.some(value => value !== at[0]);

/** The same for two columns that have the same values in the same runs, so that one of them says nothing new. */
export const identity = ({ values, at }: ColumnValues<Compared>): string =>
  JSON.stringify([values.map(({ text }) => text), at]);

/** Whether a column has the same value as another one in each run in which the other one has any. */
export const covers = (column: ColumnValues<Compared>, other: ColumnValues<Compared>): boolean =>
  other.at.every((value, run) => value < 0 || other.values[value]?.text === column.values[column.at[run] ?? -1]?.text);
