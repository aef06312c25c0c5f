// What the history of workspaces kept about runs, for a list of many: when each ended, and the path of its spec.
import type { HistoryHost } from '../../repro/history/historyFolder';
import { type RecordedText, type RunRecord, readRecords } from '../../repro/reproduce/runRecord';

/** A run that ended. `time`: milliseconds since 1970; `spec`: the absolute path of its spec. */
export interface RecordedEnd {
  readonly time: number;
  readonly spec: string;
  readonly imports: readonly RecordedText[];
  /** It was started with values of `--param`. */
  readonly hasOverrides?: true;
}

/** The kept records. `ends`: by the SHA-256 of the manifest that the run wrote, or of the results of a sweep; `specs`: absolute paths by CONFIG_HASH. The newest record counts. */
export interface RecordedRuns {
  readonly ends: ReadonlyMap<string, RecordedEnd>;
  readonly specs: ReadonlyMap<string, string>;
}

/** Reads the records of workspace folders. */
export const recordedRuns = (host: HistoryHost, workspaces: readonly string[]): RecordedRuns =>
  recordedRunsOf(workspaces.flatMap(workspace => [...readRecords(host, workspace)]));

/** What records say together; those of a workspace are the newest first. */
export function recordedRunsOf(records: readonly RunRecord[]): RecordedRuns {
  const [ends, specs] = [new Map<string, RecordedEnd>(), new Map<string, string>()];
  for (const { manifest, ended, imports, overrides, spec } of records) {
    if (manifest !== undefined && ended !== undefined && !ends.has(manifest))
      ends.set(manifest, {
        time: ended,
        spec: spec.path,
        imports,
        ...(overrides.length > 0 && { hasOverrides: true as const }),
      });
    if (!specs.has(spec.configHash)) specs.set(spec.configHash, spec.path);
  }
  return { ends, specs };
}
