// What the core needs from the outside: files, hashing, git. Shells give it as an argument; tests give one that lives in memory.
// Paths are absolute and use `/` on every system (`C:/x` on Windows); see paths.ts.

/** Why a file could not be read. */
export type ReadFailure = 'missing' | 'folder' | 'denied' | 'too-large' | 'unreadable';

/** Bytes of a file, or why there are none. */
export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: ReadFailure };

/** What stands at a path. Times in milliseconds since 1970. */
export interface Stat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  readonly modified: number;
}

/** An entry of a folder. Symbolic links are named `other`, so that walking a tree never runs in circles. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** Why a file could not be written, in words that complete "<file> could not be written: ". */
export type WriteResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** The outside world. No member throws; what fails says so in its result. */
export interface Host {
  /** Whole content of a file of at most `limit` bytes (64 MiB without one). */
  readBytes(path: string, limit?: number): ReadResult;
  stat(path: string): Stat | undefined;
  /** Entries of a folder, empty when it cannot be read. */
  list(path: string): readonly FolderEntry[];
  /** Writes UTF-8 text: whole or not at all, through symbolic links, keeping the mode. Makes parent folders. */
  writeAtomic(path: string, text: string): Promise<WriteResult>;
  /** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
  sha256(data: string | Uint8Array): string;
  /** Decodes UTF-8 strictly and keeps a byte order mark; undefined when the bytes are not UTF-8. */
  decodeUtf8(bytes: Uint8Array): string | undefined;
  /** Standard output of a read-only git command; undefined when git is absent, refuses, or the folder is in no work tree. */
  git(folder: string, args: readonly string[], input?: string): Promise<Uint8Array | undefined>;
}
