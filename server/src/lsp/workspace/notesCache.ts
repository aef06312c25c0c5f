// What people wrote about runs in the folders .kynml, read once and again only after a change: a history of years has thousands of small files.
import type { Host, Stat } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { isSettled, sameStat } from '../../../../src-shared/host/sameStat';
import { affectsRuns, HISTORY_FOLDER, type HistoryPart } from '../../../../src-shared/repro/history/historyFolder';
import { type RunNotes, readNotes } from '../../../../src-shared/runs/notes/readNotes';

const PARTS: readonly HistoryPart[] = ['notes', 'baselines'];

interface Known {
  readonly notes: RunNotes;
  readonly folders: string;
  readonly stats: readonly (Stat | undefined)[];
}

/** The notes of workspace folders. An event of a file drops them; writing a file as a whole, as this tool does, also changes its folder. */
export class NotesCache {
  private known: Known | undefined;

  /** `label`: a path for people. */
  constructor(
    private readonly host: Host,
    private readonly now: () => number,
    private readonly label: (path: string) => string,
  ) {}

  /** Names, notes, tags and baselines in the histories of these workspace folders. */
  of(folders: readonly string[]): RunNotes {
    const stats = folders.flatMap(folder =>
      [HISTORY_FOLDER, ...PARTS.map(part => `${HISTORY_FOLDER}/${part}`)].map(name =>
        this.host.stat(join(folder, name)),
      ),
    );
    const named = folders.join('\n');
    const { known } = this;
    if (known?.folders === named && known.stats.every((stat, i) => sameStat(stat, stats[i]))) return known.notes;
    const notes = readNotes(this.host, folders, this.label);
    // A file that is written within a step of the clock would not change the time of its folder.
    const isKept = stats.every(stat => !stat || isSettled(stat, this.now()));
    this.known = isKept ? { notes, folders: named, stats } : undefined;
    return notes;
  }

  /** Writes: these files changed. */
  changed(paths: readonly string[]): void {
    if (paths.some(affectsRuns)) this.known = undefined;
  }
}
