// Cancelled requests: every feature answers -32800, and computes nothing for a request that was cancelled before its turn.
import { expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type Answering, answerRequest } from '../../server/src/lsp/answerRequest';
import { features } from '../../server/src/lsp/features';
import { noCapabilities } from '../../server/src/lsp/protocol/clientCapabilities';
import type { Feature } from '../../server/src/lsp/protocol/feature';
import { startClient } from './client';

const CANCELLED = { code: LSPErrorCodes.RequestCancelled };

/** A context in which any use of the workspace fails the test; `demand` is the search for specs. */
const untouched = (demand: () => Promise<void> = () => Promise.resolve()): Answering => ({
  client: noCapabilities,
  connection: { console: { error: () => undefined } } as unknown as Connection,
  context: { inventory: { demand } } as unknown as Answering['context'],
});

const never = new Promise<never>(() => undefined);

const counting = (more: Partial<Feature> = {}): Feature & { readonly count: () => number } => {
  let computed = 0;
  const answer = () => {
    computed++;
    return 'answer';
  };
  return { method: 'test/one', capabilities: {}, fallback: null, answer, ...more, count: () => computed };
};

test.each(features.map(f => [f.method, f] as const))(
  '%s is not computed after its cancellation',
  async (_, feature) => {
    const source = new CancellationTokenSource();
    source.cancel();
    let isComputed = false;
    const counted: Feature = {
      ...feature,
      answer: () => {
        isComputed = true;
        return null;
      },
    };
    const answer = await answerRequest(counted, untouched(), { params: {} as never, token: source.token });
    expect(answer).toBeInstanceOf(ResponseError);
    expect(answer).toMatchObject(CANCELLED);
    expect(isComputed).toBe(false);
  },
);

test('a request that is cancelled while the workspace is searched is answered at once and never computed', async () => {
  const source = new CancellationTokenSource();
  let searched: () => void = () => undefined;
  const search = new Promise<void>(resolve => {
    searched = resolve;
  });
  const feature = counting({ needsSearch: true });
  const answer = answerRequest(
    feature,
    untouched(() => search),
    { params: {} as never, token: source.token },
  );
  source.cancel();
  expect(await answer).toMatchObject(CANCELLED);
  searched();
  await new Promise(resolve => setImmediate(resolve));
  expect(feature.count()).toBe(0);
});

test('a request that is cancelled while it is computed is answered at once, unless the feature answers it', async () => {
  const source = new CancellationTokenSource();
  const params = { params: {} as never, token: source.token };
  const waiting = answerRequest(counting({ answer: () => never }), untouched(), params);
  const reporting = answerRequest(
    counting({
      answersCancelled: true,
      answer: (_c, _p, { cancelled }) =>
        new Promise(resolve => cancelled.addEventListener('abort', () => resolve('a part'))),
    }),
    untouched(),
    params,
  );
  await new Promise(resolve => setImmediate(resolve));
  source.cancel();
  expect(await waiting).toMatchObject(CANCELLED);
  expect(await reporting).toBe('a part');
});

test('over a connection: requests that are cancelled before their turn are refused, and others are answered', async () => {
  const client = await startClient({ 'net.kyn': 'model Net:\n    input 4\n' });
  await client.open('net.kyn', 'model Net:\n    input 4\n');
  const textDocument = { uri: client.uri('net.kyn') };
  const source = new CancellationTokenSource();
  const cancelled = client.connection.sendRequest('textDocument/documentSymbol', { textDocument }, source.token);
  const kept = client.connection.sendRequest<unknown[]>('textDocument/documentSymbol', { textDocument });
  source.cancel();
  await expect(cancelled).rejects.toMatchObject(CANCELLED);
  expect((await kept).length).toBe(1);
});
