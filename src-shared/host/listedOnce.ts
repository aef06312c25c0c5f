// A host for work that searches the same folders several times: on a parallel file system, listing 100,000 folders takes minutes.
import type { FolderResult, Host } from './host';

/** So many entries are kept, which is some 100 MB. */
const MOST_ENTRIES = 1_000_000;

/** Listings of at most so many entries are shared where they are equal: folders of runs have the same few names. */
const FEW = 20;

/** The host for one work, during which folders count as unchanged. `most`: of how many entries the listings are kept. */
export function listedOnce(host: Host, most = MOST_ENTRIES): Host {
  const byFolder = new Map<string, FolderResult>();
  const byNames = new Map<string, FolderResult>();
  let room = most;
  const keep = (folder: string, read: FolderResult): FolderResult => {
    const names = namesOf(read);
    const equal = names === undefined ? undefined : byNames.get(names);
    const size = 1 + (read.ok && !equal ? read.entries.length : 0);
    if (size > room) return read;
    room -= size;
    const kept = equal ?? read;
    if (names !== undefined) byNames.set(names, kept);
    byFolder.set(folder, kept);
    return kept;
  };
  const readFolder: Host['readFolder'] = folder => byFolder.get(folder) ?? keep(folder, host.readFolder(folder));
  return { ...host, readFolder };
}

// No name has a zero byte.
const namesOf = (read: FolderResult): string | undefined =>
  read.ok && read.entries.length <= FEW
    ? read.entries.map(({ name, kind }) => `${kind}/${name}`).join('\0')
    : undefined;
