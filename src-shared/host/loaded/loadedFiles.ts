// The files of a workspace that a browser loaded: their content, and the entries of the folders around them. Other paths are not known: they may exist or not.
import type { FolderEntry, FolderResult, ReadFailure, ReadResult, Stat } from '../host';
import { basename, dirname } from '../paths';

/** A file. Without `bytes` it exists, but was not loaded. Times in milliseconds since 1970. */
export interface LoadedFile {
  readonly bytes?: Uint8Array;
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
}

/** How much is loaded. `size` in bytes. */
export interface LoadedAmount {
  readonly files: number;
  readonly size: number;
  readonly folders: number;
}

/** What is known of the files. Paths are absolute, without links. */
export class LoadedFiles {
  private readonly folders = new Map<string, Map<string, FolderEntry['kind']>>();
  private readonly files = new Map<string, LoadedFile & { readonly inode: number }>();
  private writes = 0;
  private content = { files: 0, size: 0 };

  /** `isLoaded`: whether a file with this name is loaded where its folder is listed, so that one that is not there does not exist. */
  constructor(private readonly isLoaded: (path: string) => boolean) {}

  /** The files with content, their size in bytes, and the folders that are listed. */
  get amount(): LoadedAmount {
    return { ...this.content, folders: this.folders.size };
  }

  /** Records the entries of a folder. */
  setFolder(path: string, entries: readonly FolderEntry[]): void {
    this.folders.set(path, new Map(entries.map(({ name, kind }) => [name, kind])));
  }

  /** Records a file, and that its folder contains it. */
  setFile(path: string, file: LoadedFile): void {
    this.forget(path);
    this.count(file, 1);
    this.files.set(path, { ...file, inode: ++this.writes });
    this.addEntry(path, 'file');
  }

  /** The topmost folder around a path that did not exist when the folder that it is in was listed; undefined where there is none. */
  newFolderAround(path: string): string | undefined {
    for (let at = dirname(path); dirname(at) !== at; at = dirname(at)) {
      const around = this.folders.get(dirname(at));
      if (around) return around.has(basename(at)) ? undefined : at;
    }
    return undefined;
  }

  /** Records that a folder contains an entry, if the folder is listed. */
  addEntry(path: string, kind: FolderEntry['kind']): void {
    this.folders.get(dirname(path))?.set(basename(path), kind);
  }

  /** Removes an entry and what is in it. */
  remove(path: string): void {
    this.folders.get(dirname(path))?.delete(basename(path));
    const isGone = (known: string): boolean => known === path || known.startsWith(`${path}/`);
    for (const at of [...this.files.keys()]) if (isGone(at)) this.forget(at);
    for (const at of [...this.folders.keys()]) if (isGone(at)) this.folders.delete(at);
  }

  private forget(path: string): void {
    this.count(this.files.get(path), -1);
    this.files.delete(path);
  }

  private count(file: LoadedFile | undefined, by: 1 | -1): void {
    if (!file?.bytes) return;
    this.content.files += by;
    this.content.size += by * file.bytes.length;
  }

  /** The content of a file. */
  read(path: string): ReadResult {
    const file = this.files.get(path);
    return file?.bytes ? { ok: true, bytes: file.bytes } : { ok: false, reason: this.failure(path) };
  }

  stat(path: string): Stat | undefined {
    const file = this.files.get(path);
    if (file)
      return { kind: 'file', size: file.size, modified: file.modified, changed: file.changed, inode: file.inode };
    return this.isFolder(path) ? { kind: 'folder', size: 0, modified: 0, changed: 0, inode: 0 } : undefined;
  }

  readFolder(path: string): FolderResult {
    const entries = this.folders.get(path);
    if (entries) return { ok: true, entries: [...entries].map(([name, kind]) => ({ name, kind })) };
    const isListed = this.entryKind(path) === 'file';
    return { ok: false, reason: isListed ? 'unreadable' : this.absence(path) };
  }

  private isFolder(path: string): boolean {
    return this.folders.has(path) || this.entryKind(path) === 'folder';
  }

  private entryKind(path: string): FolderEntry['kind'] | undefined {
    return this.folders.get(dirname(path))?.get(basename(path));
  }

  private failure(path: string): ReadFailure {
    if (this.files.has(path)) return 'not-loaded';
    if (this.isFolder(path)) return 'folder';
    return this.isLoaded(path) ? this.absence(path) : 'not-loaded';
  }

  // A folder that is not listed may contain anything.
  private absence(path: string): ReadFailure {
    for (let at = path; dirname(at) !== at; at = dirname(at)) {
      const around = this.folders.get(dirname(at));
      if (around) return around.has(basename(at)) ? 'not-loaded' : 'missing';
    }
    return 'not-loaded';
  }
}
