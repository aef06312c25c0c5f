// What the history of workspaces kept about runs, for a list of many: when each ended, and the path of its spec.
import type { HistoryHost } from '../../repro/history/historyFolder';
import { type RecordedText, readRecords } from '../../repro/reproduce/runRecord';

/** A run that ended. `time`: milliseconds since 1970. */
export interface RecordedEnd {
  readonly time: number;
  readonly imports: readonly RecordedText[];
}

/** The kept records. `ends`: by the SHA-256 of the manifest that the run wrote; `specs`: absolute paths by CONFIG_HASH. The newest record counts. */
export interface RecordedRuns {
  readonly ends: ReadonlyMap<string, RecordedEnd>;
  readonly specs: ReadonlyMap<string, string>;
}

/** Reads the records of workspace folders. */
export function recordedRuns(host: HistoryHost, workspaces: readonly string[]): RecordedRuns {
  const [ends, specs] = [new Map<string, RecordedEnd>(), new Map<string, string>()];
  for (const workspace of workspaces)
    for (const { manifest, ended, imports, spec } of readRecords(host, workspace)) {
      if (manifest !== undefined && ended !== undefined && !ends.has(manifest))
        ends.set(manifest, { time: ended, imports });
      if (!specs.has(spec.configHash)) specs.set(spec.configHash, spec.path);
    }
  return { ends, specs };
}
