// kyn mcp as a program, with the client of the official SDK over its standard input and output.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { isAlive } from '../isAlive';
import { houseSpec } from '../specFixture';
import { lockText, sha256 } from './cliEnvironment';
import { kynProgram } from './kynProcess';
import { standInPython } from './standInPython';

const program = kynProgram();
const top = realpathSync(mkdtempSync(join(tmpdir(), 'kyn mcp ')));
const work = join(top, 'work');
const data = join(work, 'data', 'houses.csv');
const python = standInPython(join(top, 'python'), data);
const clients: Client[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  const { bundles } = await import(new URL('../../scripts/bundles.mjs', import.meta.url).href);
  await build({ ...bundles(false).mcp, outdir: dirname(program.path()), sourcemap: false });
  mkdirSync(dirname(data), { recursive: true });
  writeFileSync(data, 'a,b,c,d,price\n1,2,3,4,5\n');
  writeFileSync(join(work, 'house.kyn'), houseSpec);
  writeFileSync(join(work, 'kynml.lock'), lockText('house.kyn', houseSpec));
  writeFileSync(join(top, 'outside.kyn'), 'params:\n    api_key = "vermilion-heron"\n');
  symlinkSync(join(top, 'outside.kyn'), join(work, 'link.kyn'));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  // Where a test failed, the server may still run; it ends its training.
  for (const child of children.splice(0)) child.kill();
});
afterAll(() => rmSync(top, { recursive: true }));

