// What the server sends over its connection, message by message.
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { type Connection, connectionOver } from '../../server/src/lsp/base/connection';
import { lifeCycle } from '../../server/src/lsp/base/lifeCycle';

async function connected(): Promise<{ server: Connection; client: MessageConnection }> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = connectionOver(new StreamMessageReader(up), new StreamMessageWriter(down), lifeCycle());
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  onTestFinished(() => client.dispose());
  server.onRequest('initialize', () => ({}));
  server.listen();
  client.listen();
  await client.sendRequest('initialize', {});
  return { server, client };
}

test('each level of the log has its number', async () => {
  const { server, client } = await connected();
  const logged: unknown[] = [];
  client.onNotification('window/logMessage', message => void logged.push(message));
  for (const level of ['error', 'warn', 'info', 'log'] as const) server.console[level](level);
  await expect
    .poll(() => logged)
    .toEqual([
      { type: 1, message: 'error' },
      { type: 2, message: 'warn' },
      { type: 3, message: 'info' },
      { type: 4, message: 'log' },
    ]);
});

test('what is registered together is one request, and each has an id of its own', async () => {
  const { server, client } = await connected();
  const requests: { registrations: { id: string }[] }[] = [];
  client.onRequest('client/registerCapability', request => {
    requests.push(request);
    return null;
  });
  await server.register({ 'test/one': { a: 1 }, 'test/two': {} });
  expect(requests).toMatchObject([
    {
      registrations: [
        { method: 'test/one', registerOptions: { a: 1 } },
        { method: 'test/two', registerOptions: {} },
      ],
    },
  ]);
  expect(new Set(requests[0]?.registrations.map(({ id }) => id)).size).toBe(2);
});

test('a registration that the client refuses rejects', async () => {
  const { server } = await connected();
  await expect(server.register({ 'test/one': {} })).rejects.toThrow(/Unhandled method/);
});

test('only the progress that the user cancels is cancelled, and none that has ended', async () => {
  const { server, client } = await connected();
  const [first, second, ended] = [vi.fn(), vi.fn(), vi.fn()];
  server.onProgressCancelled('first', first);
  server.onProgressCancelled('second', second);
  server.onProgressCancelled('ended', ended).dispose();
  for (const token of ['first', 'ended', 'other'])
    await client.sendNotification('window/workDoneProgress/cancel', { token });
  await client.sendNotification('window/workDoneProgress/cancel');
  await client.sendRequest('test/unknown').catch(() => undefined);
  expect([first, second, ended].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 0]);
});
