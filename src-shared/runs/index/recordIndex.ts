// The records that the histories of workspaces kept about runs, each read once.
import type { HistoryHost } from '../../repro/history/historyFolder';
import { type RunRecord, readRecord, recordPaths } from '../../repro/reproduce/runRecord';
import { type RecordedRuns, recordedRunsOf } from '../list/recordedRuns';

/** The records that were read. */
export class RecordIndex {
  private known: ReadonlyMap<string, RunRecord | undefined> = new Map();
  /** The records; those of a workspace folder are the newest first. */
  records: readonly RunRecord[] = [];
  /** What they say together; the same object until one of them changes. */
  recorded: RecordedRuns = recordedRunsOf([]);

  constructor(private readonly host: HistoryHost) {}

  /**
   * Writes: reads the records of workspace folders that appeared, and again those whose run had not ended. Yields after each of `portion` records that were
   * read, so that the caller can pause; returns whether anything changed.
   */
  *refresh(workspaces: readonly string[], portion: number): Generator<void, boolean> {
    const found = new Map<string, RunRecord | undefined>();
    let [read, isChanged] = [0, false];
    for (const workspace of workspaces)
      for (const path of recordPaths(this.host, workspace)) {
        const known = this.known.get(path);
        const record = known?.ended === undefined ? readRecord(this.host, path, workspace) : known;
        found.set(path, record);
        isChanged ||= !this.known.has(path) || !record !== !known || record?.ended !== known?.ended;
        if (known?.ended === undefined && ++read % portion === 0) yield;
      }
    if (!isChanged && found.size === this.known.size) return false;
    this.known = found;
    this.records = [...found.values()].flatMap(record => record ?? []);
    this.recorded = recordedRunsOf(this.records);
    return true;
  }
}
