// The outside world on Node. The only file of the core that imports Node; the pure project leaves it out.
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { devNull } from 'node:os';
import type { Readable } from 'node:stream';
import writeFileAtomic from 'write-file-atomic';
import type {
  FolderEntry,
  HashOptions,
  HashResult,
  Host,
  ReadFailure,
  ReadResult,
  RunOptions,
  RunResult,
  Stat,
  WriteResult,
} from './host';
import { dirname, join } from './paths';

const MAX_FILE = 64 * 1024 * 1024;
const MAX_GIT_OUTPUT = 256 * 1024 * 1024;
const GIT_LIMIT_MS = 20_000;
const MAX_RUN_OUTPUT = 64 * 1024;

/** A host on the file system of this machine. */
export const nodeHost: Host = {
  readBytes,
  readHead,
  hashFile,
  stat,
  realPath,
  list,
  writeAtomic,
  sha256: data => createHash('sha256').update(data).digest('hex'),
  decodeUtf8,
  git,
  run,
};

function readBytes(path: string, limit = MAX_FILE): ReadResult {
  return withFile(path, (file, size) =>
    size > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes: readFileSync(file) },
  );
}

function readHead(path: string, length: number): ReadResult {
  return withFile(path, (file, size) => {
    const bytes = new Uint8Array(Math.min(length, size));
    let read = 0;
    for (let more = -1; more !== 0 && read < bytes.length; read += more)
      more = readSync(file, bytes, read, bytes.length - read, read);
    return { ok: true, bytes: bytes.subarray(0, read) };
  });
}

async function hashFile(path: string, { signal, progress }: HashOptions = {}): Promise<HashResult> {
  const { kind } = stat(path) ?? {};
  if (kind !== 'file') return { ok: false, reason: kind === 'folder' ? 'folder' : kind ? 'unreadable' : 'missing' };
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of createReadStream(path)) {
      if (signal?.aborted) return { ok: false, reason: 'aborted' };
      hash.update(piece);
      size += piece.length;
      progress?.(size);
    }
  } catch (error) {
    return { ok: false, reason: failureOf(error) };
  }
  return { ok: true, hash: hash.digest('hex'), size };
}

