// Where specs with a CONFIG_HASH are: in the working tree and in git. Shared by searches for several hashes, so that nothing is read twice.
import type { Host } from '../../host/host';
import { memoized } from '../../host/memoized';
import { readText } from '../../host/readText';
import { findFiles } from '../files/findFiles';
import { type HistoryResult, specHistory } from '../git/git';
import { configHash } from '../hash/configHash';

/** Finds specs by their CONFIG_HASH. What was read once is not read again, so an index is used for one answer only. */
export interface SpecIndex {
  /** The first spec of the working tree that has a hash; reads files only until it is found. */
  readonly pathOf: (hash: string) => string | undefined;
  /** The versions in the repository with a top folder. */
  readonly versions: (top: string) => Promise<HistoryResult>;
}

/** An index over folders, absolute. */
export function specIndex(host: Host, folders: readonly string[]): SpecIndex {
  const found = new Map<string, string>();
  const rest = hashedSpecs(host, folders);
  return {
    versions: memoized(top => specHistory(host, top)),
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

function* hashedSpecs(host: Host, folders: readonly string[]): Generator<readonly [path: string, hash: string], void> {
  for (const folder of folders)
    for (const paths of findFiles(host, folder, ['spec']))
      for (const path of paths) {
        const read = readText(host, path);
        if (read.ok) yield [path, configHash(read.text, host.sha256)];
      }
}
