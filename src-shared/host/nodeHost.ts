// The outside world on Node. The only file of the core that imports Node; the pure project leaves it out.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
} from 'node:fs';
import { devNull } from 'node:os';
import writeFileAtomic from 'write-file-atomic';
import type { FolderEntry, Host, ReadFailure, ReadResult, Stat, WriteResult } from './host';
import { dirname, join } from './paths';

const MAX_FILE = 64 * 1024 * 1024;
const MAX_GIT_OUTPUT = 256 * 1024 * 1024;
const GIT_LIMIT_MS = 20_000;

/** A host on the file system of this machine. */
export const nodeHost: Host = {
  readBytes,
  stat,
  list,
  writeAtomic,
  sha256: data => createHash('sha256').update(data).digest('hex'),
  decodeUtf8,
  git,
};

function readBytes(path: string, limit = MAX_FILE): ReadResult {
  return withFile(path, (file, size) =>
    size > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes: readFileSync(file) },
  );
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

function stat(path: string): Stat | undefined {
  try {
    const info = statSync(path);
    return {
      kind: info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other',
      size: info.size,
      modified: info.mtimeMs,
    };
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
