// Files on disk as text, read again only when they may have changed.
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host, ReadFailure, Stat } from '../../../../src-shared/host/host';
import { affectsRoute, linkRoute } from '../../../../src-shared/host/linkRoute';
import { dirname } from '../../../../src-shared/host/paths';
import { sameText, type TextResult } from '../../../../src-shared/host/readText';
import { isSettled, sameStat } from '../../../../src-shared/host/sameStat';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import type { FilesView } from './workspaceView';

/** A change of a file or folder that a client reports. */
export interface FileChange {
  readonly path: string;
  readonly isDeleted: boolean;
}

/** What a search knows about a file. `limit`: a larger one is not read, in bytes. `isPlain`: it was just listed, and no part of its path is a link. */
export interface SearchedFile {
  readonly limit: number;
  readonly isPlain: boolean;
}

/** A file that was read. `modified`: milliseconds since 1970. */
export interface ReadFile {
  readonly text: string;
  readonly artifact: Artifact | undefined;
  readonly modified: number;
}

interface Entry {
  readonly stat: Stat;
  /** Whether an equal stat proves that the file is unchanged. */
  readonly isSettled: boolean;
  /** Absent where the file was read in a search and is not needed again: what shows whether it changed is kept. */
  readonly result: TextResult | undefined;
  /** The paths that decide which file was read. */
  readonly route: readonly string[];
  tree?: SyntaxTree;
  hash?: string;
  /** The tree of a small file takes ten times the memory of its text, so it is read again from the text when it is needed later. */
  artifact?: WeakRef<Artifact> | 'none';
}

// The length of a text in UTF-16 units that takes a few milliseconds to read. Few files of runs are longer.
const MAX_READ_AGAIN = 64 * 1024;

// As many files are checked after a search, which reads each of them once.
const CHECKED = 2000;

type ReadEntry = Entry & { readonly result: TextResult };

/** Cache of files by path; its content depends only on the files. */
export class Files implements FilesView {
  private readonly entries = new Map<string, Entry>();
  /** The paths of entries that were read through links, and perhaps of others. */
  private readonly linked = new Set<string>();

  /** `isRefused`: whether a path may not be read, for now. `textsToKeep`: of how many files a search keeps the text. */
  constructor(
    private readonly host: Host,
    private readonly isRefused: (path: string) => boolean = () => false,
    private textsToKeep = CHECKED,
  ) {}

  read(path: string): TextResult {
    return this.entry(path)?.result ?? { ok: false, reason: this.absence(path) };
  }

  // A link to nothing and a file in a folder that may not be read are not absent: what replaces them would be written through the link, or hide the file.
  private absence(path: string): ReadFailure {
    const read = this.host.readHead(path, 0);
    return read.ok ? 'missing' : read.reason;
  }

  /** Syntax tree of a spec on disk. A byte order mark is left out, as an editor hides it. */
  tree(path: string): SyntaxTree | undefined {
    const entry = this.entry(path);
    if (!entry?.result.ok) return undefined;
    const { text } = entry.result;
    entry.tree ??= parse(text.startsWith(BOM) ? text.slice(1) : text);
    return entry.tree;
  }

  hash(path: string): string | undefined {
    const entry = this.entry(path);
    if (!entry?.result.ok) return undefined;
    entry.hash ??= configHash(entry.result.text, this.host.sha256);
    return entry.hash;
  }

  /** The artifact in a file; undefined for other files. */
  artifact(path: string): Artifact | undefined {
    const entry = this.entry(path);
    return entry && this.artifactIn(path, entry);
  }

