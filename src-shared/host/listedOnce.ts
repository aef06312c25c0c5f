// A host for work that searches the same folders several times: on a parallel file system, listing 100,000 folders takes minutes.
import type { FolderResult, Host } from './host';

/** So many entries are kept, which is some 100 MB. */
const MOST_ENTRIES = 1_000_000;

/** Folders of runs have the same few names, and a listing takes more memory than its place in the list. */
const FEW = 20;

/** The host for one work, during which folders count as unchanged. `most`: of how many entries the listings are kept. */
export function listedOnce(host: Host, most = MOST_ENTRIES): Host {
  const listings = new Map<string, FolderResult>();
  const shared = new Map<string, FolderResult>();
  let room = most;
  const once = (read: FolderResult): FolderResult => {
    const names = namesOf(read);
    const known = names === undefined ? undefined : shared.get(names);
    if (known) return known;
    room -= read.ok ? read.entries.length : 0;
    if (names !== undefined) shared.set(names, read);
    return read;
  };
  const readFolder: Host['readFolder'] = folder => {
    const known = listings.get(folder);
    if (known) return known;
    const read = host.readFolder(folder);
    const size = read.ok ? read.entries.length + 1 : 1;
    if (size > room) return read;
    room--;
    const kept = once(read);
    listings.set(folder, kept);
    return kept;
  };
  return { ...host, readFolder };
}

// No name has a zero byte.
const namesOf = (read: FolderResult): string | undefined =>
  read.ok && read.entries.length <= FEW
    ? read.entries.map(({ name, kind }) => `${kind}/${name}`).join('\0')
    : undefined;
