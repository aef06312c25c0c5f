// Adds to runs what people wrote about them.
import { groupedBy } from '../list/groupedBy';
import type { RunRow } from '../list/runRow';
import { type IsRunAt, isAbout } from './placedRun';
import { noteAbout, type RunNotes } from './readNotes';

/** The rows with their names, notes and tags, and the baselines marked. */
export function withNotes(rows: readonly RunRow[], { ofRuns, baselines }: RunNotes, isRunAt: IsRunAt): RunRow[] {
  if (ofRuns.size === 0 && baselines.size === 0) return [...rows];
  const all = groupedBy(
    [...baselines.values()].flatMap(run => run ?? []),
    ({ id }) => id,
  );
  return rows.map(row => {
    const note = noteAbout(ofRuns.get(row.id) ?? [], row, isRunAt)?.note;
    const own = row.spec.path === undefined ? undefined : baselines.get(row.spec.path);
    // The spec may have been renamed since, or is not known.
    const candidates = own === undefined ? all.get(row.id) : own && [own];
    const isBaseline = candidates?.some(run => isAbout(run, row, isRunAt));
    return note || isBaseline ? { ...row, ...note, ...(isBaseline && { isBaseline: true as const }) } : row;
  });
}
