// Loads the files of a workspace that may be specs or artifacts, for a server in a browser: it reads files only through the editor, which takes a request
// for each. What the limits leave out is counted.
import type { FolderEntry, IsExpected, ReadResult, WriteResult } from '../../host/host';
import type { FileSource, SourceFile } from '../../host/loaded/fileSource';
import type { LoadedFile, LoadedFiles } from '../../host/loaded/loadedFiles';
import { basename, isInside, join, relativeTo } from '../../host/paths';
import { counted } from '../../text/numberText';
import { isArtifactPath, isDlmPath, isSkipped, isSpecPath } from './findFiles';

/** How much is loaded of a workspace. Sizes in bytes. */
export interface LoadLimits {
  readonly folders: number;
  readonly files: number;
  readonly fileSize: number;
  readonly totalSize: number;
}

const MIB = 1024 * 1024;

const LIMITS: LoadLimits = { folders: 2000, files: 1000, fileSize: 4 * MIB, totalSize: 64 * MIB };

/** Requests that wait for an answer at the same time. */
const PARALLEL = 16;

const HISTORY = '.kynml';

/** Whether a file is loaded by its name: specs, files that may be artifacts, DLM documents, and all that the history of a workspace keeps. */
export const isLoadedPath = (path: string): boolean =>
  isSpecPath(path) || isArtifactPath(path) || isDlmPath(path) || path.includes(`/${HISTORY}/`);

/** What the limits left out. */
export interface LoadGaps {
  readonly folders: number;
  readonly files: number;
}

/** A file or folder that changed. */
export interface ReportedChange {
  readonly path: string;
  readonly isDeleted: boolean;
}

/** Keeps loaded files as those of the editor. */
export class WorkspaceFiles {
  private readonly tops = new Set<string>();
  private readonly leftFiles = new Set<string>();
  private leftFolders = 0;
  // Requests that wait for an answer.
  private asked = { folders: 0, files: 0 };

  constructor(
    private readonly source: FileSource,
    private readonly loaded: LoadedFiles,
    private readonly limits = LIMITS,
  ) {}

  /** What the limits have left out so far. */
  get gaps(): LoadGaps {
    return { folders: this.leftFolders, files: this.leftFiles.size };
  }

  /** Loads what is in the workspace folders. Files near the top come first, and specs before others. */
  async load(tops: readonly string[]): Promise<void> {
    for (const top of tops) this.tops.add(top);
    await this.loadBelow(tops);
    this.markRepositories();
  }

  /** Loads changes that the editor reports. What is in a folder that is not opened at the start stays unknown. */
  async refresh(changes: readonly ReportedChange[]): Promise<void> {
    await inPortions(changes, ({ path, isDeleted }) => {
      if (isDeleted) return this.loaded.remove(path);
      return this.isInOpenedFolder(path) ? this.reload(path) : undefined;
    });
    this.markRepositories();
  }

  private isInOpenedFolder(path: string): boolean {
    for (const top of this.tops)
      if (path === top || (isInside(top, path) && foldersOf(relativeTo(top, path)).every(isOpened))) return true;
    return false;
  }

  /** Writes a file, if it still has the content that is expected. The editor has no write that compares, so a change within milliseconds is not noticed. */
  async write(path: string, text: string, isExpected: IsExpected): Promise<WriteResult> {
    const current = await this.source.readFile(path, this.limits.fileSize);
    if (!isExpected(contentOf(current))) return { ok: false, message: CHANGED };
    const written = await this.source.writeFile(path, text);
    if (written.ok) await this.reload(path);
    return written;
  }

  // What the editor shows does not tell whether a folder is in a repository. It counts as one for which git does not answer, so that nothing is said about
  // its commits, not even that there are none.
  private markRepositories(): void {
    for (const top of this.tops) this.loaded.addEntry(join(top, '.git'), 'folder');
  }

  private async loadBelow(tops: readonly string[]): Promise<void> {
    const found: string[] = [];
    for (let level = tops; level.length > 0; ) {
      const below = await inPortions(level, folder => this.open(folder, found));
      level = below.flat();
    }
    const specsFirst = [...found.filter(isSpecPath), ...found.filter(path => !isSpecPath(path))];
    await inPortions(specsFirst, path => this.readNew(path));
  }

