// Adds to runs what people wrote about them.
import type { RunRow } from '../list/runRow';
import type { RunNotes } from './readNotes';

/** The rows with their names, notes and tags, and the baselines marked. Copies of a run have the id of the run, and so the same notes. */
export function withNotes(rows: readonly RunRow[], { ofRuns, baselines }: RunNotes): RunRow[] {
  if (ofRuns.size === 0 && baselines.size === 0) return [...rows];
  const baselineIds = new Set(baselines.values());
  return rows.map(row => {
    const note = ofRuns.get(row.id);
    const own = row.spec.path === undefined ? undefined : baselines.get(row.spec.path);
    // The spec may have been renamed since, or is not known.
    const isBaseline = own === undefined ? baselineIds.has(row.id) : own === row.id;
    return note || isBaseline ? { ...row, ...note, ...(isBaseline && { isBaseline: true as const }) } : row;
  });
}
