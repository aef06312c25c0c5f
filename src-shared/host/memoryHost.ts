// The outside world in memory, for tests. Pure: hashing, decoding, git and programs are passed in, and the time of a file is a counter that starts at 1.
import type {
  FolderEntry,
  FolderResult,
  GitResult,
  HashResult,
  Host,
  ReadFailure,
  ReadResult,
  RunningHash,
  Stat,
  WriteResult,
} from './host';
import { linkFailure } from './linkFailure';
import { dirname, goesUp, join } from './paths';

/** What a git command prints, undefined if it fails, or the result itself. */
export type GitStub = (
  folder: string,
  args: readonly string[],
  input?: string,
) => Promise<Uint8Array | undefined | GitResult>;

/** The functions that a memory host is given. */
export interface Codec {
  readonly sha256: Host['sha256'];
  readonly decodeUtf8: Host['decodeUtf8'];
  readonly encodeUtf8: (text: string) => Uint8Array;
  /** Runs git commands; absent if git is not installed. */
  readonly git?: GitStub;
  /** Runs programs; absent if no program can be started. */
  readonly run?: Host['run'];
}

/**
 * A file: text, bytes, a link to nothing, or one that cannot be read (`head`: the first part of a file that is too large). Folders exist if they contain
 * a file; one at which there is also an unreadable file cannot be listed.
 */
export type MemoryFile =
  | string
  | Uint8Array
  | { readonly brokenLink: string }
  | {
      readonly unreadable: Exclude<ReadFailure, 'missing' | 'broken-link' | 'not-in-annex' | 'folder'>;
      readonly head?: string;
    };

/** A host whose files can be inspected and changed. */
export interface MemoryHost extends Host {
  readonly files: Map<string, MemoryFile>;
}

const runningHash = (sha256: Codec['sha256'], before = ''): RunningHash => {
  let text = before;
  return {
    update: part => {
      text += part;
    },
    copy: () => runningHash(sha256, text),
    digest: () => sha256(text),
  };
};

/** A host with files by absolute path. */
export function memoryHost(initial: Readonly<Record<string, MemoryFile>>, codec: Codec): MemoryHost {
  const files = new Map(Object.entries(initial));
  const times = new Map<string, number>();
  let clock = 0;
  for (const path of files.keys()) times.set(path, ++clock);
  const bytesOf = (file: MemoryFile): Uint8Array | undefined =>
    typeof file === 'string' ? codec.encodeUtf8(file) : file instanceof Uint8Array ? file : undefined;
  const pathOf = (named: string): string => pathIn(files, named);
  return {
    files,
    readBytes(named, limit): ReadResult {
      const path = pathOf(named);
      const file = fileAt(files, path);
      const target = targetOf(files.get(path));
      if (target !== undefined) return { ok: false, reason: linkFailure(target) };
      if (file === undefined) return { ok: false, reason: isFolder(files, path) ? 'folder' : 'missing' };
      if (typeof file === 'object' && 'unreadable' in file) return { ok: false, reason: file.unreadable };
      const bytes = bytesOf(file) ?? new Uint8Array();
      return limit !== undefined && bytes.length > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes };
    },
    readHead(named, length): ReadResult {
      const path = pathOf(named);
      const file = fileAt(files, path);
      if (typeof file === 'object' && 'head' in file && file.head !== undefined)
        return { ok: true, bytes: codec.encodeUtf8(file.head).subarray(0, length) };
      const read = this.readBytes(path);
      return read.ok ? { ok: true, bytes: read.bytes.subarray(0, length) } : read;
    },
    readPart(path, from, length): ReadResult {
      const read = this.readBytes(path);
      return read.ok ? { ok: true, bytes: read.bytes.subarray(from, from + length) } : read;
    },
    hashFile(path, options): Promise<HashResult> {
      const read = this.readBytes(path);
      if (options?.signal?.aborted) return Promise.resolve({ ok: false, reason: 'aborted' });
      return Promise.resolve(read.ok ? { ok: true, hash: codec.sha256(read.bytes), size: read.bytes.length } : read);
    },
    stat(named): Stat | undefined {
      const path = pathOf(named);
      const file = fileAt(files, path);
      // Only an unreadable file can be where a folder is.
      const isFile = typeof file === 'object' && 'unreadable' in file ? !isFolder(files, path) : file !== undefined;
      if (file !== undefined && isFile) return statOf('file', bytesOf(file)?.length ?? 0, times.get(path) ?? clock);
      return isFolder(files, path) ? statOf('folder', 0, 0) : undefined;
    },
    realPath(path): string | undefined {
      const real = pathOf(path);
      return fileAt(files, real) !== undefined || isFolder(files, real) ? real : undefined;
    },
    linkTarget: path => targetOf(files.get(pathOf(path))),
    readFolder: path => folderAt(files, pathOf(path)),
    list(path): readonly FolderEntry[] {
      const read = this.readFolder(path);
      return read.ok ? read.entries : [];
    },
    async writeAtomic(named, content, isExpected = () => true): Promise<WriteResult> {
      const path = pathOf(named);
      const message = obstacle(files, path) ?? (isExpected(this.readBytes(path)) ? undefined : CHANGED);
      if (message !== undefined) return { ok: false, message };
      files.set(path, typeof content === 'string' ? content : Uint8Array.from([...content].flatMap(b => [...b])));
      times.set(path, ++clock);
      return { ok: true };
    },
    sha256: codec.sha256,
    runningHash: () => runningHash(codec.sha256),
    decodeUtf8: codec.decodeUtf8,
    git: async (folder, args, options) =>
      gitResult(codec.git ? await codec.git(folder, args, options?.input) : { ok: false, reason: 'missing' }),
    run: codec.run ?? (async () => ({ ok: false, reason: 'not-started', detail: 'it does not exist' })),
  };
}

