// What a feature is: one request, its capability, its answer. The list of them is in features/index.ts; server.ts wires them.
import type { ServerCapabilities } from 'vscode-languageserver';
import type { StopSignal } from '../../../../src-shared/host/host';
import type { Requests, WorkProgress } from '../../../../src-shared/protocol/requests';
import type { FeatureContext } from './featureContext';

/** One request while it is answered, for work that takes long. */
export interface Call {
  /** The client does not want the answer any more. */
  readonly cancelled: StopSignal;
  /** Tells the client how far the work is, where it asked for that. */
  readonly progress: (work: WorkProgress) => void;
}

/** A request that the server answers. Answers are computed from the workspace as it is when the request comes. */
export interface Feature {
  readonly method: string;
  readonly capabilities: Partial<ServerCapabilities>;
  /** What is answered when the computation fails: one feature's fault must not reach the editor. */
  readonly fallback: unknown;
  readonly answer: (context: FeatureContext, params: never, call: Call) => unknown;
}

/** A feature of LSP. */
export function lspFeature<P, R>(f: {
  method: string;
  capabilities: Partial<ServerCapabilities>;
  fallback: R;
  answer: (context: FeatureContext, params: P) => R | Promise<R>;
}): Feature {
  return f;
}

/** A request of our own. */
export function ownFeature<M extends keyof Requests>(
  method: M,
  fallback: Requests[M]['result'],
  answer: (
    context: FeatureContext,
    params: Requests[M]['params'],
    call: Call,
  ) => Requests[M]['result'] | Promise<Requests[M]['result']>,
): Feature {
  return { method, capabilities: {}, fallback, answer };
}
