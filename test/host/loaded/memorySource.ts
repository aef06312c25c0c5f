// The file system of an editor in memory.
import type { FolderEntry } from '../../../src-shared/host/host';
import type { FileSource, SourceFile, SourceFolder } from '../../../src-shared/host/loaded/fileSource';

/** A file system whose files can be changed; `reads` are the paths that were read. */
export interface MemorySource extends FileSource {
  readonly reads: string[];
  /** Replaces all files. */
  set(texts: Readonly<Record<string, string>>): void;
  text(path: string): string | undefined;
}

/** A file system with texts by path. */
export function memorySource(initial: Readonly<Record<string, string>>): MemorySource {
  let texts = new Map(Object.entries(initial));
  const reads: string[] = [];
  const below = (folder: string): string[] =>
    [...texts.keys()].flatMap(path => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
  return {
    reads,
    set(next) {
      texts = new Map(Object.entries(next));
    },
    text: path => texts.get(path),
    async readFolder(path): Promise<SourceFolder> {
      const names = below(path);
      if (names.length === 0) return { ok: false, reason: 'missing' };
      const entries = new Map<string, FolderEntry>();
      for (const name of names) {
        const [first = '', ...rest] = name.split('/');
        entries.set(first, { name: first, kind: rest.length > 0 ? 'folder' : 'file' });
      }
      return { ok: true, entries: [...entries.values()] };
    },
    async readFile(path, limit): Promise<SourceFile> {
      reads.push(path);
      const text = texts.get(path);
      if (text === undefined) return { ok: false, reason: below(path).length > 0 ? 'folder' : 'missing' };
      const bytes = new TextEncoder().encode(text);
      const stat = { size: bytes.length, modified: 1, changed: 1 };
      return { ok: true, file: bytes.length > limit ? stat : { ...stat, bytes } };
    },
    async writeFile(path, text) {
      texts.set(path, text);
      return { ok: true };
    },
  };
}
