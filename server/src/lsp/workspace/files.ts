// Files on disk as text, read again only when they may have changed.
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host, Stat } from '../../../../src-shared/host/host';
import { innermostOf } from '../../../../src-shared/host/paths';
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

interface Entry {
  stat: Stat;
  /** Whether an equal stat proves that the file is unchanged. */
  isSettled: boolean;
  readonly result: TextResult;
  tree?: SyntaxTree;
  hash?: string;
  artifact?: Artifact | 'none';
}

/** Cache of files by path; its content depends only on the files. */
export class Files implements FilesView {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly host: Host) {}

  read(path: string): TextResult {
    return this.entry(path)?.result ?? { ok: false, reason: 'missing' };
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
    if (!entry?.result.ok) return undefined;
    entry.artifact ??= readArtifact(path, entry.result.text) ?? 'none';
    return entry.artifact === 'none' ? undefined : entry.artifact;
  }

  /** Writes: these files, or files in these folders, may have changed. */
  changed(paths: readonly string[]): void {
    const reported = innermostOf(paths);
    for (const path of this.entries.keys()) if (reported(path) !== undefined) this.entries.delete(path);
  }

  /** Writes: drops what was read from a file. */
  forget(path: string): void {
    this.entries.delete(path);
  }

  private entry(path: string): Entry | undefined {
    const stat = this.host.stat(path);
    if (!stat) {
      this.entries.delete(path);
      return undefined;
    }
    const cached = this.entries.get(path);
    if (cached?.isSettled && sameStat(cached.stat, stat)) return cached;
    const settled = isSettled(stat, Date.now());
    const result = readArtifactText(this.host, path);
    // The tree and the artifact of an equal text are kept.
    const entry: Entry = cached && sameText(cached.result, result) ? cached : { stat, isSettled: settled, result };
    entry.stat = stat;
    entry.isSettled = settled;
    this.entries.set(path, entry);
    return entry;
  }
}
