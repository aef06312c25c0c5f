// Cancellation and progress of one request.
import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { StopSignal } from '../../../../src-shared/host/host';
import type { WorkProgress } from '../../../../src-shared/protocol/requests';
import { ProgressType } from '../base/languageServer';
import { toClient } from '../base/toClient';
import type { RequestControl } from './feature';

const WORK_PROGRESS = new ProgressType<WorkProgress>();
const PARTIAL_RESULT = new ProgressType<object>();

/** A request: its parameters, the token by which the client cancels it, and how a part of its answer gets the form that the client knows. */
interface RequestParts {
  readonly params: unknown;
  readonly token: CancellationToken;
  readonly adapt: (part: object) => unknown;
}

/** The control of a request. */
export const requestControl = (connection: Connection, { params, token, adapt }: RequestParts): RequestControl => ({
  cancelled: stopSignal(token),
  progress: work => {
    const progressToken = tokenOf(params, 'progressToken');
    if (progressToken === undefined) return;
    connection.sendProgress(WORK_PROGRESS, progressToken, toClient(work)).catch(() => undefined);
  },
  partial: part => {
    const partialToken = tokenOf(params, 'partialResultToken');
    if (partialToken === undefined) return false;
    connection.sendProgress(PARTIAL_RESULT, partialToken, toClient(adapt(part) as object)).catch(() => undefined);
    return true;
  },
});

function tokenOf(params: unknown, key: 'progressToken' | 'partialResultToken'): string | number | undefined {
  const token: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, key) : undefined;
  return typeof token === 'string' || typeof token === 'number' ? token : undefined;
}

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
