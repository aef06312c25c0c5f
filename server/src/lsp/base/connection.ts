// The connection to a client: messages of JSON-RPC, the log of the client, and what LSP lets a server ask for. The connection of `vscode-languageserver` has a class or
// a method for everything in LSP, which is 23 kB of each package and part of each start; the server uses a tenth of it.
import {
  type CancellationToken,
  createMessageConnection,
  type Logger,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc';
import type { ApplyWorkspaceEditResult, WorkspaceEdit } from 'vscode-languageserver';
import type { ClientNotifications } from './clientNotifications';
import { MessageType } from './languageServer';
import { answerRefused, type LifeCycle, REFUSED } from './lifeCycle';

/** Sends and receives messages. Methods are those of LSP, or of KynML's own protocol. */
export interface Connection {
  /** Writes to the log of the client. */
  readonly console: Logger;
  /** Rejects if the client answers with an error. */
  sendRequest<R>(method: string, params?: object): Promise<R>;
  /** Rejects if the message cannot be written. */
  sendNotification(method: string, params: object): Promise<void>;
  /** Answers a request; a handler that throws, or returns a `ResponseError`, answers with an error. A second handler of a method replaces the first. */
  onRequest(method: string, handler: (params: never, token: CancellationToken) => unknown): void;
  onNotification<M extends keyof ClientNotifications>(
    method: M,
    handler: (params: ClientNotifications[M]) => void,
  ): void;
  /** Asks the client to change files; false if it did not. */
  applyEdit(edit: WorkspaceEdit): Promise<boolean>;
  /** Asks the client to use methods with these options; rejects if it refuses. */
  register(options: Readonly<Record<string, object>>): Promise<void>;
  /** Calls `cancel` when the user cancels the progress with this token, until it is disposed. */
  onProgressCancelled(token: string, cancel: () => void): { dispose(): void };
  /** Begins to receive messages. */
  listen(): void;
}

/** A connection over a reader and a writer. The parts of `vscode-jsonrpc` for Node or for browsers must have been imported. */
export function connectionOver(reader: MessageReader, writer: MessageWriter, cycle: LifeCycle): Connection {
  const log = (type: MessageType) => (message: string) =>
    void rpc.sendNotification('window/logMessage', { type, message }).catch(() => undefined);
  const console = {
    error: log(MessageType.Error),
    warn: log(MessageType.Warning),
    info: log(MessageType.Info),
    log: log(MessageType.Log),
  };
  const rpc = createMessageConnection(reader, writer, console, cycle);
  rpc.onRequest(REFUSED, answerRefused);
  const shown = new Map<unknown, () => void>();
  rpc.onNotification('window/workDoneProgress/cancel', (params?: { readonly token?: unknown }) =>
    shown.get(params?.token)?.(),
  );
  const sendRequest = <R>(method: string, params?: object): Promise<R> =>
    params === undefined ? rpc.sendRequest<R>(method) : rpc.sendRequest<R>(method, params);
  return {
    console,
    sendRequest,
    sendNotification: (method, params) => rpc.sendNotification(method, params),
    onRequest: (method, handler) => void rpc.onRequest(method, handler),
    onNotification: (method, handler) => void rpc.onNotification(method, handler),
    applyEdit: async edit => (await sendRequest<ApplyWorkspaceEditResult>('workspace/applyEdit', { edit })).applied,
    register: options =>
      sendRequest('client/registerCapability', { registrations: Object.entries(options).map(registration) }),
    onProgressCancelled: (token, cancel) => {
      shown.set(token, cancel);
      return { dispose: () => shown.delete(token) };
    },
    listen: () => rpc.listen(),
  };
}

const registration = ([method, registerOptions]: [string, object]) => ({
  id: crypto.randomUUID(),
  method,
  registerOptions,
});
