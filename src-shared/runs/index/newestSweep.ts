// The newest sweep of a version of a spec among the runs of a workspace.
import type { IndexedFile } from './runIndex';

/** A sweep: how many of its combinations succeeded and failed. The others are missing. */
export interface SweepProgress {
  readonly path: string;
  readonly done: number;
  readonly failed: number;
}

/**
 * The newest sweep among files with runs of a CONFIG_HASH; undefined where none of them is a sweep of that version alone. `timeOf`: when the sweep of a file
 * was, in milliseconds since 1970.
 */
export function newestSweep(
  files: Iterable<IndexedFile>,
  hash: string,
  timeOf: (path: string) => number | undefined,
): SweepProgress | undefined {
  const sweeps = [...files].filter(file => isSweepOf(file, hash));
  const dated = sweeps.map(file => ({ file, time: timeOf(file.path) ?? Number.NEGATIVE_INFINITY }));
  const [first, ...others] = dated;
  if (!first) return undefined;
  const newest = others.reduce((a, b) => (a.time >= b.time ? a : b), first).file;
  const failed = newest.rows.filter(({ failure }) => failure !== undefined).length;
  return { path: newest.path, done: newest.rows.length - failed, failed };
}

// The entry of a failed combination may have no hash.
const isSweepOf = ({ path, rows }: IndexedFile, hash: string): boolean =>
  rows.every(row => row.path !== path && (row.claims.configHash ?? hash) === hash);
