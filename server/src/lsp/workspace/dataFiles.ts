// What is known of data files, so that a keystroke asks the disk for nothing. The disk is looked at when a file is first asked for, and again when
// an event, an open or a save gives reason to (server.ts). Whether git tracks them is asked in the background, in trusted workspaces only.
import type { Host } from '../../../../src-shared/host/host';
import type { Data } from '../../../../src-shared/kyn/data/data';
import { dataOf } from '../../../../src-shared/repro/data/findData';
import { type CsvFile, probeCsv, readCsv } from '../../../../src-shared/repro/data/readCsv';
import { isTracked, type TrackedData, trackedData } from '../../../../src-shared/repro/data/trackedData';

/** The workspace as far as data is concerned. */
export interface DataPlaces {
  readonly folders: readonly string[];
  readonly folderOf: (path: string) => string | undefined;
  readonly label: (path: string) => string;
}

const MAX_KNOWN = 2000;

interface Known {
  readonly path: string;
  /** Whether the file is opened, or only looked for. */
  readonly opens: boolean;
  readonly stamp: string;
  readonly file: CsvFile;
}

/** Cache of data files by path, and of the data of specs that is made from it. */
export class DataFiles {
  private readonly known = new Map<string, Known>();
  private readonly listed = new Map<string, readonly string[]>();
  private readonly tracked = new Map<string, TrackedData>();
  private readonly specs = new Map<string, Data>();
  private folders: readonly string[] = [];
  private asking: Promise<boolean> | undefined;
  private next: Promise<boolean> | undefined;

  constructor(private readonly host: Host) {}

  /** The data of the spec at a path; the same object until something that is known changes. */
  of(spec: string, places: DataPlaces): Data {
    if (this.folders !== places.folders) this.specs.clear();
    this.folders = places.folders;
    const data = this.specs.get(spec) ?? this.make(spec, places);
    this.specs.set(spec, data);
    return data;
  }

  /** Writes: looks at every known file again; true when something changed. `added`: there may be new files, of which one may be what was meant. */
  refresh(added = false): boolean {
    let changed = false;
    // Typing a path leaves one behind for each letter; nobody asks for these again.
    if (this.known.size > MAX_KNOWN) {
      this.known.clear();
      changed = true;
    }
    for (const [key, before] of this.known) {
      const isMissing = before.file.state === 'none' && before.file.reason === 'missing';
      const now = this.look(before, before);
      if (isSame(before, now) && !(added && isMissing)) continue;
      this.known.set(key, now);
      changed = true;
    }
    if (changed) this.forget();
    return changed;
  }

  /** Writes: asks git which files it tracks; true when something changed. Who asks while that is under way gets the answer of one that starts after. */
  refreshTracked(folders: readonly string[]): Promise<boolean> {
    if (!this.asking) {
      this.asking = this.askGit(folders).finally(() => {
        this.asking = undefined;
      });
      return this.asking;
    }
    this.next ??= this.asking.then(() => {
      this.next = undefined;
      return this.refreshTracked(folders);
    });
    return this.next;
  }

  private make(spec: string, { folders, folderOf, label }: DataPlaces): Data {
    const folder = folderOf(spec);
    const tracked = folder === undefined ? undefined : this.tracked.get(folder);
    return dataOf({
      spec,
      folder,
      roots: folders,
      label,
      file: (path, opens) => this.file({ path, opens }),
      real: path => this.host.realPath(path),
      names: at => this.names(at),
      isTracked: path => tracked && isTracked(tracked, path, this.host),
    });
  }

  private file(wanted: Pick<Known, 'path' | 'opens'>): CsvFile {
    const key = `${wanted.opens ? 'opened' : 'seen'} ${wanted.path}`;
    const known = this.known.get(key) ?? this.look(wanted);
    this.known.set(key, known);
    return known.file;
  }

  // A file that could not be read is tried again: rights change without a trace in size and time.
  private look({ path, opens }: Pick<Known, 'path' | 'opens'>, before?: Known): Known {
    const stat = this.host.stat(path);
    const stamp = stat ? `${stat.kind} ${stat.size} ${stat.modified}` : '';
    if (before?.stamp === stamp && (before.file.state === 'file' || before.file.reason === 'folder')) return before;
    return { path, opens, stamp, file: opens ? readCsv(this.host, path) : probeCsv(this.host, path) };
  }

  private names(folder: string): readonly string[] {
    const names = this.listed.get(folder) ?? this.host.list(folder).flatMap(e => (e.kind === 'folder' ? [] : [e.name]));
    this.listed.set(folder, names);
    return names;
  }

  private forget(): void {
    this.specs.clear();
    this.listed.clear();
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
    if (changed) this.forget();
    return changed;
  }
}

const isSame = (a: Known, b: Known): boolean =>
  a === b || (a.stamp === b.stamp && a.file.state === 'none' && reasonOf(a.file) === reasonOf(b.file));
const reasonOf = (file: CsvFile): string => (file.state === 'none' ? file.reason : '');
const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(path => b.has(path));
