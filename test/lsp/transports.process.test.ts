// How a client is connected to the server program: IPC, as VS Code does it, a socket, or not at all. Its end is noticed.
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';

const folder = mkdtempSync(join(tmpdir(), 'kynml-transports-'));
const program = join(folder, 'server.js');

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../server/src/lsp/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const initialize = (connection: MessageConnection, processId: number | null): Promise<unknown> => {
  connection.listen();
  return connection.sendRequest('initialize', { processId, rootUri: null, capabilities: {} });
};

const codeOf = async (server: ChildProcess): Promise<unknown> => (await once(server, 'exit'))[0];

function forked(...args: readonly string[]): { server: ChildProcess; connection: MessageConnection } {
  const server = fork(program, ['--node-ipc', ...args], { stdio: 'ignore' });
  onTestFinished(() => void server.kill());
  return { server, connection: createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server)) };
}

test('over IPC, as VS Code starts it: `exit` after `shutdown` ends it with 0', async () => {
  const { server, connection } = forked();
  expect(await initialize(connection, process.pid)).toMatchObject({ serverInfo: { name: 'kynml' } });
  expect(await connection.sendRequest('shutdown')).toBeNull();
  const ended = codeOf(server);
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});

test('`exit` without `shutdown` ends it with 1, also before `initialize`', async () => {
  const { server, connection } = forked();
  const ended = codeOf(server);
  connection.listen();
  await connection.sendNotification('exit');
  expect(await ended).toBe(1);
});

test.each(['processId', '--clientProcessId'])('a client that was killed ends it: %s', async way => {
  const client = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void client.kill());
  const isArgument = way.startsWith('--');
  const { server, connection } = isArgument ? forked(`${way}=${client.pid}`) : forked();
  await initialize(connection, isArgument ? null : (client.pid ?? null));
  const ended = codeOf(server);
  client.kill('SIGKILL');
  expect(await ended).toBe(1);
});

test.each([[(port: number) => [`--socket=${port}`]], [(port: number) => ['--socket', String(port)]]])(
  'over a socket that the client listens to',
  async args => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    onTestFinished(() => void listener.close());
    const server = spawn(process.execPath, [program, ...args((listener.address() as { port: number }).port)]);
    onTestFinished(() => void server.kill());
    const [socket] = (await once(listener, 'connection')) as [Socket];
    const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    expect(await initialize(connection, null)).toMatchObject({ serverInfo: { name: 'kynml' } });
    await connection.sendRequest('shutdown');
    const ended = codeOf(server);
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
  },
);

test('without a transport it says which there are', () => {
  const { status, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'Name how the client is connected: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.\n',
  });
});
