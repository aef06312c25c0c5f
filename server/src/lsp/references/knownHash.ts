// What the workspace knows about a CONFIG_HASH: the specs that have it, and those that had it. Reads no file.
import { memoized } from '../../../../src-shared/host/memoized';
import { join } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { HashPrefixes } from '../../../../src-shared/runs/index/hashPrefixes';
import type { FeatureContext } from '../protocol/featureContext';

/** What it depends on. */
export type KnownContext = Pick<FeatureContext, 'workspace' | 'inventory' | 'history' | 'kept'>;

/** An older version of a spec. `now`: the CONFIG_HASH of the file at the path; absent where the workspace has none there. */
export interface OlderVersion {
  readonly path: string;
  readonly commit?: string;
  readonly date?: string;
  readonly now?: string;
}

/** A CONFIG_HASH. `current`: the paths of the specs that have it, the shortest first. `older`: where there are none. */
export interface KnownHash {
  readonly hash: string;
  readonly current: readonly string[];
  readonly older: readonly OlderVersion[];
}

/** The hashes that are known in the current state of the workspace. */
export interface HashLookup {
  /** Those that begin with 12 or more digits. */
  readonly find: (digits: string) => readonly KnownHash[];
  /** The first 12 digits of all of them; one may come several times. */
  readonly shortHashes: () => Iterable<string>;
}

/** Create one for each answer. */
export function hashLookup(context: KnownContext): HashLookup {
  const { inventory, history, kept, workspace } = context;
  // A hash may be copied from an editor before the spec is saved, and the version on disk stays current until then.
  const open = new HashPrefixes(() =>
    [...workspace.allDocuments()].flatMap(d =>
      d.path !== undefined && isSpecPath(d.path) ? [[d.hash(), d.path]] : [],
    ),
  );
  const sources = [open, inventory.hashes, inventory.index.hashes, history.hashes, kept.hashes];
  const topOf = memoized((folder: string) => repositoryOf(workspace.host, folder) ?? folder);
  const knownHash = memoized((hash: string): KnownHash => {
    const paths = new Set([...open.pathsOf(hash), ...inventory.hashes.pathsOf(hash)]);
    const current = [...paths].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    return { hash, current, older: current.length > 0 ? [] : olderVersions(context, hash, topOf) };
  });
  return {
    find: memoized(digits => [...new Set(sources.flatMap(source => source.startingWith(digits)))].map(knownHash)),
    *shortHashes() {
      for (const source of sources) yield* source.shortHashes();
    },
  };
}

// Each spec once. The text of a version that is not in git may have been kept by a run.
function olderVersions(
  { inventory, history, kept }: KnownContext,
  hash: string,
  topOf: (folder: string) => string,
): OlderVersion[] {
  const committed = history.allVersions(hash).map(({ folder, version: { path, commit, date } }) => ({
    path: join(topOf(folder), path),
    commit,
    ...(date !== undefined && { date }),
  }));
  const recorded = kept.recorded.specs.get(hash);
  const all = new Map<string, OlderVersion>();
  for (const version of [...committed, ...(recorded === undefined ? [] : [{ path: recorded }])]) {
    const now = inventory.specs.get(version.path);
    if (!all.has(version.path)) all.set(version.path, { ...version, ...(now !== undefined && { now }) });
  }
  return [...all.values()];
}
