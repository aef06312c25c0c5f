// Data files and the data of specs, cached so that a keystroke does not read the disk. A file is read when it is first needed, and again after a file
// event, an open or a save (server.ts). Git is asked in the background which files it tracks, only in trusted workspaces.
import type { FolderEntry, Host, Stat } from '../../../../src-shared/host/host';
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { innermostOf } from '../../../../src-shared/host/paths';
import { sameStat } from '../../../../src-shared/host/sameStat';
import type { Data } from '../../../../src-shared/kyn/data/data';
import { datasetsOf } from '../../../../src-shared/repro/data/findData';
import { type CsvFile, probeCsv, readCsv } from '../../../../src-shared/repro/data/readCsv';
import { isTracked, type TrackedData, trackedData } from '../../../../src-shared/repro/data/trackedData';
import { SharedRun } from '../base/sharedRun';
import type { FileChange } from './files';

/** The workspace folders, as far as data files depend on them. */
interface DataFolders {
  readonly folders: readonly string[];
  readonly folderOf: (path: string) => string | undefined;
  readonly label: (path: string) => string;
}

const MAX_ENTRIES = 2000;

interface Entry {
  readonly path: string;
  /** Whether the file is opened, or only searched. */
  readonly opens: boolean;
  readonly stat: Stat | undefined;
  readonly file: CsvFile;
}

/** Cache of data files by path, and of the data of specs that is derived from it. */
export class DataFiles {
  private readonly entries = new Map<string, Entry>();
  private readonly folderEntries = new Map<string, readonly FolderEntry[]>();
  private readonly tracked = new Map<string, TrackedData>();
  private readonly specs = new Map<string, Data>();
  private folders: readonly string[] = [];
  private readonly gitRuns = new SharedRun<boolean>();

  constructor(private readonly host: Host) {}

  /** The data of the spec at a path; the same object until a file changes. */
  of(spec: string, folders: DataFolders): Data {
    if (this.folders !== folders.folders) this.specs.clear();
    this.folders = folders.folders;
    const data = this.specs.get(spec) ?? this.make(spec, folders);
    this.specs.set(spec, data);
    return data;
  }

  /**
   * Writes: reads changed files again; true when something changed. `added`: files may have been added, so missing ones are searched again.
   * `reported`: files that an event names, or their folders, are read in any case.
   */
  refresh(added = false, reported: readonly string[] = []): boolean {
    let changed = false;
    const reportedAs = innermostOf(reported);
    // Typing a path adds an entry for each letter; these are not used again.
    if (this.entries.size > MAX_ENTRIES) {
      this.entries.clear();
      changed = true;
    }
    for (const [key, before] of this.entries) {
      const isMissing = before.file.state === 'none' && isAbsent(before.file.reason);
      const now = this.read(before, reportedAs(before.path) === undefined ? before : undefined);
      if (isSame(before, now) && !(added && isMissing)) continue;
      this.entries.set(key, now);
      changed = true;
    }
    if (changed) this.invalidate();
    return changed;
  }

  /** Writes: reads what an event names, where it may be data; true when something changed. `hasFolders`: a folder appeared. */
  changed(changes: readonly FileChange[], hasFolders = false): boolean {
    const mayBeData = ({ path, isDeleted }: FileChange): boolean => isDeleted || path.toLowerCase().endsWith('.csv');
    if (!hasFolders && !changes.some(mayBeData)) return false;
    const isAdded = changes.some(c => !c.isDeleted);
    return this.refresh(
      isAdded,
      changes.map(c => c.path),
    );
  }

  /** Writes: asks git which files it tracks; true when something changed. A call during a run gets the result of the next run. */
  refreshTracked(folders: readonly string[]): Promise<boolean> {
    return this.gitRuns.start(() => this.askGit(folders));
  }

  private make(spec: string, { folders, folderOf, label }: DataFolders): Data {
    const folder = folderOf(spec);
    const tracked = folder === undefined ? undefined : this.tracked.get(folder);
    return datasetsOf({
      spec,
      folder,
      roots: folders,
      label,
      file: (path, opens) => this.file({ path, opens }),
      real: path => this.host.realPath(path),
      entries: at => this.entriesOf(at),
      isTracked: path => tracked && isTracked(tracked, path, this.host),
    });
  }

  private file(request: Pick<Entry, 'path' | 'opens'>): CsvFile {
    const key = `${request.opens ? 'opened' : 'searched'} ${request.path}`;
    const entry = this.entries.get(key) ?? this.read(request);
    this.entries.set(key, entry);
    return entry.file;
  }

  // A file that could not be read is tried again: permissions change without a change of size or time.
  private read({ path, opens }: Pick<Entry, 'path' | 'opens'>, before?: Entry): Entry {
    const stat = this.host.stat(path);
    const isRead = before?.file.state === 'file' || (before?.file.state === 'none' && before.file.reason === 'folder');
    if (before && isRead && sameStat(before.stat, stat)) return before;
    return { path, opens, stat, file: opens ? readCsv(this.host, path) : probeCsv(this.host, path) };
  }

  private entriesOf(folder: string): readonly FolderEntry[] {
    const entries = this.folderEntries.get(folder) ?? this.host.list(folder);
    this.folderEntries.set(folder, entries);
    return entries;
  }

  private invalidate(): void {
    this.specs.clear();
    this.folderEntries.clear();
  }

  private async askGit(folders: readonly string[]): Promise<boolean> {
    let changed = false;
    for (const folder of folders) {
      const now = await trackedData(this.host, folder);
      const before = this.tracked.get(folder);
      if (now ? before && isSameSet(before.paths, now.paths) : !before) continue;
      if (now) this.tracked.set(folder, now);
      else this.tracked.delete(folder);
      changed = true;
    }
    if (changed) this.invalidate();
    return changed;
  }
}

const isSame = (a: Entry, b: Entry): boolean =>
  a === b || (sameStat(a.stat, b.stat) && a.file.state === 'none' && reasonOf(a.file) === reasonOf(b.file));
const reasonOf = (file: CsvFile): string => (file.state === 'none' ? file.reason : '');
const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(path => b.has(path));
