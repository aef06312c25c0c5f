// The outside world of a server in a browser: the files that were loaded. There is no git and no other program.
import type { Host, IsExpected, ReadResult, RunningHash, WriteResult } from '../host';
import { goesUp, join } from '../paths';
import type { LoadedFiles } from './loadedFiles';

/** The functions that the host is given. */
export interface LoadedHostParts {
  readonly files: LoadedFiles;
  readonly sha256: Host['sha256'];
  readonly runningHash: () => RunningHash;
  readonly decodeUtf8: Host['decodeUtf8'];
  /** Writes a file of the workspace, if it still has the content that is expected. */
  readonly write: (path: string, text: string, isExpected: IsExpected) => Promise<WriteResult>;
}

const partOf = (read: ReadResult, from: number, length: number): ReadResult =>
  read.ok ? { ok: true, bytes: read.bytes.subarray(from, from + length) } : read;

const NO_BYTES = 'a browser writes only text';

// There are no links to follow before a path goes up.
const plain = (path: string): string => (goesUp(path) ? join(path, '.') : path);

/** The host. Links are not followed: a file system of an editor reports them as entries of another kind. */
export function loadedHost({ files, sha256, runningHash, decodeUtf8, write }: LoadedHostParts): Host {
  const readFile = (path: string): ReadResult => files.read(plain(path));
  return {
    readBytes(path, limit): ReadResult {
      const read = readFile(path);
      return read.ok && limit !== undefined && read.bytes.length > limit ? { ok: false, reason: 'too-large' } : read;
    },
    readHead: (path, length) => partOf(readFile(path), 0, length),
    readPart: (path, from, length) => partOf(readFile(path), from, length),
    async hashFile(path, options) {
      const read = readFile(path);
      if (options?.signal?.aborted) return { ok: false, reason: 'aborted' };
      return read.ok ? { ok: true, hash: sha256(read.bytes), size: read.bytes.length } : read;
    },
    stat: path => files.stat(plain(path)),
    realPath: path => (files.stat(plain(path)) ? plain(path) : undefined),
    linkTarget: () => undefined,
    readFolder: path => files.readFolder(plain(path)),
    list(path) {
      const read = files.readFolder(plain(path));
      return read.ok ? read.entries : [];
    },
    writeAtomic: async (path, content, isExpected = () => true) =>
      typeof content === 'string' ? write(plain(path), content, isExpected) : { ok: false, message: NO_BYTES },
    sha256,
    runningHash,
    decodeUtf8,
    git: async () => ({ ok: false, reason: 'browser' }),
    run: async () => ({ ok: false, reason: 'not-started', detail: 'a browser cannot start programs' }),
  };
}
