// The origin of a run: the current version of a spec, an older version in git, or unknown. Found by CONFIG_HASH.
import type { SpecVersion } from '../repro/git/specLog';

/**
 * `path` is absolute for a current spec and relative to the git work tree for an older version. `unread`: the spec, by its absolute path, whose current version
 * is not known, so that the run may be of it; see list/unreadSpec.ts.
 */
export type RunOrigin =
  | { readonly state: 'current'; readonly path: string }
  | { readonly state: 'stale'; readonly path: string; readonly commit: string; readonly date?: string }
  | { readonly state: 'unknown'; readonly unread?: { readonly path: string; readonly fault: string } };

/** A spec and its CONFIG_HASH; the hash is undefined for a file that is not UTF-8. */
export type HashedSpec = readonly [path: string, hash: string | undefined];

/** Finds the version of a spec in git by its CONFIG_HASH. */
export type FindVersion = (hash: string) => Pick<SpecVersion, 'path' | 'commit' | 'date'> | undefined;

/** Paths of specs by CONFIG_HASH. The first of several specs with the same text is used. */
export function specsByHash(specs: Iterable<HashedSpec>): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [path, hash] of specs) if (hash !== undefined && !paths.has(hash)) paths.set(hash, path);
  return paths;
}

/** The origin of a CONFIG_HASH. */
export function runOrigin(
  hash: string | undefined,
  specs: ReadonlyMap<string, string>,
  findVersion: FindVersion,
): RunOrigin {
  if (hash === undefined) return { state: 'unknown' };
  const path = specs.get(hash);
  if (path !== undefined) return { state: 'current', path };
  const version = findVersion(hash);
  return version ? staleOrigin(version) : { state: 'unknown' };
}

const staleOrigin = ({ path, commit, date }: NonNullable<ReturnType<FindVersion>>): RunOrigin => ({
  state: 'stale',
  path,
  commit,
  ...(date !== undefined && { date }),
});

/** Sorted paths of the specs that may have a CONFIG_HASH: all whose current version has it, otherwise those whose older version had it. */
export function possibleSpecs(hash: string, specs: Iterable<HashedSpec>, findVersion: FindVersion): string[] {
  const all = [...specs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const matching = all.flatMap(([path, current]) => (current === hash ? [path] : []));
  if (matching.length > 0) return matching;
  // Git gives a path from the top of its work tree, which is a workspace folder or a folder above it.
  const older = findVersion(hash)?.path;
  return older === undefined ? [] : all.flatMap(([path]) => (path.endsWith(`/${older}`) ? [path] : []));
}

/**
 * How an origin is written: `label` shortens an absolute path for people, `day` writes a time in milliseconds as a day, `hasImports` tells whether a spec
 * imports files, which its CONFIG_HASH does not cover.
 */
export interface OriginWording {
  readonly hasImports: (path: string) => boolean;
  readonly label: (path: string) => string;
  readonly day: (time: number) => string;
}

/** An origin as text that follows "made from". */
export function originText(origin: RunOrigin, { label, day, hasImports }: OriginWording): string {
  switch (origin.state) {
    case 'current':
      return `the current version of ${label(origin.path)}${hasImports(origin.path) ? ', whose imports were not compared' : ''}`;
    case 'stale':
      return `an older version of ${origin.path} (commit ${[origin.commit.slice(0, 8), dayText(origin.date, day)].filter(Boolean).join(', ')})`;
    case 'unknown':
      return 'an unknown spec or version';
  }
}

const dayText = (date: string | undefined, day: OriginWording['day']): string =>
  date === undefined ? '' : day(Date.parse(date));
