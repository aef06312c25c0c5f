// Runs that were read -> rows of a list: their specs, their times, and which of them are the same run.
import type { Host } from '../../host/host';
import { isInside, join } from '../../host/paths';
import type { SpecHistory } from '../../repro/git/git';
import { HISTORY_FOLDER } from '../../repro/history/historyFolder';
import { keptManifestTime } from '../../repro/history/keptManifests';
import { runTime } from '../time/runTime';
import type { ReadRow } from './readRows';
import type { RecordedRuns } from './recordedRuns';
import type { RunRow, RunSpec } from './runRow';

/** The runs of a file. `hash`: the SHA-256 of its text; `relative`: its path relative to the folder that was searched. */
export interface ReadFileRuns {
  readonly path: string;
  readonly relative: string;
  readonly hash: string;
  readonly rows: readonly ReadRow[];
}

/** The history of a repository. `top`: its top folder. */
export interface RepositoryHistory {
  readonly top: string;
  readonly versions: SpecHistory;
  /** When files were first committed, in milliseconds since 1970, by absolute path. */
  readonly committed: ReadonlyMap<string, number>;
}

/** What decides where runs come from. `specs`: absolute paths by the CONFIG_HASH of the current text. */
export interface RunFacts {
  readonly specs: ReadonlyMap<string, string>;
  readonly records: RecordedRuns;
  readonly repositories: readonly RepositoryHistory[];
}

/** The rows of files. A manifest that an entry of a sweep contains, and a kept copy of a manifest that still exists, are left out. */
export function listedRuns(host: Pick<Host, 'stat'>, files: readonly ReadFileRuns[], facts: RunFacts): RunRow[] {
  const represented = new Map(
    files.flatMap(({ rows }) => rows.flatMap(r => (r.manifest === undefined ? [] : [[r.manifest, r] as const]))),
  );
  const existing = new Set(files.flatMap(({ path, hash }) => (isKept(path) ? [] : [hash])));
  const isListed = ({ path, hash, rows }: ReadFileRuns): boolean => {
    if (isKept(path) && existing.has(hash)) return false;
    const entry = represented.get(path);
    return entry === undefined || entry.claims.configHash !== rows[0]?.claims.configHash;
  };
  return files.filter(isListed).flatMap(file => file.rows.map(row => listedRun(host, row, file, facts)));
}

const isKept = (path: string): boolean => path.includes(`/${HISTORY_FOLDER}/`);

function listedRun(host: Pick<Host, 'stat'>, row: ReadRow, file: ReadFileRuns, facts: RunFacts): RunRow {
  const { manifest: _, ...run } = row;
  const committed = facts.repositories.flatMap(({ committed }) => committed.get(file.path) ?? [])[0];
  const time = runTime({
    path: file.relative,
    recorded: facts.records.ends.get(file.hash) ?? keptManifestTime(file.path),
    written: row.claims.time,
    committed,
    modified: host.stat(file.path)?.modified,
  });
  return { ...run, spec: specOf(row.claims.configHash, file.path, facts), ...(time && { time }) };
}

/** The spec with a CONFIG_HASH. Of several repositories, that of the run comes first. */
function specOf(hash: string | undefined, path: string, { specs, records, repositories }: RunFacts): RunSpec {
  if (hash === undefined) return { state: 'unknown' };
  const current = specs.get(hash);
  if (current !== undefined) return { state: 'current', path: current };
  const isOwn = ({ top }: RepositoryHistory): boolean => isInside(top, path);
  for (const repository of [...repositories.filter(isOwn), ...repositories.filter(r => !isOwn(r))]) {
    const version = repository.versions.get(hash)?.[0];
    if (version) return { state: 'stale', path: join(repository.top, version.path), commit: version.commit };
  }
  const recorded = records.specs.get(hash);
  return recorded === undefined ? { state: 'unknown' } : { state: 'stale', path: recorded };
}
