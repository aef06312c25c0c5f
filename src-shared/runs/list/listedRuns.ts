// Runs that were read -> rows of a list: their specs, their times, and which of them are the same run.
import type { Claims } from '../../artifacts/kind';
import type { Metric } from '../../artifacts/metrics';
import type { Host } from '../../host/host';
import { isInside, join } from '../../host/paths';
import type { SpecHistory } from '../../repro/git/git';
import { HISTORY_FOLDER } from '../../repro/history/historyFolder';
import { keptManifestTime } from '../../repro/history/keptManifests';
import { printJson } from '../../text/printJson';
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
  /** The user named the file, so it is listed. */
  readonly isNamed?: boolean;
}

/** The history of a repository. `top`: its top folder. */
export interface RepositoryHistory {
  readonly top: string;
  readonly versions: SpecHistory;
  /** When files were committed with their current content, in milliseconds since 1970, by absolute path. */
  readonly committed: ReadonlyMap<string, number>;
}

/** What decides where runs come from. `specs`: absolute paths by the CONFIG_HASH of the current text. */
export interface RunFacts {
  readonly specs: ReadonlyMap<string, string>;
  readonly records: RecordedRuns;
  readonly repositories: readonly RepositoryHistory[];
  /** The CONFIG_HASH of a file as it is now; undefined where it cannot be read. */
  readonly hashAt: (path: string) => string | undefined;
}

/** The rows of files. A manifest with the same content as an entry of a sweep, and a kept copy of a manifest that still exists, are left out. */
export function listedRuns(host: Pick<Host, 'stat'>, files: readonly ReadFileRuns[], facts: RunFacts): RunRow[] {
  const represented = new Map(
    files.flatMap(({ rows }) => rows.flatMap(r => (r.manifest === undefined ? [] : [[r.manifest, r] as const]))),
  );
  const existing = new Set(files.flatMap(({ path, hash }) => (isKept(path) ? [] : [hash])));
  const isListed = ({ path, hash, rows: [row], isNamed }: ReadFileRuns): boolean => {
    if (isNamed) return true;
    if (isKept(path) && existing.has(hash)) return false;
    const entry = represented.get(path);
    return entry === undefined || row === undefined || !isSameRun(entry.claims, row.claims);
  };
  return files.filter(isListed).flatMap(file => file.rows.map(row => listedRun(host, row, file, facts)));
}

function isSameRun(a: Claims, b: Claims): boolean {
  const [left, right] = [a.metrics ?? new Map<string, Metric>(), b.metrics ?? new Map<string, Metric>()];
  return (
    a.configHash === b.configHash &&
    a.dataHash === b.dataHash &&
    a.seed === b.seed &&
    left.size === right.size &&
    [...left].every(([name, { node }]) => {
      const other = right.get(name)?.node;
      return other !== undefined && printJson(node) === printJson(other);
    })
  );
}

const isKept = (path: string): boolean => path.includes(`/${HISTORY_FOLDER}/`);

function listedRun(host: Pick<Host, 'stat'>, row: ReadRow, file: ReadFileRuns, facts: RunFacts): RunRow {
  const { manifest: _, id = file.hash, ...run } = row;
  const committed = facts.repositories.flatMap(({ committed }) => committed.get(file.path) ?? [])[0];
  const end = facts.records.ends.get(file.hash);
  const time = runTime({
    path: file.relative,
    recorded: end?.time ?? keptManifestTime(file.path),
    written: row.claims.time,
    committed,
    modified: host.stat(file.path)?.modified,
  });
  const spec = specOf(row.claims.configHash, file.path, facts);
  const isOutdated = end?.imports.some(({ path, configHash }) => facts.hashAt(path) !== configHash) === true;
  return { ...run, id, spec: isOutdated && spec.state === 'current' ? outdated(spec) : spec, ...(time && { time }) };
}

// The text of the spec is the same, but a file that it imports changed since.
const outdated = ({ path }: RunSpec): RunSpec => ({ state: 'stale', ...(path !== undefined && { path }) });

/** The spec with a CONFIG_HASH. Of several repositories, that of the run comes first. */
function specOf(hash: string | undefined, path: string, { specs, records, repositories, hashAt }: RunFacts): RunSpec {
  if (hash === undefined) return { state: 'unknown' };
  const recorded = records.specs.get(hash);
  const current = specs.get(hash);
  // Of several specs with one text, the recorded one.
  if (current !== undefined)
    return { state: 'current', path: recorded !== undefined && hashAt(recorded) === hash ? recorded : current };
  const isOwn = ({ top }: RepositoryHistory): boolean => isInside(top, path);
  for (const repository of [...repositories.filter(isOwn), ...repositories.filter(r => !isOwn(r))]) {
    const version = repository.versions.get(hash)?.[0];
    if (version) return { state: 'stale', path: join(repository.top, version.path), commit: version.commit };
  }
  return recorded === undefined ? { state: 'unknown' } : { state: 'stale', path: recorded };
}
