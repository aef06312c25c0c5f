// The only place that starts processes. A program gets its arguments as they are, never through a shell.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

export type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';

/** A program to start. `program` is a path; `ownGroup`: it gets a process group, so that it can be stopped with all its child processes. */
export interface ProcessStart {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: SpawnOptions['stdio'];
  readonly ownGroup: boolean;
}

/** Starts a process. Throws, or the process has the event `error`, where it cannot be started. */
export const startProcess = ({ program, args, cwd, env, stdio = 'pipe', ownGroup }: ProcessStart): ChildProcess =>
  spawn(program, args, { cwd, env, stdio, windowsHide: true, detached: ownGroup && process.platform !== 'win32' });

/** Signals that stop a process. */
export type EndSignal = 'SIGTERM' | 'SIGKILL';

/** Signals a process with its group. On Windows, where signals do not exist, it ends with its child processes. */
export function signalGroup({ pid }: ChildProcess, signal: EndSignal): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const taskkill = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
    spawn(taskkill, ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // All processes have already ended.
  }
}

/** Why a process could not be started, by the code of the system. */
export const START_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'it, or the interpreter in its first line, does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOEXEC: 'it is not executable on this system',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EAGAIN: 'too many processes are running',
  EINVAL: 'it cannot be run without a shell',
};
