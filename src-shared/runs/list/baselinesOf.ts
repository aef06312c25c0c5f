// The run that each run of a list is compared with.
import type { RunRow } from './runRow';

/** Which baselines count: one for all runs by its URI, null for none, absent for those of the specs. */
interface BaselineChoice {
  readonly baseline?: string | null;
}

/**
 * The baseline of each run that has one in the list; that of a baseline is itself. Of copies of the baseline of a spec, the first counts.
 */
export function baselinesOf(
  rows: readonly RunRow[],
  { baseline }: BaselineChoice,
  uriOf: (path: string) => string | undefined,
): ReadonlyMap<RunRow, RunRow> {
  if (baseline === undefined) return ofSpecs(rows);
  const chosen = rows.find(({ path }) => uriOf(path) === baseline);
  return new Map(chosen ? rows.map(row => [row, chosen]) : []);
}

function ofSpecs(rows: readonly RunRow[]): ReadonlyMap<RunRow, RunRow> {
  const bySpec = new Map<string, RunRow>();
  for (const row of rows)
    if (row.isBaseline && row.spec.path !== undefined && !bySpec.has(row.spec.path)) bySpec.set(row.spec.path, row);
  return new Map(
    rows.flatMap(row => {
      const baseline = row.spec.path === undefined ? undefined : bySpec.get(row.spec.path);
      return baseline ? [[row, baseline] as const] : [];
    }),
  );
}
