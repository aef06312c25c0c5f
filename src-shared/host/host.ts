// The interface of the core to the outside: files, hashing, git, programs. Callers pass an implementation; tests pass one in memory.
// Paths are absolute and use `/` on every system (`C:/x` on Windows); see paths.ts.

/**
 * Why a file could not be read. `broken-link`: a symbolic link to nothing; `not-in-annex`: to content that git-annex did not fetch; `special`: a device, a
 * pipe, a socket or a file that the system makes while it is read (`/proc`), which may never end. `not-loaded`: it is
 * not among the files that a browser loaded, so it is not known whether it exists.
 */
export type ReadFailure =
  | 'missing'
  | 'broken-link'
  | 'not-in-annex'
  | 'folder'
  | 'special'
  | 'denied'
  | 'name-too-long'
  | 'link-cycle'
  | 'too-large'
  | 'not-loaded'
  | 'unreadable';

/** Bytes of a file, or why it could not be read. `stat`: the state of the file when it was opened, from a host that knows it. */
export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly stat?: Stat }
  | { readonly ok: false; readonly reason: ReadFailure };

/** A SHA-256 of a text that comes in parts. */
export interface RunningHash {
  /** Adds a part, as UTF-8. */
  update(part: string): void;
  /** The same hash so far, which continues on its own. */
  copy(): RunningHash;
  /** 64 lower-case hex digits. Nothing is added after it. */
  digest(): string;
}

/** The entry at a path. Times in milliseconds since 1970; compare two with sameStat.ts. */
export interface Stat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  readonly modified: number;
  /** When the entry was last written or its properties changed. No program can set this time, unlike `modified`. */
  readonly changed: number;
  /** The number of the file on its disk; a file that replaces another one has its own. */
  readonly inode: number;
  /** Other users may create entries in the folder, as in /tmp. Absent where the system has no such permission. */
  readonly isShared?: true;
}

/** An entry of a folder. Symbolic links have the kind `other`, so that walking a tree always ends. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** Entries of a folder, or why it could not be read. */
export type FolderResult =
  | { readonly ok: true; readonly entries: readonly FolderEntry[] }
  | { readonly ok: false; readonly reason: ReadFailure };

/**
 * The result of writing a file; `message` completes "<file> could not be written: ". `hardLinks`: how many names the replaced file had, if it had
 * several; the others still name the old file. `leftover`: the name of the temporary file, if it could not be removed.
 */
export type WriteResult =
  | { readonly ok: true; readonly hardLinks?: number; readonly leftover?: string }
  | { readonly ok: false; readonly message: string };

/** What is written to a file: a text as UTF-8, or bytes in pieces, so that large content is not copied. */
export type FileContent = string | Iterable<Uint8Array>;

/** Whether a file still has the content that a decision to replace it was based on; `readText.ts` makes one. */
export type IsExpected = (current: ReadResult) => boolean;

/** Stops a running program; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** How a program is run: its working folder, and the time limit for it and its child processes. */
export interface RunOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal?: StopSignal;
  /** The most bytes of each stream; a program that prints more is stopped, and has no result. Without it, the rest is dropped. */
  readonly maxOutput?: number;
  /** A text for its standard input, as UTF-8; without one it gets none. */
  readonly input?: string;
  /** The beginnings of the names of variables of the environment that the program does not get. */
  readonly withoutVariables?: readonly string[];
}

/** The exit code with the output (UTF-8; without `maxOutput` the first 64 KiB of each stream), or why the program did not end normally; `detail` may be empty. */
export type RunResult =
  | { readonly ok: true; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly ok: false; readonly reason: 'not-started' | 'timeout' | 'aborted' | 'killed'; readonly detail: string };

/**
 * Why git did not answer: it is not installed, the folder is not in a repository, the repository belongs to another user
 * (`refused`), its `.git` is damaged or leads to nothing (`broken`), HEAD is a branch without a commit (`no-commits`), git took too
 * long or is not run for a while after that (`timeout`), it could not be started or did not end by itself (`crashed`), the command
 * ended with an error (`failed`), git answered, but older commits are not part of the answer
 * (`incomplete`), or a browser cannot run it (`browser`).
 */
