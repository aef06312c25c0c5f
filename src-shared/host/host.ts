// What the core needs from the outside: files, hashing, git, programs. Shells give it as an argument; tests give one that lives in memory.
// Paths are absolute and use `/` on every system (`C:/x` on Windows); see paths.ts.

/** Why a file could not be read. */
export type ReadFailure = 'missing' | 'folder' | 'denied' | 'too-large' | 'unreadable';

/** Bytes of a file, or why there are none. */
export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: ReadFailure };

/** What is at a path. Times in milliseconds since 1970. */
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

/** Tells a running program to end; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** How a program is run: in which folder, and how long it and all that it starts may live. */
export interface RunOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal?: StopSignal;
}

/** The exit code with the output (UTF-8, of each stream its first 64 KiB), or why there is none; `detail` in words, maybe empty. */
export type RunResult =
  | { readonly ok: true; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly ok: false; readonly reason: 'not-started' | 'timeout' | 'aborted' | 'killed'; readonly detail: string };

/** How a large file is hashed: `progress` hears of the bytes read so far. */
export interface HashOptions {
  readonly signal?: StopSignal;
  readonly progress?: (bytes: number) => void;
}

/** SHA-256 as 64 lower-case hex digits with the bytes that were read, or why there is none. */
export type HashResult =
  | { readonly ok: true; readonly hash: string; readonly size: number }
  | { readonly ok: false; readonly reason: ReadFailure | 'aborted' };

/** The outside world. No member throws; what fails says so in its result. */
export interface Host {
  /** Whole content of a file of at most `limit` bytes (64 MiB without one). */
  readBytes(path: string, limit?: number): ReadResult;
  /** The first bytes of a file, at most `length`, however large the file is. */
  readHead(path: string, length: number): ReadResult;
  /** SHA-256 of a file of any size, read piece by piece. */
  hashFile(path: string, options?: HashOptions): Promise<HashResult>;
  stat(path: string): Stat | undefined;
  /** Where links lead to; undefined when nothing is there. */
  realPath(path: string): string | undefined;
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
  /** Runs a program by its path with its arguments: without a shell, with nothing to read. At its end in time or by `signal` its children end too. */
  run(argv: readonly string[], options: RunOptions): Promise<RunResult>;
}
