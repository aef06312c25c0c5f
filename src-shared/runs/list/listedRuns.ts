// Runs that were read -> rows of a list: their specs, their times, and which of them are the same run.
import type { Host } from '../../host/host';
import { isInside, join } from '../../host/paths';
import type { SpecHistory } from '../../repro/git/git';
import { keptManifestTime } from '../../repro/history/keptManifests';
import { allSteps, eachInSteps, type Steps } from '../steps';
import { type RunTime, runTime } from '../time/runTime';
import { distinctRunSteps, type FileRuns } from './distinctRuns';
import { type CurrentImports, importsState } from './importsState';
import type { ReadRow } from './readRows';
import { endOf, type RecordedEnd, type RecordedRuns } from './recordedRuns';
import type { RunRow, RunSpec } from './runRow';

/** The runs of a file. `relative`: its path relative to the folder that was searched; `modified`: the time of the file, if it is known. */
export interface ReadFileRuns extends FileRuns {
  readonly relative: string;
  readonly modified?: number | undefined;
}

/** The history of a repository. `top`: its top folder. */
export interface RepositoryHistory {
  readonly top: string;
  readonly versions: SpecHistory;
}

/** What decides where runs come from. `specs`: absolute paths by the CONFIG_HASH of the current text. */
export interface RunFacts {
  readonly specs: ReadonlyMap<string, string>;
  readonly records: RecordedRuns;
  readonly repositories: readonly RepositoryHistory[];
  /** When a file was committed with its current content, in milliseconds since 1970; undefined where it was not, or that is not known. */
  readonly committedAt: (path: string) => number | undefined;
  /** The CONFIG_HASH of a file as it is now; undefined where it cannot be read. */
  readonly hashAt: (path: string) => string | undefined;
  /** Why the current version of a spec is not known; see unreadSpec.ts. */
  readonly faultOf: (path: string) => string | undefined;
  /** What a spec imports now. */
  readonly importsOf: (path: string) => CurrentImports;
}

/** The rows of files, each run once. */
export const listedRuns = (...all: Parameters<typeof listedRunSteps>): RunRow[] => allSteps(listedRunSteps(...all));

/** The same in steps. */
export function* listedRunSteps(
  host: Pick<Host, 'stat'>,
  files: readonly ReadFileRuns[],
  facts: RunFacts,
): Steps<RunRow[]> {
  const distinct = yield* distinctRunSteps(files);
  return yield* eachInSteps(distinct, ({ row, file }) => listedRun(host, row, file, facts));
}

function listedRun(host: Pick<Host, 'stat'>, row: ReadRow, file: ReadFileRuns, facts: RunFacts): RunRow {
  const { manifest: _, id = file.hash, ...run } = row;
  const { path, relative, hash, modified = host.stat(path)?.modified } = file;
  // One object for both: there are many runs.
  const at = { path, relative, hash, modified, committed: facts.committedAt(path) };
  const end = endOf(facts.records, at);
  const time = timeOfRun(row, at, end);
  const spec = withImports(specOf(row.claims.configHash, { path, end }, facts), end, facts);
  const imported = end && end.imports.length > 0 && { imported: { spec: end.spec, imports: end.imports } };
  return { ...run, id, spec, ...imported, ...(time && { time }) };
}

/** What is known about the file of a run. Times are in milliseconds since 1970. */
interface FileTimes extends Pick<ReadFileRuns, 'path' | 'relative'> {
  readonly committed?: number | undefined;
  readonly modified: number | undefined;
}

/** When a run was; `end`: the record about its manifest. */
export const timeOfRun = (
  { claims }: Pick<ReadRow, 'claims'>,
  { path, relative, committed, modified }: FileTimes,
  end: RecordedEnd | undefined,
): RunTime | undefined =>
  runTime({ path: relative, recorded: end?.time ?? keptManifestTime(path), written: claims.time, committed, modified });

// CONFIG_HASH does not cover imports. `end`: what the history kept about this very run.
function withImports(spec: RunSpec, end: RecordedEnd | undefined, { importsOf }: RunFacts): RunSpec {
  if (spec.state !== 'current' || spec.path === undefined) return spec;
  const state = importsState(importsOf(spec.path), end);
  if (state === 'same') return spec;
  return state === 'differ'
    ? { ...spec, state: 'stale', imports: 'changed' }
    : { ...spec, state: 'unknown', imports: 'unknown' };
}

/** The file of a run, and what the history kept about this very run. */
interface RunPlace {
  readonly path: string;
  readonly end: RecordedEnd | undefined;
}

/** The spec with a CONFIG_HASH. Of several repositories, that of the run comes first. */
function specOf(
  hash: string | undefined,
  { path, end }: RunPlace,
  { specs, records, repositories, hashAt, faultOf }: RunFacts,
): RunSpec {
  if (hash === undefined) return { state: 'unknown' };
  const recorded = records.specs.get(hash);
  const current = specs.get(hash);
  // Of several specs with one text, the recorded one: that of this run, otherwise that of the newest with this text.
  if (current !== undefined)
    return {
      state: 'current',
      path: [end?.spec, recorded].find(at => at !== undefined && hashAt(at) === hash) ?? current,
    };
  const isOwn = ({ top }: RepositoryHistory): boolean => isInside(top, path);
  for (const repository of [...repositories.filter(isOwn), ...repositories.filter(r => !isOwn(r))]) {
    const version = repository.versions.get(hash)?.[0];
    if (version) return olderVersion(join(repository.top, version.path), version.commit, faultOf);
  }
  return recorded === undefined ? { state: 'unknown' } : olderVersion(recorded, undefined, faultOf);
}

/** A version of the spec at a path that is not its current one, or may be, where that is not known. `commit`: the newest one with the version. */
function olderVersion(path: string, commit: string | undefined, faultOf: RunFacts['faultOf']): RunSpec {
  const fault = faultOf(path);
  if (fault !== undefined) return { state: 'unknown', path, fault };
  return { state: 'stale', path, ...(commit !== undefined && { commit }) };
}
