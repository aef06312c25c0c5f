// One request while it is answered: whether its client still wants it, and how far it is.
import { type CancellationToken, type Connection, ProgressType } from 'vscode-languageserver';
import type { StopSignal } from '../../../../src-shared/host/host';
import type { WorkProgress } from '../../../../src-shared/protocol/requests';
import type { Call } from './feature';

const WORK = new ProgressType<WorkProgress>();

/** The call of a request with its parameters and the token that the client cancels it by. */
export const callOf = (connection: Connection, params: unknown, token: CancellationToken): Call => ({
  cancelled: signalOf(token),
  progress: work => {
    const own = tokenOf(params);
    if (own !== undefined) connection.sendProgress(WORK, own, work).catch(() => undefined);
  },
});

const tokenOf = (params: unknown): string | undefined => {
  const token = typeof params === 'object' && params !== null ? Reflect.get(params, 'progressToken') : undefined;
  return typeof token === 'string' ? token : undefined;
};

function signalOf(token: CancellationToken): StopSignal {
  const listening = new Map<() => void, { dispose(): void }>();
  return {
    get aborted() {
      return token.isCancellationRequested;
    },
    addEventListener: (_, listener) => void listening.set(listener, token.onCancellationRequested(listener)),
    removeEventListener: (_, listener) => listening.get(listener)?.dispose(),
  };
}