async function connect(...args: string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  clients.push(client);
  const command = process.execPath;
  const env = Object.fromEntries(Object.entries(python.env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
  await client.connect(
    new StdioClientTransport({ command, args: [program.path(), 'mcp', ...args], cwd: work, env, stderr: 'ignore' }),
  );
  return client;
}

const textIn = ({ content }: Awaited<ReturnType<Client['callTool']>>): string =>
  (content as { text: string }[]).map(({ text }) => text).join('');

const TRAINING = ['--allow-write', '--compiler', 'builtin', '--python', python.path];

test('a client lists the tools that read, and gets answers', async () => {
  const client = await connect();
  expect(client.getServerVersion()).toMatchObject({ name: 'kyn' });
  const { tools } = await client.listTools();
  expect(tools.map(tool => tool.name)).toContain('kynml_verify');
  expect(tools.map(tool => tool.name)).not.toContain('kynml_train');
  const answer = await client.callTool({ name: 'kynml_lock_state', arguments: { path: 'house.kyn' } });
  expect(answer.isError).toBe(false);
  expect(textIn(answer)).toContain(`"configHash": "${sha256(houseSpec)}"`);
  expect(textIn(answer)).toContain('"state": "locked"');
});

test('what is wrong, outside or not allowed is refused in words, and the server goes on', async () => {
  const client = await connect();
  const refused = async (name: string, input: Record<string, unknown>) => {
    const answer = await client.callTool({ name, arguments: input });
    expect(answer.isError).toBe(true);
    return textIn(answer);
  };
  expect(await refused('kynml_check', { path: 'link.kyn' })).toContain('is outside of');
  expect(await refused('kynml_check', { path: '../outside.kyn' })).toContain('is outside of');
  expect(await refused('kynml_check', { path: join(top, 'outside.kyn') })).toContain('is outside of');
  expect(await refused('kynml_check', { path: '//server/share' })).toContain('a computer in a network');
  expect(await refused('kynml_check', { file: 'x' })).toContain('is not a field of the input');
  expect(await refused('kynml_create_lock', { path: 'house.kyn' })).toContain('--allow-write');
  await expect(client.callTool({ name: 'rm', arguments: {} })).rejects.toThrow('There is no tool with this name.');
  const all = textIn(await client.callTool({ name: 'kynml_check' }));
  expect(all).toContain('"checkedFiles": 2');
  expect(all).not.toContain('vermilion');
});

test('a spec is trained where it is allowed, and the run can be verified', async () => {
  const client = await connect(...TRAINING);
  const answer = await client.callTool({ name: 'kynml_train', arguments: { path: 'house.kyn', out: 'trained' } });
  expect(textIn(answer)).toContain('"path": "trained/run_manifest.json"');
  expect(answer.isError).toBe(false);
  const verified = await client.callTool({ name: 'kynml_verify', arguments: { path: 'trained' } });
  expect(textIn(verified)).toContain('"contradicted": 0');
});

// In an object, because a promise in a promise would be awaited.
async function startTraining(client: Client, out: string, signal?: AbortSignal) {
  python.behave({ [out]: { wait: true } });
  const options = signal ? { signal } : {};
  const result = client
    .callTool({ name: 'kynml_train', arguments: { path: 'house.kyn', out } }, undefined, options)
    .then(
      () => 'answered',
      () => 'ended',
    );
  await vi.waitFor(() => expect(python.pids(out)).toHaveLength(1), { timeout: 20_000 });
  return { result };
}

function serverOf({ transport }: Client): number {
  if (!(transport instanceof StdioClientTransport) || transport.pid === null) throw new Error('no server');
  return transport.pid;
}

const untilGone = (out: string) =>
  vi.waitFor(() => expect(python.pids(out).filter(isAlive)).toEqual([]), { timeout: 20_000 });

test('a call that is cancelled ends its training, and the server goes on', async () => {
  const client = await connect(...TRAINING);
  const cancel = new AbortController();
  const ended = await startTraining(client, 'cancelled', cancel.signal);
  cancel.abort();
  expect(await ended.result).toBe('ended');
  await untilGone('cancelled');
  const { tools } = await client.listTools();
  expect(tools.length).toBeGreaterThan(0);
  // The folder is free again.
  await vi.waitFor(() => expect(readdirSync(join(work, 'cancelled')).filter(n => n.includes('claim'))).toEqual([]), {
    timeout: 20_000,
  });
});

const HELLO = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
};

test('a client that goes away ends the server and the training', async () => {
  python.behave({ left: { wait: true } });
  const child = spawn(process.execPath, [program.path(), 'mcp', ...TRAINING], { cwd: work, env: python.env });
  children.push(child);
  const ended = new Promise(resolve => child.on('close', resolve));
  child.stdout.resume();
  const input = { name: 'kynml_train', arguments: { path: 'house.kyn', out: 'left' } };
  const messages = [
    HELLO,
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    { jsonrpc: '2.0', id: 2, method: 'tools/call', params: input },
  ];
  child.stdin.write(messages.map(message => `${JSON.stringify(message)}\n`).join(''));
  await vi.waitFor(() => expect(python.pids('left')).toHaveLength(1), { timeout: 20_000 });
  child.stdin.end();
  expect(await ended).toBe(0);
  await untilGone('left');
});

test('a server that is killed leaves no training', async () => {
  const client = await connect(...TRAINING);
  const { result } = await startTraining(client, 'orphan');
  process.kill(serverOf(client), 'SIGKILL');
  expect(await result).toBe('ended');
  await untilGone('orphan');
});

test('text that is not a message does not end the server', async () => {
  const child = spawn(process.execPath, [program.path(), 'mcp'], { cwd: work });
  children.push(child);
  let output = '';
  child.stdout.on('data', part => {
    output += part;
  });
  child.stdin.write(`{\nnull\n[]\n{"jsonrpc":"1.0"}\n\u0000\n${JSON.stringify(HELLO)}\n`);
  await vi.waitFor(() => expect(output).toContain('"serverInfo"'), { timeout: 20_000 });
  child.stdin.end();
  expect(await new Promise(resolve => child.on('close', resolve))).toBe(0);
});

test('a message that is too long ends the server with a reason', async () => {
  const child = spawn(process.execPath, [program.path(), 'mcp'], { cwd: work });
  children.push(child);
  let errors = '';
  child.stderr.on('data', part => {
    errors += part;
  });
  // The rest of the message cannot be written when the server has ended.
  child.stdin.on('error', () => undefined);
  child.stdin.write('x'.repeat(1024 * 1024 + 1));
  expect(await new Promise(resolve => child.on('close', resolve))).toBe(2);
  expect(errors).toBe('kyn: a message of the client is longer than 1 MiB, so the server has ended.\n');
});

test('no other command loads the SDK', () => {
  const inputs = Object.keys(program.metafile().inputs);
  expect(inputs.filter(path => path.includes('modelcontextprotocol'))).toEqual([]);
  expect(existsSync(join(dirname(program.path()), 'mcp.js'))).toBe(true);
});

// The signal has come before the server listens to it; its standard input stays open.
const STOPPED = `
const stop = AbortSignal.abort();
const service = { version: '1', allowWrite: false, stop, call: async () => ({ text: '', failed: false }) };
require(process.argv[1]).serve(service).then(problem => {
  process.exitCode = problem === undefined ? 7 : 8;
});
`;

test('a server that was asked to end while it started ends', async () => {
  const child = spawn(process.execPath, ['-e', STOPPED, join(dirname(program.path()), 'mcp.js')]);
  children.push(child);
  expect(await new Promise(resolve => child.once('exit', resolve))).toBe(7);
});