  /**
   * The text of a file and the artifact in it, for a search; undefined where it cannot be read. A search reads many files, so neither is kept of a small file: a weak
   * reference to an artifact would keep it until the next complete garbage collection.
   */
  file(path: string, searched: SearchedFile): ReadFile | 'too-large' | undefined {
    const wasRead = isRead(this.entries.get(path));
    const entry = wasRead ? this.entry(path) : this.newEntry(path, searched);
    // Whoever asks without a limit can read it, so nothing is kept of it.
    if (entry && isTooLarge(path, entry, searched.limit)) return 'too-large';
    if (!entry) this.entries.delete(path);
    if (!entry?.result.ok) return undefined;
    const { text } = entry.result;
    const { stat, isSettled, route } = entry;
    // What something else has read is in use, and reading a large file again takes a time that is noticed.
    if (wasRead || text.length > MAX_READ_AGAIN) {
      this.entries.set(path, entry);
      return { text, artifact: this.artifactIn(path, entry), modified: stat.modified };
    }
    const isKept = this.textsToKeep-- > 0;
    this.entries.set(path, isKept ? entry : { stat, isSettled, route, result: undefined });
    return { text, artifact: readArtifact(path, text), modified: stat.modified };
  }

  /** The paths in these folders that were read. */
  pathsIn(folders: ReadonlySet<string>): string[] {
    return [...this.entries.keys()].filter(path => folders.has(dirname(path)));
  }

  /** Whether what was read from a file is what it has now, as far as its size and times show. */
  isCurrent(path: string): boolean {
    const [entry, stat] = [this.entries.get(path), this.host.stat(path)];
    return entry !== undefined && stat !== undefined && sameStat(entry.stat, stat);
  }

  /** Writes: these files, files in these folders, or links to them may have changed. */
  changed(paths: readonly string[]): void {
    const isReported = affectsRoute(paths);
    // What was read inside a folder that is a file now cannot be read again, and most events name a file.
    const isFile = (path: string): boolean => this.host.stat(path)?.kind === 'file';
    for (const path of paths.every(isFile) ? [...paths, ...this.linked] : this.entries.keys()) {
      const route = this.entries.get(path)?.route;
      if (route && isReported(route)) this.entries.delete(path);
      if (!this.entries.has(path)) this.linked.delete(path);
    }
  }

  /** Writes: drops what was read from a file. */
  forget(path: string): void {
    this.entries.delete(path);
  }

  private artifactIn(path: string, entry: ReadEntry): Artifact | undefined {
    if (!entry.result.ok || entry.artifact === 'none') return undefined;
    const known = entry.artifact?.deref();
    if (known) return known;
    const artifact = readArtifact(path, entry.result.text);
    entry.artifact = artifact ? new WeakRef(artifact) : 'none';
    return artifact;
  }

  private entry(path: string): ReadEntry | undefined {
    const stat = this.host.stat(path);
    const cached = this.entries.get(path);
    const before = isRead(cached) ? cached : undefined;
    if (stat && before?.isSettled && sameStat(before.stat, stat)) return before;
    // Most files that are asked for do not exist.
    const now = stat && this.newEntry(path);
    if (!now) {
      this.entries.delete(path);
      return undefined;
    }
    // The tree and the artifact of an equal text are kept.
    const entry = before && sameText(before.result, now.result) ? { ...before, ...now } : now;
    this.entries.set(path, entry);
    return entry;
  }

  /** Reads a file; undefined where there is none. */
  private newEntry(path: string, searched?: SearchedFile): ReadEntry | undefined {
    const refused = this.isRefused(path);
    const result: TextResult = refused
      ? { ok: false, reason: 'untrusted' }
      : readArtifactText(this.host, path, searched?.limit, searched?.isPlain);
    // That of the file that was opened, which may have been replaced since.
    const stat = result.stat ?? this.host.stat(path);
    if (!stat) return undefined;
    const route = searched?.isPlain ? [path] : linkRoute(this.host, path);
    if (route.length > 1 || route[0] !== path) this.linked.add(path);
    return { stat, isSettled: !refused && isSettled(stat, Date.now()), result, route };
  }
}

const isTooLarge = (path: string, { stat, result }: ReadEntry, limit: number): boolean =>
  (!result.ok && result.reason === 'too-large') || (fileFormatOf(path).head === undefined && stat.size > limit);

const isRead = (entry: Entry | undefined): entry is ReadEntry => entry?.result !== undefined;