export type GitFailureReason =
  | 'missing'
  | 'outside'
  | 'refused'
  | 'broken'
  | 'no-commits'
  | 'timeout'
  | 'crashed'
  | 'failed'
  | 'incomplete'
  | 'browser';

/** Why there is no output, or not all. `detail`: what git printed about it, how it ended, or what is missing, as a clause that is not escaped. */
export interface GitFailure {
  readonly ok: false;
  readonly reason: GitFailureReason;
  readonly detail?: string;
}

/**
 * Standard output of a git command and the folders that git could not open (absolute paths), or why there is no output.
 * `nothingFound`: the command ended with code 1 and without a message.
 */
export type GitResult =
  | {
      readonly ok: true;
      readonly stdout: Uint8Array;
      readonly unopened?: readonly string[];
      readonly nothingFound?: boolean;
    }
  | GitFailure;

/**
 * The standard input of a git command, and a time limit in milliseconds below that of the host (none is left at 0).
 * `mayFindNothing`: for this command, code 1 without a message is an answer.
 */
export interface GitCommandOptions {
  readonly input?: string;
  readonly limitMs?: number;
  readonly mayFindNothing?: boolean;
}

/** How a large file is hashed: `progress` is called with the number of bytes read so far. */
export interface HashOptions {
  readonly signal?: StopSignal;
  readonly progress?: (bytes: number) => void;
}

/** SHA-256 as 64 lower-case hex digits with the number of bytes, or why the file could not be hashed. */
export type HashResult =
  | { readonly ok: true; readonly hash: string; readonly size: number }
  | { readonly ok: false; readonly reason: ReadFailure | 'aborted' };

/** The outside world. No member throws; failures are results. */
export interface Host {
  /**
   * Whole content of a file of at most `limit` bytes (64 MiB without one). `isListed`: its folder was just listed, and it was a regular file, so the system is
   * not asked about it before it is opened.
   */
  readBytes(path: string, limit?: number, isListed?: boolean): ReadResult;
  /** The first bytes of a file, at most `length`, however large the file is. */
  readHead(path: string, length: number): ReadResult;
  /** The bytes of a file from an offset on, at most `length`; none behind its end. */
  readPart(path: string, from: number, length: number): ReadResult;
  /** SHA-256 of a file of any size, read piece by piece. */
  hashFile(path: string, options?: HashOptions): Promise<HashResult>;
  stat(path: string): Stat | undefined;
  /** The path after following links; undefined if it does not exist. */
  realPath(path: string): string | undefined;
  /** The target of a symbolic link, as it is written in the link; undefined for anything else. The target need not exist. */
  linkTarget(path: string): string | undefined;
  /** Entries of a folder, or why they are unknown. */
  readFolder(path: string): FolderResult;
  /** Entries of a folder, empty when it cannot be read. */
  list(path: string): readonly FolderEntry[];
  /**
   * Writes a file atomically, through symbolic links, keeping the mode. Creates parent folders. `isExpected` is called with the current content just
   * before it is replaced: nothing is written if the answer is no, or if a file appears where none was.
   */
  writeAtomic(path: string, content: FileContent, isExpected?: IsExpected): Promise<WriteResult>;
  /** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
  sha256(data: string | Uint8Array): string;
  /** A SHA-256 of a text that comes in parts. */
  runningHash(): RunningHash;
  /** Decodes UTF-8 strictly and keeps a byte order mark; undefined when the bytes are not UTF-8. */
  decodeUtf8(bytes: Uint8Array): string | undefined;
  /** Runs a git command in a folder that only reads; `kyn git-setup` also changes settings. No program of the repository is run. */
  git(folder: string, args: readonly string[], options?: GitCommandOptions): Promise<GitResult>;
  /** Runs a program by its path, without a shell. At the time limit or on `signal`, its child processes are stopped too. */
  run(argv: readonly string[], options: RunOptions): Promise<RunResult>;
}
