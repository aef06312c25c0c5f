// The newest sweep of a version of a spec among the runs of a workspace.
import type { IndexedFile } from './runIndex';

/** A sweep: how many of its combinations succeeded and failed. The others are missing. */
export interface SweepProgress {
  readonly path: string;
  readonly done: number;
  readonly failed: number;
}

/** The newest sweep among files with runs of a CONFIG_HASH; undefined where none of them is a sweep of that version alone. */
export function newestSweep(files: Iterable<IndexedFile>, hash: string): SweepProgress | undefined {
  const sweeps = [...files].filter(file => isSweepOf(file, hash));
  const newest = sweeps.reduce<IndexedFile | undefined>((a, b) => (a && a.modified >= b.modified ? a : b), undefined);
  if (!newest) return undefined;
  const failed = newest.rows.filter(({ failure }) => failure !== undefined).length;
  return { path: newest.path, done: newest.rows.length - failed, failed };
}

// The entry of a failed combination may have no hash.
const isSweepOf = ({ path, rows }: IndexedFile, hash: string): boolean =>
  rows.every(row => row.path !== path && (row.claims.configHash ?? hash) === hash);
