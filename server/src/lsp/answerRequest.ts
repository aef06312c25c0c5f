// The one way from a request to its answer: cancellation, the search that an answer needs, the guard, and the boundary to the client.
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { guard } from './base/guard';
import { LSPErrorCodes, ResponseError } from './base/languageServer';
import { toClient } from './base/toClient';
import type { Capabilities } from './protocol/clientCapabilities';
import type { Feature } from './protocol/feature';
import type { FeatureContext } from './protocol/featureContext';
import { requestControl } from './protocol/requestControl';
import { copyHider } from './spec/copyHider';

/** What answers requests. */
export interface Answering {
  readonly connection: Connection;
  readonly context: FeatureContext;
  readonly client: Capabilities;
}

/** Whether the parameters of a request name a position. */
export const hasPosition = (params: unknown): boolean =>
  typeof params === 'object' && params !== null && 'position' in params;

/** The answer to a request. One that is cancelled before its computation starts is not computed, and one that is cancelled while it waits is answered at once. */
export function answerRequest(
  feature: Feature,
  answering: Answering,
  { params, token }: { readonly params: never; readonly token: CancellationToken },
): Promise<unknown> {
  const answer = computed(feature, answering, { params, token });
  return feature.answersCancelled ? answer : Promise.race([answer, whenCancelled(token)]);
}

function computed(
  feature: Feature,
  { connection, context, client }: Answering,
  { params, token }: { readonly params: never; readonly token: CancellationToken },
): Promise<unknown> {
  return guard(connection.console, feature.method, feature.fallback, async () => {
    if (feature.needsSearch) await context.inventory.demand();
    if (token.isCancellationRequested) return cancelled();
    const adapt = (answer: unknown): unknown =>
      feature.adapt && !(answer instanceof ResponseError) ? feature.adapt(answer as never, client, params) : answer;
    const answer = adapt(await feature.answer(context, params, requestControl(connection, { params, token, adapt })));
    return toClient(answer, copyHider(context.workspace, params));
  });
}

const whenCancelled = (token: CancellationToken): Promise<ResponseError> =>
  new Promise(resolve => token.onCancellationRequested(() => resolve(cancelled())));

const cancelled = (): ResponseError =>
  new ResponseError(LSPErrorCodes.RequestCancelled, 'The client cancelled the request.');