function gitResult(out: Uint8Array | undefined | GitResult): GitResult {
  if (out === undefined) return { ok: false, reason: 'failed' };
  return 'ok' in out ? out : { ok: true, stdout: out };
}

// Each write replaces the file, so its time also identifies it.
const statOf = (kind: Stat['kind'], size: number, time: number): Stat => ({
  kind,
  size,
  modified: time,
  changed: time,
  inode: time,
});

type Files = ReadonlyMap<string, MemoryFile>;

function targetOf(file: MemoryFile | undefined): string | undefined {
  return typeof file === 'object' && 'brokenLink' in file ? file.brokenLink : undefined;
}

// A path as the system reads it: it goes up from a folder that exists only. Links do not have a target that exists.
function pathIn(files: Files, path: string): string {
  const parts = goesUp(path) ? path.split('/') : [];
  const left = parts.flatMap((part, i) => (part === '..' ? [join(parts.slice(0, i).join('/') || '/', '.')] : []));
  return left.every(folder => isFolder(files, folder)) ? join(path, '.') : path;
}

// The file after following links.
const fileAt = (files: Files, path: string): Exclude<MemoryFile, { brokenLink: string }> | undefined => {
  const file = files.get(path);
  return typeof file === 'object' && 'brokenLink' in file ? undefined : file;
};

const inside = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);

const isFolder = (files: Files, path: string): boolean => [...files.keys()].some(p => p.startsWith(inside(path)));

function folderAt(files: Files, folder: string): FolderResult {
  const file = files.get(folder);
  if (typeof file === 'object' && 'unreadable' in file) return { ok: false, reason: file.unreadable };
  return isFolder(files, folder) ? { ok: true, entries: entriesOf(files, folder) } : { ok: false, reason: 'missing' };
}

function entriesOf(files: Files, folder: string): FolderEntry[] {
  const below = [...files.keys()].filter(p => p.startsWith(inside(folder))).map(p => p.slice(inside(folder).length));
  const found = new Map<string, FolderEntry>();
  for (const path of below) {
    const [name = '', ...rest] = path.split('/');
    const kind = targetOf(files.get(inside(folder) + path)) === undefined ? 'file' : 'other';
    if (found.get(name)?.kind !== 'folder') found.set(name, { name, kind: rest.length > 0 ? 'folder' : kind });
  }
  return [...found.values()];
}

// The same messages as those of nodeHost.
const CHANGED = 'another program changed it meanwhile, so try again';

function obstacle(files: Files, path: string): string | undefined {
  const file = files.get(path);
  if (isFolder(files, path)) return 'it is a folder';
  if (goesUp(path)) return 'its folder cannot be created';
  if (typeof file === 'object' && 'unreadable' in file) return 'permission denied';
  for (let at = dirname(path); dirname(at) !== at; at = dirname(at))
    if (files.has(at)) return 'a parent folder is a file';
  return undefined;
}
