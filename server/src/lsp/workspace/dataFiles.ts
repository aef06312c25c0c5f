// Data files and the data of specs, cached so that a keystroke does not read the disk. A file is read when it is first needed, and again after a file
// event, an open or a save (server.ts). A change that no event reports is noticed when the data of a spec is next requested, a second later at the latest.
// Git is asked in the background which files it tracks, only in trusted workspaces.
import type { FolderEntry, Host, Stat } from '../../../../src-shared/host/host';
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { affectsRoute, linkRoute } from '../../../../src-shared/host/linkRoute';
import { resolveParents } from '../../../../src-shared/host/resolveParents';
import { isSettled, sameStat } from '../../../../src-shared/host/sameStat';
import type { Data } from '../../../../src-shared/kyn/data/data';
import { readDvcOutputs } from '../../../../src-shared/repro/data/dvcSource';
import { datasetsOf } from '../../../../src-shared/repro/data/findData';
import { type CsvFile, probeCsv, readCsv } from '../../../../src-shared/repro/data/readCsv';
import { isTracked, type TrackedData, trackedData } from '../../../../src-shared/repro/data/trackedData';
import { budgeted } from '../base/gitLimit';
import { FRESH_MS } from '../base/recentResults';
import { SharedRun } from '../base/sharedRun';
import type { FileChange } from './files';

/** The workspace folders, as far as data files depend on them. */
interface DataFolders {
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly folderOf: (path: string) => string | undefined;
  readonly label: (path: string) => string;
}

/** Calls to the owner of the cache, possibly in the middle of a request. */
export interface DataFilesEvents {
  /** The result of `watchable` may have changed. */
  readonly used: () => void;
  /** A file changed that no event reported. */
  readonly changedUnreported: () => void;
}

const MAX_ENTRIES = 2000;

/** How many files of a spec are compared with the disk for a request. A spec with more files has all of them compared by several requests. */
const MAX_COMPARED = 200;

interface Entry {
  readonly path: string;
  /** Whether the file is opened, or only searched. */
  readonly opens: boolean;
  readonly stat: Stat | undefined;
  /** Whether an equal stat proves that the file is unchanged. */
  readonly isSettled: boolean;
  readonly file: CsvFile;
  /** The paths that decide which file it is. */
  readonly route: readonly string[];
  /** When it was last compared with the disk, in milliseconds of `performance.now()`. */
  comparedAt: number;
  /** The state of the files in which a spec last used it. */
  usedIn: number;
}

interface SpecData {
  readonly data: Data;
  /** The keys of the entries that it uses; those that were compared last are at the end. */
  readonly keys: Set<string>;
}

/** Cache of data files by path, and of the data of specs that is derived from it. */
export class DataFiles {
  private readonly entries = new Map<string, Entry>();
  private readonly folderEntries = new Map<string, readonly FolderEntry[]>();
  private readonly tracked = new Map<string, TrackedData>();
  private readonly specs = new Map<string, SpecData>();
  private folders: readonly string[] = [];
  private trusted = false;
  private readonly gitRuns = new SharedRun<boolean>();
  /** Counts the states of the files. */
  private state = 0;
  private isStateUsed = false;

  constructor(
    private readonly host: Host,
    private readonly events?: DataFilesEvents,
  ) {}

  /** The data of the spec at a path; the same object until a file changes. */
  of(spec: string, folders: DataFolders): Data {
    if (this.folders !== folders.folders || this.trusted !== folders.trusted) this.specs.clear();
    this.folders = folders.folders;
    this.trusted = folders.trusted;
    const cached = this.specs.get(spec);
    if (cached && this.isOutdated(cached)) {
      this.invalidate();
      this.events?.changedUnreported();
    }
    const now = this.specs.get(spec) ?? this.make(spec, folders);
    this.specs.set(spec, now);
    return now.data;
  }

  /** The existing files that specs use and that are opened, with the links to them. */
  watchable(): string[] {
    const used = [...this.entries.values()].filter(entry => entry.opens && entry.file.state === 'file');
    return [...new Set(used.flatMap(({ route }) => route))];
  }

  /**
   * Writes: reads changed files again; true when something changed. `added`: files may have been added, so missing ones are searched again.
   * `reported`: files that an event names, or their folders, are read in any case.
   */
  refresh(added = false, reported: readonly string[] = []): boolean {
    let changed = false;
    const isReported = reportedBy(reported);
    // Typing a path adds an entry for each letter; these are not used again.
    if (this.entries.size > MAX_ENTRIES) {
      this.entries.clear();
      changed = true;
    }
    for (const [key, before] of this.entries) {
      const isMissing = before.file.state === 'none' && isAbsent(before.file.reason);
      const now = this.read(before, isReported(before) ? undefined : before);
      now.usedIn = before.usedIn;
      this.entries.set(key, now);
      if (!isSame(before, now) || (added && isMissing)) changed = true;
    }
    if (changed) this.invalidate();
    return changed;
  }

