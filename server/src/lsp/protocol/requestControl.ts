// Cancellation and progress of one request.
import { type CancellationToken, type Connection, ProgressType } from 'vscode-languageserver';
import type { StopSignal } from '../../../../src-shared/host/host';
import type { WorkProgress } from '../../../../src-shared/protocol/requests';
import { toClient } from '../base/toClient';
import type { RequestControl } from './feature';

const WORK_PROGRESS = new ProgressType<WorkProgress>();

/** The control of a request with its parameters and the token by which the client cancels it. */
export const requestControl = (connection: Connection, params: unknown, token: CancellationToken): RequestControl => ({
  cancelled: stopSignal(token),
  progress: work => {
    const progressToken = progressTokenOf(params);
    if (progressToken === undefined) return;
    connection.sendProgress(WORK_PROGRESS, progressToken, toClient(work)).catch(() => undefined);
  },
});

const progressTokenOf = (params: unknown): string | undefined => {
  const token = typeof params === 'object' && params !== null ? Reflect.get(params, 'progressToken') : undefined;
  return typeof token === 'string' ? token : undefined;
};

function stopSignal(token: CancellationToken): StopSignal {
  const listeners = new Map<() => void, { dispose(): void }>();
  return {
    get aborted() {
      return token.isCancellationRequested;
    },
    addEventListener: (_, listener) => void listeners.set(listener, token.onCancellationRequested(listener)),
    removeEventListener: (_, listener) => listeners.get(listener)?.dispose(),
  };
}
