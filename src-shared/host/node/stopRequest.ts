// A request of the user or the system to end this process, while it runs programs that must end first.
import { constants } from 'node:os';
import type { Readable } from 'node:stream';

/** The signals that request the end; Windows has only the first, and Ctrl-Break. */
const SIGNALS: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

/** Whether the end was requested, from the call of `watchStopRequests` until `dispose`. Meanwhile no such signal ends this process. */
export interface StopRequest {
  /** Aborted at the first signal. */
  readonly signal: AbortSignal;
  /** Whether the terminal sent the signal to all programs that it shows: they have received it too. */
  readonly isFromTerminal: () => boolean;
  /** The exit code of a process that the signal ended: 128 and its number. */
  readonly exitCode: () => number;
  dispose(): void;
}

/**
 * Watches for signals that request the end of this process. `input`: a pipe from the program that started this one, which has ended, or requests the
 * end, when the pipe is closed. That also works on Windows and where that program was killed.
 */
export function watchStopRequests(input?: Readable): StopRequest {
  const stop = new AbortController();
  let received: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    received ??= signal;
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const onClose = (): void => onSignal('SIGHUP');
  input?.on('close', onClose).on('error', onClose).resume();
  return {
    signal: stop.signal,
    isFromTerminal: () => received === 'SIGINT' || received === 'SIGQUIT' || received === 'SIGBREAK',
    exitCode: () => exitCodeOf(received ?? 'SIGTERM'),
    dispose() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      // An open pipe would keep this process alive.
      input?.off('close', onClose).destroy();
    },
  };
}

/** The exit code of a program that a signal ended, as shells report it. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + (constants.signals[signal] ?? 0);