  /** Writes: reads what an event names, where it is used or may be data; true when something changed. `hasFolders`: a folder appeared. */
  changed(changes: readonly FileChange[], hasFolders = false): boolean {
    const paths = changes.map(c => c.path);
    const isReported = reportedBy(paths);
    // Specs use files with any name; a new CSV file may be a better suggestion for a missing one.
    const mayBeData = ({ path, isDeleted }: FileChange): boolean => isDeleted || path.toLowerCase().endsWith('.csv');
    if (!hasFolders && !changes.some(mayBeData) && ![...this.entries.values()].some(isReported)) return false;
    const isAdded = changes.some(c => !c.isDeleted);
    return this.refresh(isAdded, paths);
  }

  /** Writes: asks git which files it tracks; true when something changed. A call during a run gets the result of the next run. */
  refreshTracked(folders: readonly string[]): Promise<boolean> {
    return this.gitRuns.start(() => this.askGit(folders));
  }

  private make(spec: string, { folders, trusted, folderOf, label }: DataFolders): SpecData {
    const folder = folderOf(spec);
    const tracked = folder === undefined ? undefined : this.tracked.get(folder);
    const keys = new Set<string>();
    const data = datasetsOf({
      spec,
      folder,
      roots: folders,
      opensBeside: trusted,
      label,
      file: (path, opens) => {
        const key = `${opens ? 'opened' : 'searched'} ${path}`;
        keys.add(key);
        return this.file(key, { path, opens });
      },
      real: path => this.host.realPath(path),
      resolve: path => resolveParents(this.host, path),
      entries: at => this.entriesOf(at),
      dvcOutputs: path => readDvcOutputs(this.host, path),
      isTracked: path => tracked && isTracked(tracked, path, this.host),
    });
    return { data, keys };
  }

  private file(key: string, request: Pick<Entry, 'path' | 'opens'>): CsvFile {
    const cached = this.entries.get(key);
    const entry = cached ?? this.read(request);
    entry.usedIn = this.state;
    this.isStateUsed = true;
    this.entries.set(key, entry);
    if (!cached && entry.file.state === 'file') this.events?.used();
    return entry.file;
  }

  // Compares the files that were not compared for the longest time, so that each has its turn.
  private isOutdated({ keys }: SpecData): boolean {
    let isOutdated = false;
    for (const key of [...keys].slice(0, MAX_COMPARED)) {
      keys.delete(key);
      keys.add(key);
      const before = this.entries.get(key);
      if (!before || performance.now() - before.comparedAt < FRESH_MS) continue;
      before.comparedAt = performance.now();
      if (before.isSettled && sameStat(before.stat, this.host.stat(before.path))) continue;
      const now = this.read(before);
      this.entries.set(key, now);
      isOutdated ||= !isSame(before, now);
    }
    return isOutdated;
  }

  // A file that could not be read is tried again: permissions change without a change of size or time.
  private read({ path, opens }: Pick<Entry, 'path' | 'opens'>, before?: Entry): Entry {
    const stat = this.host.stat(path);
    const isRead = before?.file.state === 'file' || (before?.file.state === 'none' && before.file.reason === 'folder');
    if (before?.isSettled && isRead && sameStat(before.stat, stat)) return before;
    const isOld = stat === undefined || isSettled(stat, Date.now());
    const file = opens ? readCsv(this.host, path) : probeCsv(this.host, path);
    const route = linkRoute(this.host, path);
    return { path, opens, stat, isSettled: isOld, file, route, comparedAt: performance.now(), usedIn: this.state };
  }

  private entriesOf(folder: string): readonly FolderEntry[] {
    const entries = this.folderEntries.get(folder) ?? this.host.list(folder);
    this.folderEntries.set(folder, entries);
    return entries;
  }

  // Entries that no spec used since the last change are dropped: their specs were edited, closed or deleted.
  private invalidate(): void {
    if (this.isStateUsed)
      for (const [key, entry] of this.entries) if (entry.usedIn < this.state) this.entries.delete(key);
    this.state++;
    this.isStateUsed = false;
    this.specs.clear();
    this.folderEntries.clear();
    this.events?.used();
  }

  private async askGit(folders: readonly string[]): Promise<boolean> {
    const host = budgeted(this.host);
    let changed = false;
    for (const folder of folders) {
      const now = await trackedData(host, folder);
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

// An event names a file by the path, a link on it or the target of these links.
function reportedBy(paths: readonly string[]): (entry: Entry) => boolean {
  const isReported = affectsRoute(paths);
  return ({ route }) => isReported(route);
}

const isSame = (a: Entry, b: Entry): boolean =>
  a === b ||
  (sameStat(a.stat, b.stat) && String(a.route) === String(b.route) && contentOf(a.file) === contentOf(b.file));

const contentOf = (file: CsvFile): string =>
  JSON.stringify(file.state === 'file' && file.head ? [file, file.head.sample()] : file);

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(path => b.has(path));
