// The life cycle of the server: what it answers before `initialize`, after it, and after `shutdown`.
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { createMessageConnection, type MessageConnection, ResponseError } from 'vscode-jsonrpc/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { lifeCycle } from '../../server/src/lsp/base/lifeCycle';
import { nodeComputer } from '../../server/src/lsp/node/nodeComputer';
import { serve } from '../../server/src/lsp/server';
import { hostOf } from '../repro/memory';

const URI = 'file:///w/net.kyn';
const INITIALIZE = { processId: null, rootUri: null, capabilities: {} };
const hover = { textDocument: { uri: URI }, position: { line: 0, character: 0 } };

function connect(): MessageConnection {
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(
    createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), lifeCycle()),
    () => hostOf({ '/w/net.kyn': 'model Net:\n    input 4\n' }),
    { version: '0', dlm: { dlmHome: undefined, home: '/' }, computer: nodeComputer },
  );
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  onTestFinished(() => connection.dispose());
  connection.listen();
  return connection;
}

const codeOf = (connection: MessageConnection, method: string, params: object): Promise<unknown> =>
  connection.sendRequest(method, params).then(
    () => 'answered',
    error => (error instanceof ResponseError ? error.code : error),
  );

const open = (connection: MessageConnection): Promise<void> =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: URI, languageId: 'kynml', version: 1, text: 'train\n' },
  });

const findings = async (connection: MessageConnection): Promise<number> => {
  const report = await connection.sendRequest<{ items: unknown[] }>('textDocument/diagnostic', {
    textDocument: { uri: URI },
  });
  return report.items.length;
};

test('requests before `initialize` are refused, also of unknown methods', async () => {
  const connection = connect();
  expect(await codeOf(connection, 'textDocument/hover', hover)).toBe(-32002);
  expect(await codeOf(connection, 'kynml/nothing', {})).toBe(-32002);
  expect(await codeOf(connection, 'shutdown', {})).toBe(-32002);
  expect(await codeOf(connection, 'initialize', INITIALIZE)).toBe('answered');
  expect(await codeOf(connection, 'textDocument/hover', hover)).toBe('answered');
});

test('notifications before `initialize` are dropped', async () => {
  const connection = connect();
  await open(connection);
  await connection.sendRequest('initialize', INITIALIZE);
  expect(await findings(connection)).toBe(0);
  await open(connection);
  expect(await findings(connection)).toBeGreaterThan(0);
});

test('a second `initialize` is refused, and the first one remains valid', async () => {
  const connection = connect();
  expect(await codeOf(connection, 'initialize', INITIALIZE)).toBe('answered');
  expect(await codeOf(connection, 'initialize', INITIALIZE)).toBe(-32600);
  expect(await codeOf(connection, 'textDocument/hover', hover)).toBe('answered');
});

test('requests after `shutdown` are refused', async () => {
  const connection = connect();
  await connection.sendRequest('initialize', INITIALIZE);
  expect(await codeOf(connection, 'shutdown', {})).toBe('answered');
  for (const method of ['textDocument/hover', 'shutdown', 'initialize', 'kynml/nothing'])
    expect(await codeOf(connection, method, hover)).toBe(-32600);
});

test('an unknown method is unknown while the server runs, also the name of refused requests', async () => {
  const connection = connect();
  await connection.sendRequest('initialize', INITIALIZE);
  expect(await codeOf(connection, 'kynml/nothing', {})).toBe(-32601);
  expect(await codeOf(connection, '$/kynml/refused', { code: 1, message: 'x' })).toBe(-32601);
});

// JSON-RPC allows a request without parameters.
test.each(['kynml/fileStates', 'kynml/runTree', 'kynml/runTable', 'textDocument/hover'])(
  '%s without parameters is answered',
  async method => {
    const connection = connect();
    await connection.sendRequest('initialize', INITIALIZE);
    const answer = await connection.sendRequest(method, {});
    expect(await connection.sendRequest(method)).toEqual(answer);
    expect(await connection.sendRequest(method, null)).toEqual(answer);
  },
);
