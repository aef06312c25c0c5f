// The life cycle of a connection, as LSP 3.17 defines it: requests before `initialize` and after `shutdown` are refused,
// and notifications at those times are dropped. The library answers them all.
import type { ConnectionOptions, Message, NotificationMessage, RequestMessage } from 'vscode-jsonrpc';
import { ErrorCodes, ResponseError } from './languageServer';

interface Refusal {
  readonly code: number;
  readonly message: string;
}

type State = 'new' | 'running' | 'ended';

/** A refused request is passed on under this name, because only a handler can answer. */
export const REFUSED = '$/kynml/refused';

/** Options of a connection that is passed to `answerRefused`. */
export interface LifeCycle extends ConnectionOptions {
  /** Whether the client sent `shutdown`. */
  readonly hasEnded: () => boolean;
}

/** What a process does at the start and the end of its connection. */
export interface LifeCycleEvents {
  /** The client started the server and named its own process, if it has one. */
  readonly started?: (clientProcess: unknown) => void;
  /** The client sent `exit`. `code`: 0 after `shutdown`, otherwise 1. */
  readonly exit?: (code: number) => void;
}

/** The life cycle of one connection. */
export function lifeCycle({ started, exit }: LifeCycleEvents = {}): LifeCycle {
  let state: State = 'new';
  return {
    hasEnded: () => state === 'ended',
    messageStrategy: {
      handleMessage(message, next) {
        if (!hasMethod(message)) return next(message);
        if (message.method === 'exit') return exit?.(state === 'ended' ? 0 : 1);
        if (!('id' in message)) return isDropped(message.method, state) ? undefined : next(message);
        const refusal = refusalOf(message.method, state);
        if (!refusal && message.method === 'initialize') {
          state = 'running';
          started?.(processOf(message.params));
        }
        if (!refusal && message.method === 'shutdown') state = 'ended';
        return next(refusal ? { ...message, method: REFUSED, params: [refusal] } : message);
      },
    },
  };
}

/** Answers a request that `lifeCycle` refused. */
export const answerRefused = ({ code, message }: Refusal): ResponseError => new ResponseError(code, message);

const hasMethod = (message: Message): message is RequestMessage | NotificationMessage =>
  'method' in message && typeof message.method === 'string';

const processOf = (params: object | readonly unknown[] | undefined): unknown =>
  params && 'processId' in params ? params.processId : undefined;

// `$/` notifications are about the connection itself.
const isDropped = (method: string, state: State): boolean => state !== 'running' && !method.startsWith('$/');

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
