// Which run a note or a baseline is about. Its id is that of the content, which copies and repeated runs share, so the place counts too.
import { entryPath } from '../../artifacts/read';
import { isKeptPath } from '../../repro/history/isKeptPath';
import type { FileRuns } from '../list/distinctRuns';

/** A run as it was when it was written about. `place`: its absolute path, where that was recorded. */
export interface PlacedRun {
  readonly id: string;
  readonly place?: string;
}

/** A run of a list. `path`: absolute. */
export interface RunAtPath {
  readonly id: string;
  readonly path: string;
}

/** Whether a run with an id is at an absolute path. */
export type IsRunAt = (place: string, id: string) => boolean;

/** Whether something written about a run is about this one. A run that is no longer where it was has moved, or was copied before it was deleted. */
export function isAbout({ id, place }: PlacedRun, run: RunAtPath, isRunAt: IsRunAt): boolean {
  return id === run.id && (place === undefined || place === run.path || !isRunAt(place, id));
}

/** Looks for runs in files that were read; `fileAt`: undefined for a file without runs. A kept copy is not listed next to the run that it is a copy of. */
export const runAtIn =
  (fileAt: (path: string) => Pick<FileRuns, 'hash' | 'rows'> | undefined): IsRunAt =>
  (place, id) => {
    const file = isKeptPath(place) ? undefined : fileAt(entryPath(place)?.file ?? place);
    return file?.rows.some(row => row.path === place && (row.id ?? file.hash) === id) === true;
  };
