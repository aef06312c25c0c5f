// A setting may be known by the param that sets it and by its own name. The first name is shown, unless the second one is known for more runs. A seed that
// the column of seeds has too is not shown under its own name.
import type { Compared } from '../../query/compareValues';
import { groupedBy } from '../list/groupedBy';
import { isSetting } from '../list/runRow';
import { isSeedName } from '../trackers/values/seeds';
import { type ColumnValues, covers, identity } from './columnValues';

/** A column with its key. */
export interface NamedColumn {
  readonly key: string;
  readonly values: ColumnValues<Compared>;
}

/** The columns of settings that say nothing new. Each has a value. */
export function repeatedColumns<C extends NamedColumn>(columns: readonly C[]): ReadonlySet<C> {
  const identities = new Map(columns.map(column => [column, identity(column.values)]));
  const seen = new Set<string>();
  const candidates = candidatesIn(columns);
  const seeds = columns.find(({ key }) => key === 'seed');
  const isRepeated = (column: C, place: number): boolean => {
    const own = identities.get(column) ?? '';
    if (seen.has(own)) return true;
    seen.add(own);
    if (seeds && column !== seeds && isSeedName(column.key) && covers(seeds.values, column.values)) return true;
    return (
      isSetting(column.key) &&
      candidates(column).some(
        other =>
          other.place > place && identities.get(other.column) !== own && covers(other.column.values, column.values),
      )
    );
  };
  return new Set(columns.filter(isRepeated));
}

interface Placed<C> {
  readonly column: C;
  readonly place: number;
}

// The settings by their own names that have the same value as a column in its first run that has one. Thousands of columns are not compared in pairs.
function candidatesIn<C extends NamedColumn>(columns: readonly C[]): (column: C) => readonly Placed<C>[] {
  const own = columns.map((column, place) => ({ column, place })).filter(({ column }) => !isSetting(column.key));
  const byRun = new Map<number, ReadonlyMap<string | undefined, readonly Placed<C>[]>>();
  return ({ values }) => {
    const run = values.at.findIndex(value => value >= 0);
    const byText = byRun.get(run) ?? groupedBy(own, ({ column }) => textAt(column, run));
    byRun.set(run, byText);
    return byText.get(textAt({ values }, run)) ?? [];
  };
}

const textAt = ({ values: { values, at } }: Pick<NamedColumn, 'values'>, run: number): string | undefined =>
  values[at[run] ?? -1]?.text;
