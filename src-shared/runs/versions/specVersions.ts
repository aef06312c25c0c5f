// The versions of one spec with their runs: the text in the editor, the commits that changed it, and texts that only runs kept.
import type { RunRow } from '../list/runRow';

/** A commit that gave the spec a text. `path`: its absolute path then; `time`: milliseconds since 1970, undefined where its date cannot be read. */
export interface SpecCommit {
  readonly hash: string;
  readonly commit: string;
  readonly author: string;
  readonly subject: string;
  readonly path: string;
  readonly time: number | undefined;
}

/** A text that runs kept. `time`: when the newest of these runs started, in milliseconds since 1970. */
export interface KeptSpec {
  readonly hash: string;
  readonly time: number | undefined;
}

/**
 * A version. `hash`: its CONFIG_HASH. `commit`: the newest one that gave the spec this text; `earlier`: the number of older ones. Without a commit the text
 * is only in the editor or its file (`isCurrent`), or only runs kept it.
 */
export interface SpecVersion {
  readonly hash: string;
  readonly isCurrent: boolean;
  readonly commit?: SpecCommit;
  readonly earlier: number;
  readonly time: number | undefined;
  readonly runs: readonly RunRow[];
}

/** What is known of a spec. `current`: the CONFIG_HASH of its text now; `commits`: newest first; `rows`: all runs of the workspace. */
export interface KnownVersions {
  readonly current: string | undefined;
  readonly commits: readonly SpecCommit[];
  readonly kept: readonly KeptSpec[];
  readonly rows: readonly RunRow[];
}

/** The versions, each text once: the current one if it was not committed, then newest first. */
export function specVersions({ current, commits, kept, rows }: KnownVersions): SpecVersion[] {
  const runsOf = groupedBy(rows, row => row.claims.configHash);
  const byHash = groupedBy(commits, ({ hash }) => hash);
  const version = (hash: string, more: Pick<SpecVersion, 'commit' | 'earlier' | 'time'>): SpecVersion => ({
    hash,
    isCurrent: hash === current,
    ...more,
    runs: runsOf.get(hash) ?? [],
  });
  const committed = [...byHash].flatMap(([hash, [newest, ...older]]) =>
    newest ? [version(hash, { commit: newest, earlier: older.length, time: newest.time })] : [],
  );
  const onlyKept = kept
    .filter(({ hash }) => hash !== current && !byHash.has(hash))
    .map(({ hash, time }) => version(hash, { earlier: 0, time }));
  const isUncommitted = current !== undefined && !byHash.has(current);
  const here = isUncommitted ? [version(current, { earlier: 0, time: undefined })] : [];
  return [...here, ...[...committed, ...onlyKept].sort((a, b) => (b.time ?? 0) - (a.time ?? 0))];
}

function groupedBy<T>(list: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) group.push(item);
    else if (key !== undefined) groups.set(key, [item]);
  }
  return groups;
}