// Opens a regular file for a moment. Opening a pipe would wait for whoever writes into it, and a device may never end.
function withFile(path: string, read: (file: number, size: number) => ReadResult): ReadResult {
  let file: number | undefined;
  try {
    if (stat(path)?.kind === 'other') return { ok: false, reason: 'unreadable' };
    file = openSync(path, 'r');
    const info = fstatSync(file);
    return info.isDirectory() ? { ok: false, reason: 'folder' } : read(file, info.size);
  } catch (error) {
    return { ok: false, reason: failureOf(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function failureOf(error: unknown): ReadFailure {
  const reasons: Record<string, ReadFailure> = {
    ENOENT: 'missing',
    ENOTDIR: 'missing',
    EISDIR: 'folder',
    EACCES: 'denied',
    EPERM: 'denied',
  };
  return reasons[codeOf(error)] ?? 'unreadable';
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function realPath(path: string): string | undefined {
  try {
    const found = realpathSync(path);
    return process.platform === 'win32' ? found.replaceAll('\\', '/') : found;
  } catch {
    return undefined;
  }
}

function stat(path: string): Stat | undefined {
  try {
    // An exception costs more than the question, and files that are not there are asked for all the time.
    const info = statSync(path, { throwIfNoEntry: false });
    return (
      info && {
        kind: info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other',
        size: info.size,
        modified: info.mtimeMs,
      }
    );
  } catch {
    return undefined;
  }
}

function list(path: string): FolderEntry[] {
  try {
    return readdirSync(path, { withFileTypes: true }).map(e => ({
      name: e.name,
      kind: e.isFile() ? 'file' : e.isDirectory() ? 'folder' : 'other',
    }));
  } catch {
    return [];
  }
}

async function writeAtomic(path: string, text: string): Promise<WriteResult> {
  try {
    const target = targetOf(path);
    makeFolders(dirname(target));
    // Renaming over a file needs no right to write it; who made it read-only meant it.
    if (stat(target)) accessSync(target, constants.W_OK);
    await writeFileAtomic(target, text, { encoding: 'utf8' });
    return { ok: true };
  } catch (error) {
    return { ok: false, message: writeFailure(codeOf(error)) };
  }
}

// Where a link leads that leads to nothing yet: the writer follows only those that lead to a file, and would replace this one.
function targetOf(path: string, hops = 0): string {
  const dangles = !stat(path) && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  return dangles && hops < 40 ? targetOf(join(dirname(path), readlinkSync(path)), hops + 1) : path;
}

// One by one from the nearest that exists: Node's own recursive way never returns below some system folders.
function makeFolders(folder: string): void {
  const missing: string[] = [];
  for (let at = folder; !stat(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  for (const path of missing.reverse()) mkdirSync(path);
}

function writeFailure(code: string): string {
  const words: Record<string, string> = {
    EACCES: 'you may not write there',
    ENOENT: 'its folder cannot be made',
    EPERM: 'you may not write there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EISDIR: 'a folder is in its place',
    ENOTDIR: 'a file is in the place of its folder',
    EEXIST: 'a file is in the place of its folder',
  };
  return words[code] ?? `the system answered ${code || 'with an unknown error'}`;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

// Nothing of the repository may run or wait for an answer: no hooks, no file system monitor, no pager, no prompt, no lock files, no lazy fetch.
const GIT_SAFE = [
  '--no-pager',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  `core.hooksPath=${devNull}`,
  '-c',
  'diff.external=',
];
// What is set for another git command (a hook that started the editor, `git -c`) would turn ours to another repository.
const ownEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
const GIT_ENV = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  LC_ALL: 'C',
};

function git(folder: string, args: readonly string[], input = ''): Promise<Uint8Array | undefined> {
  return new Promise(resolve => {
    const child = spawn('git', [...GIT_SAFE, ...args], {
      cwd: folder,
      env: { ...ownEnvironment(), ...GIT_ENV },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: GIT_LIMIT_MS,
      windowsHide: true,
    });
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MAX_GIT_OUTPUT) child.kill();
      else parts.push(part);
    });
    child.on('error', () => resolve(undefined));
    child.on('close', code => resolve(code === 0 ? Buffer.concat(parts) : undefined));
    // git may end before it has read everything; that is its answer, not a fault of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

async function run([program = '', ...args]: readonly string[], options: RunOptions): Promise<RunResult> {
  if (options.signal?.aborted) return noOutput('aborted');
  try {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A process group of its own, so that it can be ended with everything that it started.
      detached: process.platform !== 'win32',
    });
    return await outcome(child, options);
  } catch (error) {
    return noOutput('not-started', startFailure(codeOf(error)));
  }
}

const noOutput = (reason: Extract<RunResult, { ok: false }>['reason'], detail = ''): RunResult => ({
  ok: false,
  reason,
  detail,
});

function outcome(child: ChildProcessByStdio<null, Readable, Readable>, options: RunOptions): Promise<RunResult> {
  const { timeoutMs, signal } = options;
  const [stdout, stderr] = [outputOf(child.stdout), outputOf(child.stderr)];
  return new Promise<RunResult>(resolve => {
    const stop = (reason: 'timeout' | 'aborted') => {
      killTree(child);
      // Whoever left the group may keep the pipes open for ever.
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      end(noOutput(reason));
    };
    const abort = () => stop('aborted');
    const timer = setTimeout(() => stop('timeout'), timeoutMs);
    const end = (result: RunResult) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      forgetRunning(child);
      resolve(result);
    };
    signal?.addEventListener('abort', abort);
    endWithUs(child);
    child.on('error', error => end(noOutput('not-started', startFailure(codeOf(error)))));
    child.on('close', (code, by) =>
      end(code === null ? noOutput('killed', by ?? '') : { ok: true, code, stdout: stdout(), stderr: stderr() }),
    );
  });
}

// What a program prints beyond the limit is read, so that it is not held up, and dropped.
function outputOf(stream: Readable): () => string {
  const parts: Buffer[] = [];
  let room = MAX_RUN_OUTPUT;
  stream.on('data', (part: Buffer) => {
    if (room > 0) parts.push(part.subarray(0, room));
    room -= part.length;
  });
  return () => Buffer.concat(parts).toString('utf8');
}

function startFailure(code: string): string {
  const words: Record<string, string> = {
    ENOENT: 'it is not there, or the program that its first line names is not',
    EACCES: 'you may not run it',
    EPERM: 'you may not run it',
    ENOEXEC: 'it is not a program of this system',
    EINVAL: 'it is not a program that runs without a shell',
  };
  return words[code] ?? `the system answered ${code || 'with an unknown error'}`;
}

function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const taskkill = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
    spawn(taskkill, ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of them have ended by themselves.
  }
}

// No program outlives us: a group of its own would not hear that we end.
const running = new Set<ChildProcess>();
const killRunning = (): void => running.forEach(killTree);

function endWithUs(child: ChildProcess): void {
  if (running.size === 0) process.on('exit', killRunning);
  running.add(child);
}

function forgetRunning(child: ChildProcess): void {
  if (running.delete(child) && running.size === 0) process.off('exit', killRunning);
}
