// Where specs with a CONFIG_HASH are: in the working tree and in git. Shared by searches for several hashes, so that nothing is read twice.
import type { Host } from '../../host/host';
import { memoized } from '../../host/memoized';
import { dirname } from '../../host/paths';
import { readText } from '../../host/readText';
import { findFiles, gapTexts, searchTops } from '../files/findFiles';
import { unreadText } from '../files/unreadText';
import { type HistoryResult, specHistory } from '../git/git';
import { configHash } from '../hash/configHash';

/** Finds specs by their CONFIG_HASH. What was read once is not read again, so an index is used for one answer only. */
export interface SpecIndex {
  /** The first spec of the working tree that has a hash; reads files only until it is found. */
  readonly pathOf: (hash: string) => string | undefined;
  /** The folders with specs, and what could not be searched, as sentences. Complete after a hash was not found. */
  readonly searched: () => SearchedTree;
  /** The versions in the repository with a top folder. */
  readonly versions: (top: string) => Promise<HistoryResult>;
}

/** What the search of a working tree has seen so far. */
export interface SearchedTree {
  readonly folders: readonly string[];
  readonly gaps: readonly string[];
}

/** The folders to search, absolute. `label`: the path of a file for people. */
interface TreeToSearch {
  readonly host: Host;
  readonly folders: readonly string[];
  readonly label: (path: string) => string;
}

/** An index over folders, absolute. `label`: the path of a file for people. */
export function specIndex(host: Host, folders: readonly string[], label: (path: string) => string): SpecIndex {
  const found = new Map<string, string>();
  const search = new TreeSearch({ host, folders, label });
  const rest = search.hashedSpecs();
  return {
    versions: memoized(top => specHistory(host, top)),
    searched: () => ({ folders: [...search.folders], gaps: search.gaps }),
    pathOf(hash) {
      while (!found.has(hash)) {
        const next = rest.next();
        if (next.done) return undefined;
        const [path, own] = next.value;
        if (!found.has(own)) found.set(own, path);
      }
      return found.get(hash);
    },
  };
}

/** Reads the specs of folders, also those that git ignores. */
export class TreeSearch {
  /** Those with specs. */
  readonly folders = new Set<string>();
  private readonly folderGaps: string[] = [];
  private readonly fileGaps: string[] = [];

  constructor(private readonly search: TreeToSearch) {}

  /** What was not searched, as sentences. */
  get gaps(): readonly string[] {
    return [...this.folderGaps, ...this.fileGaps];
  }

  /** The specs with their CONFIG_HASH. `folders` and `gaps` are complete at the end. */
  *hashedSpecs(): Generator<readonly [path: string, hash: string], void> {
    const { host, folders, label } = this.search;
    for (const folder of searchTops(folders)) {
      const files = findFiles(host, folder, ['spec']);
      let next = files.next();
      for (; !next.done; next = files.next()) for (const path of next.value) yield* this.hashed(path);
      this.folderGaps.push(...gapTexts(next.value, label, 'Its other specs were not read.'));
    }
  }

  private *hashed(path: string): Generator<readonly [path: string, hash: string], void> {
    const { host, label } = this.search;
    this.folders.add(dirname(path));
    const read = readText(host, path);
    if (read.ok) yield [path, configHash(read.text, host.sha256)];
    else this.fileGaps.push(...unreadText(read.reason, label(path)));
  }
}
