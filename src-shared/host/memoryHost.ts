// The outside world in memory, for tests. Pure: hashing, coding, git and programs are given, and every file has the time at which it was written, counted from 1.
import type { FolderEntry, HashResult, Host, ReadFailure, ReadResult, Stat, WriteResult } from './host';
import { dirname } from './paths';

/** What a memory host cannot do by itself. */
export interface Codec {
  readonly sha256: Host['sha256'];
  readonly decodeUtf8: Host['decodeUtf8'];
  readonly encodeUtf8: (text: string) => Uint8Array;
  /** Answers git commands; without it there is no git. */
  readonly git?: Host['git'];
  /** Answers for programs; without it none can be started. */
  readonly run?: Host['run'];
}

/** What lies at a path: text, bytes, or a file that cannot be read, of a too large one maybe its first part. Folders are there where a file lies below. */
export type MemoryFile =
  | string
  | Uint8Array
  | { readonly unreadable: Exclude<ReadFailure, 'missing' | 'folder'>; readonly head?: string };

/** A host whose files can be looked at and changed. */
export interface MemoryHost extends Host {
  readonly files: Map<string, MemoryFile>;
}

/** A host with files by absolute path. */
export function memoryHost(initial: Readonly<Record<string, MemoryFile>>, codec: Codec): MemoryHost {
  const files = new Map(Object.entries(initial));
  const times = new Map<string, number>();
  let clock = 0;
  for (const path of files.keys()) times.set(path, ++clock);
  const bytesOf = (file: MemoryFile): Uint8Array | undefined =>
    typeof file === 'string' ? codec.encodeUtf8(file) : file instanceof Uint8Array ? file : undefined;
  return {
    files,
    readBytes(path, limit): ReadResult {
      const file = files.get(path);
      if (file === undefined) return { ok: false, reason: isFolder(files, path) ? 'folder' : 'missing' };
      if (typeof file === 'object' && 'unreadable' in file) return { ok: false, reason: file.unreadable };
      const bytes = bytesOf(file) ?? new Uint8Array();
      return limit !== undefined && bytes.length > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes };
    },
    readHead(path, length): ReadResult {
      const file = files.get(path);
      if (typeof file === 'object' && 'head' in file && file.head !== undefined)
        return { ok: true, bytes: codec.encodeUtf8(file.head).subarray(0, length) };
      const read = this.readBytes(path);
      return read.ok ? { ok: true, bytes: read.bytes.subarray(0, length) } : read;
    },
    hashFile(path, options): Promise<HashResult> {
      const read = this.readBytes(path);
      if (options?.signal?.aborted) return Promise.resolve({ ok: false, reason: 'aborted' });
      return Promise.resolve(read.ok ? { ok: true, hash: codec.sha256(read.bytes), size: read.bytes.length } : read);
    },
    stat(path): Stat | undefined {
      const file = files.get(path);
      if (file !== undefined)
        return { kind: 'file', size: bytesOf(file)?.length ?? 0, modified: times.get(path) ?? clock };
      return isFolder(files, path) ? { kind: 'folder', size: 0, modified: 0 } : undefined;
    },
    realPath: path => (files.has(path) || isFolder(files, path) ? path : undefined),
    list: path => entriesOf(files, path),
    async writeAtomic(path, text): Promise<WriteResult> {
      const message = obstacle(files, path);
      if (message !== undefined) return { ok: false, message };
      files.set(path, text);
      times.set(path, ++clock);
      return { ok: true };
    },
    sha256: codec.sha256,
    decodeUtf8: codec.decodeUtf8,
    git: codec.git ?? (async () => undefined),
    run: codec.run ?? (async () => ({ ok: false, reason: 'not-started', detail: 'there is no such program' })),
  };
}

type Files = ReadonlyMap<string, MemoryFile>;

const inside = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);

const isFolder = (files: Files, path: string): boolean => [...files.keys()].some(p => p.startsWith(inside(path)));

function entriesOf(files: Files, folder: string): FolderEntry[] {
  const below = [...files.keys()].filter(p => p.startsWith(inside(folder))).map(p => p.slice(inside(folder).length));
  const found = new Map<string, FolderEntry>();
  for (const path of below) {
    const [name = '', ...rest] = path.split('/');
    found.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
  }
  return [...found.values()];
}

// The same words as those of a real disk.
function obstacle(files: Files, path: string): string | undefined {
  const file = files.get(path);
  if (isFolder(files, path)) return 'a folder is in its place';
  if (typeof file === 'object' && 'unreadable' in file) return 'you may not write there';
  for (let at = dirname(path); dirname(at) !== at; at = dirname(at))
    if (files.has(at)) return 'a file is in the place of its folder';
  return undefined;
}
