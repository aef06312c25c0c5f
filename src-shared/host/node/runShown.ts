// Runs a program that a user watches, without a time limit: on the terminal of this process, or with its output in a file.
import { closeSync, openSync } from 'node:fs';
import { errorText } from './errors';
import { onProcessEnd } from './onProcessEnd';
import { type OrphanGuard, startOrphanGuard } from './orphanGuard';
import { type ChildProcess, START_FAILURES, signalGroup, startProcess } from './startProcess';
import { exitCodeOf, type StopRequest } from './stopRequest';

/**
 * A program. `program` is an absolute path; `env` is added to the environment of this process. `output`: `terminal`, or a file, which must not exist yet.
 * On the terminal, the program shares input, output and process group with this process, so Ctrl-C reaches both.
 */
export interface ShownProgram {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly output: 'terminal' | { readonly file: string };
  /** Called with the process id after the start. */
  readonly started?: (pid: number) => void;
}

/** The exit code (128 + n after signal n), or why the program was not started: a clause about it. */
export type ShownResult =
  | { readonly ok: true; readonly code: number }
  | { readonly ok: false; readonly detail: string };

/** How long a program may take to end after Ctrl-C, which it received itself, until it is told to end, in milliseconds. */
const TERMINAL_GRACE_MS = 2000;

/** The time between the request to end and the forced end, in milliseconds. */
const GRACE_MS = 5000;

/** Runs programs until one request to stop; a guard is started with the first whose output is a file. */
export interface ShownPrograms {
  run(program: ShownProgram): Promise<ShownResult>;
  dispose(): void;
}

/** Programs that end with this process, and at a request to stop. */
export function shownPrograms(stop: StopRequest): ShownPrograms {
  let guard: OrphanGuard | undefined;
  return {
    async run(request) {
      if (stop.signal.aborted) return { ok: false, detail: 'it was cancelled' };
      if (request.output !== 'terminal') guard ??= startOrphanGuard(request.cwd);
      return runShown(request, stop, guard);
    },
    dispose: () => guard?.dispose(),
  };
}

async function runShown(
  request: ShownProgram,
  stop: StopRequest,
  guard: OrphanGuard | undefined,
): Promise<ShownResult> {
  const { output } = request;
  const ownGroup = output !== 'terminal';
  let file: number | undefined;
  let child: ChildProcess | undefined;
  const cancel = onProcessEnd(() => child && end(child, ownGroup, 'SIGKILL'));
  try {
    // Exclusive, so that a link that is planted at this name is not followed.
    if (output !== 'terminal') file = openSync(output.file, 'wx');
    const stdio = file === undefined ? ('inherit' as const) : ['ignore' as const, file, file];
    child = startProcess({ ...request, env: { ...process.env, ...request.env }, stdio, ownGroup });
    const unprotect = ownGroup && child.pid !== undefined ? guard?.protect(child.pid) : undefined;
    if (child.pid !== undefined) request.started?.(child.pid);
    const result = await endOf(child, stop, ownGroup);
    unprotect?.();
    return result;
  } catch (error) {
    return { ok: false, detail: errorText(error, { ...START_FAILURES, EEXIST: 'the file for its output exists' }) };
  } finally {
    cancel();
    if (file !== undefined) closeSync(file);
  }
}

function endOf(child: ChildProcess, stop: StopRequest, ownGroup: boolean): Promise<ShownResult> {
  return new Promise(resolve => {
    let timer: NodeJS.Timeout | undefined;
    const kill = (): void => end(child, ownGroup, 'SIGKILL');
    const terminate = (): void => {
      end(child, ownGroup, 'SIGTERM');
      timer = setTimeout(kill, GRACE_MS);
    };
    const onStop = (): void => {
      // A second signal would interrupt what the program does to end.
      if (!ownGroup && stop.isFromTerminal()) timer = setTimeout(terminate, TERMINAL_GRACE_MS);
      else terminate();
    };
    const finish = (result: ShownResult): void => {
      clearTimeout(timer);
      stop.signal.removeEventListener('abort', onStop);
      // Child processes may have survived the end of the program.
      if (ownGroup && stop.signal.aborted) kill();
      resolve(result);
    };
    stop.signal.addEventListener('abort', onStop);
    child.on('error', error => finish({ ok: false, detail: errorText(error, START_FAILURES) }));
    child.on('exit', (code, by) => finish({ ok: true, code: code ?? exitCodeOf(by ?? 'SIGKILL') }));
  });
}

function end(child: ChildProcess, ownGroup: boolean, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (ownGroup || process.platform === 'win32') signalGroup(child, signal);
  else child.kill(signal);
}
