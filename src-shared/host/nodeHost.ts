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

// Opens a regular file. Opening a pipe would wait for a writer, and a device may never end.
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
    // Missing files are frequent, and an exception costs more than the check.
    const info = statSync(path, { throwIfNoEntry: false });
    return (
      info && {
        kind: info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other',
        size: info.size,
        modified: info.mtimeMs,
        changed: info.ctimeMs,
        inode: info.ino,
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
    // Renaming would replace a read-only file, so the permission is checked first.
    if (stat(target)) accessSync(target, constants.W_OK);
    await writeFileAtomic(target, text, { encoding: 'utf8' });
    return { ok: true };
  } catch (error) {
    return { ok: false, message: writeFailure(codeOf(error)) };
  }
}

// The target of a dangling link. The writer follows only links to existing files and would replace this one.
function targetOf(path: string, hops = 0): string {
  const dangles = !stat(path) && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  return dangles && hops < 40 ? targetOf(join(dirname(path), readlinkSync(path)), hops + 1) : path;
}

// One by one from the nearest existing folder: Node's recursive mkdir never returns below some system folders.
function makeFolders(folder: string): void {
  const missing: string[] = [];
  for (let at = folder; !stat(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  for (const path of missing.reverse()) mkdirSync(path);
}

function writeFailure(code: string): string {
  const words: Record<string, string> = {
    EACCES: 'permission denied',
    ENOENT: 'its folder cannot be created',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a parent folder is a file',
    EEXIST: 'a parent folder is a file',
  };
  return words[code] ?? `the system reported ${code || 'an unknown error'}`;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

// No program of the repository may run, and git must not wait for input: no hooks, file system monitor, pager, prompt, lock files or lazy fetch.
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
// Variables of another git command (a hook that started the editor, `git -c`) would point this one to another repository.
const environmentWithoutGit = () =>
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
      env: { ...environmentWithoutGit(), ...GIT_ENV },
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
    // git may end before it has read all of its input. That is not an error.
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
      // A separate process group, so that it can be stopped together with its child processes.
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
      // A process that left the group may keep the pipes open forever.
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      end(noOutput(reason));
    };
    const abort = () => stop('aborted');
    const timer = setTimeout(() => stop('timeout'), timeoutMs);
    const end = (result: RunResult) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      removeRunning(child);
      resolve(result);
    };
    signal?.addEventListener('abort', abort);
    stopOnExit(child);
    child.on('error', error => end(noOutput('not-started', startFailure(codeOf(error)))));
    child.on('close', (code, by) =>
      end(code === null ? noOutput('killed', by ?? '') : { ok: true, code, stdout: stdout(), stderr: stderr() }),
    );
  });
}

// Output beyond the limit is read and dropped, so that the program does not block.
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
    ENOENT: 'it, or the interpreter in its first line, does not exist',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOEXEC: 'it is not executable on this system',
    EINVAL: 'it cannot be run without a shell',
  };
  return words[code] ?? `the system reported ${code || 'an unknown error'}`;
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
    // All processes have already ended.
  }
}

// Programs run in separate process groups, so they are stopped explicitly when this process ends.
const running = new Set<ChildProcess>();
const killRunning = (): void => running.forEach(killTree);

function stopOnExit(child: ChildProcess): void {
  if (running.size === 0) process.on('exit', killRunning);
  running.add(child);
}

function removeRunning(child: ChildProcess): void {
  if (running.delete(child) && running.size === 0) process.off('exit', killRunning);
}
