// Files on disk as text, read again only when their size or time changed.
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host } from '../../../../src-shared/host/host';
import type { TextResult } from '../../../../src-shared/host/readText';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import type { FilesView } from './workspaceView';

interface Entry {
  readonly stamp: string;
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
    const stamp = `${stat.kind} ${stat.size} ${stat.modified}`;
    const cached = this.entries.get(path);
    if (cached?.stamp === stamp) return cached;
    const entry: Entry = { stamp, result: readArtifactText(this.host, path) };
    this.entries.set(path, entry);
    return entry;
  }
}
