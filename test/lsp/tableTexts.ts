// The texts of a column of the table of runs, run by run.
import type { RunTableView } from '../../src-shared/protocol/runTableView';

/** The texts; undefined for a run without a value. Empty without such a column. */
export function texts(view: RunTableView | null, key: string): (string | undefined)[] {
  const column = view?.columns.find(c => c.key === key);
  return column?.at.map(i => column.values[i]?.text) ?? [];
}
