// The life cycle of a connection, as LSP 3.17 defines it: requests before `initialize` and after `shutdown` are refused,
// and notifications at those times are dropped. The library answers them all.
import type {
  Connection,
  ConnectionOptions,
  Message,
  NotificationMessage,
  RequestMessage,
} from 'vscode-languageserver';
import { ErrorCodes, ResponseError } from './languageServer';

interface Refusal {
  readonly code: number;
  readonly message: string;
}

type State = 'new' | 'running' | 'ended';

// A refused request is passed on under this name, because only a handler can answer.
const REFUSED = '$/kynml/refused';

/** Options of a connection that is passed to `answerRefused`. */
export interface LifeCycle extends ConnectionOptions {
  /** Whether the client sent `shutdown`. */
  readonly hasEnded: () => boolean;
}

/** The life cycle of one connection. */
export function lifeCycle(): LifeCycle {
  let state: State = 'new';
  return {
    hasEnded: () => state === 'ended',
    messageStrategy: {
      handleMessage(message, next) {
        if (!hasMethod(message)) return next(message);
        if (!('id' in message)) return isDropped(message.method, state) ? undefined : next(message);
        const refusal = refusalOf(message.method, state);
        if (!refusal && message.method === 'initialize') state = 'running';
        if (!refusal && message.method === 'shutdown') state = 'ended';
        return next(refusal ? { ...message, method: REFUSED, params: [refusal] } : message);
      },
    },
  };
}

/** Answers the requests that `lifeCycle` refuses. */
export function answerRefused(connection: Connection): void {
  connection.onRequest(REFUSED, ({ code, message }: Refusal) => new ResponseError(code, message));
}

const hasMethod = (message: Message): message is RequestMessage | NotificationMessage =>
  'method' in message && typeof message.method === 'string';

// `exit` ends the server at any time; `$/` notifications are about the connection itself.
const isDropped = (method: string, state: State): boolean =>
  state !== 'running' && method !== 'exit' && !method.startsWith('$/');

function refusalOf(method: string, state: State): Refusal | undefined {
  if (state === 'ended') return { code: ErrorCodes.InvalidRequest, message: 'The server was shut down. Send `exit`.' };
  if (method === 'initialize')
    return state === 'new'
      ? undefined
      : { code: ErrorCodes.InvalidRequest, message: 'The server is already initialized.' };
  if (state === 'new')
    return {
      code: ErrorCodes.ServerNotInitialized,
      message: 'The server is not initialized. Send `initialize` first.',
    };
  if (method === REFUSED) return { code: ErrorCodes.MethodNotFound, message: `Unhandled method ${REFUSED}` };
  return undefined;
}