  // The folders in a folder. Adds its files that are loaded to `found`.
  private async open(folder: string, found: string[]): Promise<readonly string[]> {
    if (this.loaded.amount.folders + this.asked.folders >= this.limits.folders) {
      this.leftFolders++;
      return [];
    }
    this.asked.folders++;
    const read = await this.source.readFolder(folder);
    this.asked.folders--;
    if (!read.ok) return [];
    this.loaded.setFolder(folder, read.entries);
    const of = (kind: FolderEntry['kind']): string[] =>
      read.entries.flatMap(entry => (entry.kind === kind ? [join(folder, entry.name)] : [])).sort();
    found.push(...of('file').filter(isLoadedPath));
    return of('folder').filter(isOpened);
  }

  private async readNew(path: string): Promise<void> {
    const { files, size } = this.loaded.amount;
    if (files + this.asked.files >= this.limits.files || size >= this.limits.totalSize)
      return this.leaveOut(path, UNREAD);
    this.asked.files++;
    const read = await this.source.readFile(path, this.limits.fileSize);
    this.asked.files--;
    this.keep(path, read);
  }

  private async reload(path: string): Promise<void> {
    const read = await this.source.readFile(path, this.limits.fileSize);
    const around = this.loaded.newFolderAround(path);
    if (read.ok && around !== undefined) await this.loadFolder(around);
    if (isLoadedPath(path) && (read.ok || read.reason !== 'folder')) return this.keep(path, read);
    if (read.ok) return this.loaded.addEntry(path, 'file');
    if (read.reason !== 'missing' && read.reason !== 'folder') return;
    this.loaded.remove(path);
    if (read.reason === 'folder') await this.loadFolder(path);
  }

  private async loadFolder(folder: string): Promise<void> {
    this.loaded.addEntry(folder, 'folder');
    if (isOpened(folder)) await this.loadBelow([folder]);
  }

  // Only a file that the editor does not find is missing: one that it cannot read now is there, with a content that is not known.
  private keep(path: string, read: SourceFile): void {
    if (!read.ok) {
      if (read.reason === 'missing') this.loaded.remove(path);
      else this.loaded.setFile(path, UNREAD);
      return;
    }
    const { bytes, ...stat } = read.file;
    this.loaded.setFile(path, stat);
    this.leftFiles.delete(path);
    if (!bytes || this.loaded.amount.size + bytes.length > this.limits.totalSize) this.leaveOut(path, stat);
    else this.loaded.setFile(path, read.file);
  }

  private leaveOut(path: string, stat: LoadedFile): void {
    this.leftFiles.add(path);
    this.loaded.setFile(path, stat);
  }
}

// The same message as that of nodeHost.
const CHANGED = 'another program changed it meanwhile, so try again';

const UNREAD: LoadedFile = { size: 0, modified: 0, changed: 0 };

const foldersOf = (relative: string): readonly string[] => relative.split('/').slice(0, -1);

const isOpened = (folder: string): boolean => !isSkipped(basename(folder)) || basename(folder) === HISTORY;

function contentOf(read: SourceFile): ReadResult {
  if (!read.ok) return read;
  const { bytes } = read.file;
  return bytes ? { ok: true, bytes } : { ok: false, reason: 'too-large' };
}

async function inPortions<T, R>(items: readonly T[], work: (item: T) => R | Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += PARALLEL)
    results.push(...(await Promise.all(items.slice(i, i + PARALLEL).map(work))));
  return results;
}

/** What was left out, as a sentence; undefined where everything was loaded. */
export function loadGapsText({ folders, files }: LoadGaps): string | undefined {
  if (folders === 0 && files === 0) return undefined;
  const parts = [...(files > 0 ? [counted(files, 'file')] : []), ...(folders > 0 ? [counted(folders, 'folder')] : [])];
  const are = folders + files === 1 ? 'was' : 'were';
  return `${parts.join(' and ')} ${are} not loaded into the browser, because the workspace is large. What depends on them is unknown. Open the workspace on a computer to check everything.`;
}
