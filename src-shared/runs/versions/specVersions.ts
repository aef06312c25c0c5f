// The versions of one spec with their runs: the text in the editor, the commits that changed it, and texts that only runs kept.
import { groupedBy } from '../list/groupedBy';
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
 * A version. `hash`: its CONFIG_HASH. `commit`: the newest one that gave the spec this text; `earlier`: the number of those directly before it with the same
 * text. A text that came back after another one is several versions: `cameBack` is the newest commit with it, for the others. They have the same runs, because
 * a run records only the text; only the newest is current. Without a commit the text is only in the editor or its file (`isCurrent`), or only runs kept it.
 */
export interface SpecVersion {
  readonly hash: string;
  readonly isCurrent: boolean;
  readonly commit?: SpecCommit;
  readonly cameBack?: SpecCommit;
  readonly earlier: number;
  readonly time: number | undefined;
  readonly runs: readonly RunRow[];
}

/** What is known of a spec. `current`: the CONFIG_HASH of its text now; `commits`: newest first, in the order of git; `rows`: all runs of the workspace. */
export interface KnownVersions {
  readonly current: string | undefined;
  readonly commits: readonly SpecCommit[];
  readonly kept: readonly KeptSpec[];
  readonly rows: readonly RunRow[];
}

/** The versions, the texts that follow each other once: the current one if it was not committed, then newest first. Commits keep their order, whatever their dates are. */
export function specVersions({ current, commits, kept, rows }: KnownVersions): SpecVersion[] {
  const runsOf = groupedBy(rows, row => row.claims.configHash);
  const byHash = groupedBy(commits, ({ hash }) => hash);
  const version = (hash: string, more: Pick<SpecVersion, 'commit' | 'cameBack' | 'earlier' | 'time'>): SpecVersion => ({
    hash,
    isCurrent: hash === current && more.cameBack === undefined,
    ...more,
    runs: runsOf.get(hash) ?? [],
  });
  const committed = sameInARow(commits).map(([commit, ...older]) => {
    const newest = byHash.get(commit.hash)?.[0];
    const cameBack = newest && newest !== commit ? { cameBack: newest } : {};
    return version(commit.hash, { commit, ...cameBack, earlier: older.length, time: commit.time });
  });
  const onlyKept = kept
    .filter(({ hash }) => hash !== current && !byHash.has(hash))
    .map(({ hash, time }) => version(hash, { earlier: 0, time }));
  const isUncommitted = current !== undefined && !byHash.has(current);
  const here = isUncommitted ? [version(current, { earlier: 0, time: undefined })] : [];
  return [
    ...here,
    ...inserted(
      committed,
      onlyKept.sort((a, b) => timeOf(b) - timeOf(a)),
    ),
  ];
}

// Commits that follow each other with the same text, as a rename gives them.
function sameInARow(commits: readonly SpecCommit[]): (readonly [SpecCommit, ...SpecCommit[]])[] {
  const found: [SpecCommit, ...SpecCommit[]][] = [];
  for (const commit of commits) {
    const last = found.at(-1);
    if (last?.[0].hash === commit.hash) last.push(commit);
    else found.push([commit]);
  }
  return found;
}

const timeOf = ({ time = 0 }: Pick<SpecVersion, 'time'>): number => time;

// Puts each of `others`, newest first, before the first version that is known not to be newer.
function inserted(versions: readonly SpecVersion[], others: readonly SpecVersion[]): SpecVersion[] {
  const result: SpecVersion[] = [];
  let next = 0;
  for (const version of versions) {
    const time = version.time ?? Number.POSITIVE_INFINITY;
    for (let other = others[next]; other && timeOf(other) > time; other = others[++next]) result.push(other);
    result.push(version);
  }
  return [...result, ...others.slice(next)];
}
