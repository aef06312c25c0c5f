// What the history of workspaces kept about runs, for a list of many: when each ended, and the path of its spec.
import { dirname } from '../../host/paths';
import type { HistoryHost } from '../../repro/history/historyFolder';
import { type RecordedText, type RunRecord, readRecords } from '../../repro/reproduce/runRecord';

/**
 * A run that ended. `time`: when, in milliseconds since 1970; `started`: when it started, before all times where that is not known; `folder`: where it wrote its
 * manifest; `spec`: the absolute path of its spec.
 */
export interface RecordedEnd {
  readonly time: number;
  readonly started: number;
  readonly folder: string;
  readonly spec: string;
  readonly imports: readonly RecordedText[];
  /** It was started with values of `--param`. */
  readonly hasOverrides?: true;
}

/** The runs that wrote one content. `byStart`: the newest first; `byFolder`: the newest one in each folder. */
interface SameContent {
  readonly byStart: RecordedEnd[];
  readonly byFolder: Map<string, RecordedEnd>;
}

/** The kept records. `ends`: by the SHA-256 of the manifest that runs wrote, or of the results of a sweep; `specs`: absolute paths by CONFIG_HASH, of the newest record. */
export interface RecordedRuns {
  readonly ends: ReadonlyMap<string, SameContent>;
  readonly specs: ReadonlyMap<string, string>;
}

/** Reads the records of workspace folders. */
export const recordedRuns = (host: HistoryHost, workspaces: readonly string[]): RecordedRuns =>
  recordedRunsOf(workspaces.flatMap(workspace => [...readRecords(host, workspace)]));

/** What records say together; those of a workspace are the newest first. */
export function recordedRunsOf(records: readonly RunRecord[]): RecordedRuns {
  const [ends, specs] = [new Map<string, SameContent>(), new Map<string, string>()];
  for (const record of records) {
    const { manifest, spec } = record;
    const end = endIn(record);
    if (manifest !== undefined && end) addEnd(ends, manifest, end);
    if (!specs.has(spec.configHash)) specs.set(spec.configHash, spec.path);
  }
  for (const { byStart } of ends.values()) byStart.sort((a, b) => b.started - a.started);
  return { ends, specs };
}

function endIn({ ended, started, folder, imports, overrides, spec }: RunRecord): RecordedEnd | undefined {
  if (ended === undefined) return undefined;
  const start = Date.parse(started ?? '');
  return {
    time: ended,
    started: Number.isNaN(start) ? Number.NEGATIVE_INFINITY : start,
    folder,
    spec: spec.path,
    imports,
    ...(overrides.length > 0 && { hasOverrides: true as const }),
  };
}

function addEnd(ends: Map<string, SameContent>, manifest: string, end: RecordedEnd): void {
  const same = ends.get(manifest) ?? { byStart: [], byFolder: new Map<string, RecordedEnd>() };
  ends.set(manifest, same);
  same.byStart.push(end);
  if (!same.byFolder.has(end.folder)) same.byFolder.set(end.folder, end);
}

/** The file of a run. `hash`: the SHA-256 of its bytes; `modified`, `committed`: since when it has this content, in milliseconds since 1970. */
export interface RunFile {
  readonly path: string;
  readonly hash: string;
  readonly modified?: number | undefined;
  readonly committed?: number | undefined;
}

// The time of a file may be rounded to two seconds.
const ROUNDED_MS = 2000;

/**
 * What the history kept about the run in a file. A run that is repeated may write the same bytes, so the content alone does not tell runs apart: the run that
 * wrote into the folder of the file counts, and for a file that was moved, the newest one that had started when the file got its content.
 */
export function endOf({ ends }: RecordedRuns, { path, hash, modified, committed }: RunFile): RecordedEnd | undefined {
  const same = ends.get(hash);
  if (!same) return undefined;
  const since = Math.min(modified ?? Number.POSITIVE_INFINITY, committed ?? Number.POSITIVE_INFINITY) + ROUNDED_MS;
  return same.byFolder.get(dirname(path)) ?? startedBefore(same.byStart, since);
}

// The first one of a list, the newest first, that started before a time.
function startedBefore(ends: readonly RecordedEnd[], time: number): RecordedEnd | undefined {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.started ?? 0) > time) low = middle + 1;
    else high = middle;
  }
  return ends[low];
}
