// Runs a program for its output. Each has its own process group, a time limit and bounded output. When it is stopped, its child
// processes are stopped too.
import type { Readable } from 'node:stream';
import type { StopSignal } from '../host';
import { errorText } from './errors';
import { onProcessEnd } from './onProcessEnd';
import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  START_FAILURES,
  signalGroup,
  startProcess,
} from './startProcess';

/** A process to run. `program` is a path; the limit of `maxOutput` is in bytes, for each stream. */
export interface ProcessRequest {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly timeoutMs: number;
  readonly maxOutput: number;
  /** Whether output over the limit is dropped, or stops the process. */
  readonly overflow: 'drop' | 'stop';
  readonly signal?: StopSignal | undefined;
  /** How long the program may take to end when it is stopped, in milliseconds; without it, a fraction of a second. */
  readonly graceMs?: number;
  /**
   * Closing its standard input, instead of a signal, asks the program to end. So it does when this process ends, and has the time to remove what it
   * created. There is no `input`.
   */
  readonly stopsWithInput?: boolean;
  /** Called with each part of standard error as it is printed. */
  readonly onError?: (text: string) => void;
}

/** Why a process did not end by itself; `overflow`: it printed more than the limit. */
export type ProcessFailure = 'not-started' | 'timeout' | 'aborted' | 'killed' | 'overflow';

/** The exit code and the output of a process, or why it did not end by itself; `detail` may be empty. */
export type ProcessResult =
  | { readonly ok: true; readonly code: number; readonly stdout: Buffer; readonly stderr: Buffer }
  | { readonly ok: false; readonly reason: ProcessFailure; readonly detail: string };

/** The time between the request to end and the forced end, in milliseconds. */
const GRACE_MS = 300;

/** How long the output of a program that has ended may remain open without new data, in milliseconds: a process that it left running may have it. */
const OPEN_OUTPUT_MS = 1000;

/** Runs a process to its end. Never rejects. */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  if (request.signal?.aborted) return failed('aborted');
  let child: ChildProcess | undefined;
  // Processes run in separate groups, so they are stopped explicitly. Registered before the start, so that no signal is missed.
  const cancel = onProcessEnd(() => child && !request.stopsWithInput && signalGroup(child, 'SIGKILL'));
  try {
    const started = startProcess({ ...request, stdio: 'pipe', ownGroup: true });
    child = started;
    // At the limit of open files there are no streams, and the error follows.
    return await (hasStreams(started) ? resultOf(started, request) : startFailure(started));
  } catch (error) {
    return failed('not-started', errorText(error, START_FAILURES));
  } finally {
    cancel();
  }
}

const failed = (reason: ProcessFailure, detail = ''): ProcessResult => ({ ok: false, reason, detail });

const hasStreams = (child: ChildProcess): child is ChildProcessWithoutNullStreams => Boolean(child.stdout);

const startFailure = (child: ChildProcess): Promise<ProcessResult> =>
  new Promise(resolve => {
    child.on('error', error => resolve(failed('not-started', errorText(error, START_FAILURES))));
  });

function resultOf(child: ChildProcessWithoutNullStreams, request: ProcessRequest): Promise<ProcessResult> {
  const { timeoutMs, signal, maxOutput, overflow, graceMs = GRACE_MS, stopsWithInput = false, onError } = request;
  return new Promise<ProcessResult>(resolve => {
    let stopped: ProcessFailure | undefined;
    let killTimer: NodeJS.Timeout | undefined;
    let outputTimer: NodeJS.Timeout | undefined;
    const stop = (reason: ProcessFailure): void => {
      if (stopped !== undefined) return;
      stopped = reason;
      if (stopsWithInput) child.stdin.end();
      else signalGroup(child, 'SIGTERM');
      killTimer = setTimeout(() => end(failed(reason)), graceMs);
    };
    const abort = (): void => stop('aborted');
    const timer = setTimeout(() => stop('timeout'), timeoutMs);
    const end = (result: ProcessResult): void => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      clearTimeout(outputTimer);
      signal?.removeEventListener('abort', abort);
      // Child processes may have survived the end of the program that was asked to stop.
      if (stopped !== undefined) signalGroup(child, 'SIGKILL');
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      resolve(result);
    };
    const onOverflow = overflow === 'stop' ? () => stop('overflow') : () => undefined;
    const stdout = collect(child.stdout, maxOutput, onOverflow);
    const stderr = collect(child.stderr, maxOutput, () => undefined);
    if (onError) child.stderr.on('data', (part: Buffer) => onError(part.toString('utf8')));
    signal?.addEventListener('abort', abort);
    child.on('error', error => end(failed('not-started', errorText(error, START_FAILURES))));
    const endWith = (code: number | null, by: NodeJS.Signals | null): void => {
      if (stopped !== undefined) end(failed(stopped));
      else if (code === null) end(failed('killed', by ?? ''));
      else end({ ok: true, code, stdout: stdout.bytes(), stderr: stderr.bytes() });
    };
    child.on('close', endWith);
    child.on('exit', (code, by) => {
      const received = (): number => stdout.received() + stderr.received();
      const waitForOutput = (before: number): void => {
        // Data that arrived while this process was busy is read before `setImmediate` calls back.
        const check = (): void => (received() === before ? endWith(code, by) : waitForOutput(received()));
        outputTimer = setTimeout(() => setImmediate(check), OPEN_OUTPUT_MS);
      };
      waitForOutput(received());
    });
    // A program may end before it has read all of its input. That is not an error.
    child.stdin.on('error', () => undefined);
    if (!stopsWithInput) child.stdin.end(request.input ?? '');
  });
}

// Output over the limit is read and dropped, so that the program does not block.
function collect(stream: Readable, limit: number, onOverflow: () => void): Output {
  const parts: Buffer[] = [];
  let room = limit;
  stream.on('data', (part: Buffer) => {
    if (room > 0) parts.push(part.subarray(0, room));
    room -= part.length;
    if (room < 0) onOverflow();
  });
  return { bytes: () => Buffer.concat(parts), received: () => limit - room };
}

/** The output so far, and how many bytes were received, with those over the limit. */
interface Output {
  readonly bytes: () => Buffer;
  readonly received: () => number;
}
