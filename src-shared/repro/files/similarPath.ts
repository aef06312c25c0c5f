// The existing file that a path means if it differs only in case or Unicode form, as after a move between file systems.
import type { FolderEntry } from '../../host/host';
import { isInside, join, relativeTo } from '../../host/paths';
import { memoizedByIdentity } from '../../text/memoizedByIdentity';
import { foldedName, type NameDifference, nameDifference } from '../../text/nameForm';

/** An existing path, absolute. */
export interface SimilarPath {
  readonly path: string;
  readonly difference: NameDifference;
}

// No path of a project has more parts.
const MAX_PARTS = 64;

/** Searches below a folder for what an absolute path in it means; undefined if the path exists or nothing is similar. Lists only folders on the way. */
export function similarPath(
  entries: (folder: string) => readonly FolderEntry[],
  folder: string,
  path: string,
): SimilarPath | undefined {
  const parts = path === folder || !isInside(folder, path) ? [] : relativeTo(folder, path).split('/');
  if (parts.length > MAX_PARTS) return undefined;
  let at = folder;
  for (const part of parts) {
    const { exact, folded } = namesIn(entries(at));
    const name = exact.has(part) ? part : folded.get(foldedName(part));
    if (name === undefined) return undefined;
    at = join(at, name);
  }
  const difference = nameDifference(path, at);
  return difference && { path: at, difference };
}

// Many specs may name missing files of the same folder, so its names are folded once.
const namesIn = memoizedByIdentity((entries: readonly FolderEntry[]) => {
  const exact = new Set(entries.map(entry => entry.name));
  const folded = new Map<string, string>();
  for (const name of exact) {
    const form = foldedName(name);
    if (!folded.has(form)) folded.set(form, name);
  }
  return { exact, folded };
});
