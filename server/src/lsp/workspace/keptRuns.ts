// What the folders .kynml keep about runs, read once and again only after a change: a history of years has thousands of small files.
import type { Host, Stat } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { isSettled, sameStat } from '../../../../src-shared/host/sameStat';
import { affectsRuns, HISTORY_FOLDER, type HistoryPart } from '../../../../src-shared/repro/history/historyFolder';
import { type RecordedRuns, recordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import { type RunNotes, readNotes } from '../../../../src-shared/runs/notes/readNotes';

interface Kept<T> {
  readonly value: T;
  readonly folders: string;
  readonly stats: readonly (Stat | undefined)[];
}

/** The records and notes of workspace folders. An event of a file drops them; writing a file as a whole, as this tool does, also changes its folder. */
export class KeptRuns {
  private readonly kept = new Map<HistoryPart, Kept<unknown>>();

  constructor(
    private readonly host: Host,
    private readonly now: () => number,
  ) {}

  /** The records of runs. */
  records(folders: readonly string[]): RecordedRuns {
    return this.find(['records'], folders, () => recordedRuns(this.host, folders));
  }

  /** Names, notes, tags and baselines. */
  notes(folders: readonly string[]): RunNotes {
    return this.find(['notes', 'baselines'], folders, () => readNotes(this.host, folders));
  }

  /** Writes: these files changed. */
  changed(paths: readonly string[]): void {
    if (paths.some(affectsRuns)) this.kept.clear();
  }

  private find<T>(parts: readonly [HistoryPart, ...HistoryPart[]], folders: readonly string[], read: () => T): T {
    const stats = folders.flatMap(folder =>
      [HISTORY_FOLDER, ...parts.map(part => `${HISTORY_FOLDER}/${part}`)].map(name =>
        this.host.stat(join(folder, name)),
      ),
    );
    const named = folders.join('\n');
    const kept = this.kept.get(parts[0]) as Kept<T> | undefined;
    if (kept?.folders === named && kept.stats.every((stat, i) => sameStat(stat, stats[i]))) return kept.value;
    const value = read();
    // A file that is written within a step of the clock would not change the time of its folder.
    if (stats.every(stat => !stat || isSettled(stat, this.now())))
      this.kept.set(parts[0], { value, folders: named, stats });
    else this.kept.delete(parts[0]);
    return value;
  }
}
