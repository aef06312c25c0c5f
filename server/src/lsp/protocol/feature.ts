// The definition of a feature: one request, its capability, its answer. The list is in features/index.ts; server.ts registers it.
import type { ResponseError, ServerCapabilities } from 'vscode-languageserver';
import type { StopSignal } from '../../../../src-shared/host/host';
import type { Requests, WorkProgress } from '../../../../src-shared/protocol/requests';
import type { Capabilities } from './clientCapabilities';
import type { FeatureContext } from './featureContext';

/** Cancellation and progress of a request that takes long. */
export interface RequestControl {
  /** Set when the client cancels the request. */
  readonly cancelled: StopSignal;
  /** Reports progress, if the client requested it. */
  readonly progress: (work: WorkProgress) => void;
  /** Sends a part of the answer, in the form of the whole answer; false if the client did not ask for parts. */
  readonly partial: (part: object) => boolean;
}

/** What a feature declares: to every client, or depending on what the client declares. */
type Offer = Partial<ServerCapabilities> | ((client: Capabilities) => Partial<ServerCapabilities>);

/** A request that the server answers, from the workspace as it is when the request arrives. */
export interface Feature {
  readonly method: string;
  readonly capabilities: Offer;
  /** The answer needs the specs of the workspace, so it waits for the search for them. */
  readonly needsSearch?: boolean;
  /** A request that is cancelled while it is computed is answered by the feature: it has parts of its result, or an effect that must be reported. */
  readonly answersCancelled?: boolean;
  /** The answer when the computation throws, so that a fault in one feature does not reach the editor. */
  readonly fallback: unknown;
  /** The answer in the form that a client knows, where the computed one has more. */
  readonly adapt?: (answer: never, client: Capabilities, params: never) => unknown;
  readonly answer: (context: FeatureContext, params: never, control: RequestControl) => unknown;
}

/** A feature of LSP. */
export function lspFeature<P, R>(f: {
  method: string;
  capabilities: Offer;
  needsSearch?: boolean;
  answersCancelled?: boolean;
  fallback: R;
  adapt?: (answer: Exclude<R, ResponseError<void>>, client: Capabilities, params: P) => unknown;
  answer: (context: FeatureContext, params: P, control: RequestControl) => R | Promise<R>;
}): Feature {
  return f;
}

/** A feature of KynML's own protocol (src-shared/protocol/requests.ts). */
export function ownFeature<M extends keyof Requests>(
  method: M,
  fallback: Requests[M]['result'],
  answer: (
    context: FeatureContext,
    params: Requests[M]['params'],
    control: RequestControl,
  ) => Requests[M]['result'] | Promise<Requests[M]['result']>,
): Feature {
  return { method, capabilities: {}, answersCancelled: true, fallback, answer };
}
