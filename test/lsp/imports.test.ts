// Imports that a server must not follow: endless ones, and those that lead out of a workspace that is not trusted.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';

const FOREIGN = 'model Confidential:\n    input 3\n    dense 1\n';
const USES = `import "../outside/net.kyn"\n${houseSpec}`;

async function clientWithForeignFile(): Promise<TestClient> {
  const client = await startClient({ 'work/a.kyn': USES, 'outside/net.kyn': FOREIGN }, { folders: ['work'] });
  await client.open('work/a.kyn', USES);
  return client;
}

const messages = async (client: TestClient) => (await client.diagnostics('work/a.kyn')).map(d => d.message);

test('a file outside of the workspace is not read before the workspace is trusted', async () => {
  const client = await clientWithForeignFile();
  expect(await messages(client)).toContainEqual(
    '../outside/net.kyn is outside of the workspace, so it is not read until the workspace is trusted.',
  );
  expect((await client.request('kynml/specState', { uri: client.uri('work/a.kyn') }))?.closureHash).toBeNull();
  await client.connection.sendNotification('kynml/trusted');
  await vi.waitFor(async () => expect(await messages(client)).toEqual([]));
});

test('a link does not lead out of a workspace that is not trusted', async () => {
  const text = `import "link/net.kyn"\n${houseSpec}`;
  const client = await startClient({ 'work/a.kyn': text, 'outside/net.kyn': FOREIGN }, { folders: ['work'] });
  symlinkSync(client.path('outside'), client.path('work/link'));
  await client.open('work/a.kyn', text);
  expect((await messages(client))[0]).toBe(
    `link/net.kyn leads through a link to ${client.path('outside/net.kyn')}, which is outside of the workspace, so it is not read until the workspace is trusted.`,
  );
});

test('a spec that imports itself through links is one cycle', async () => {
  const text = `import "s/a.kyn"\nimport "t/a.kyn"\n${houseSpec}`;
  const client = await startClient({ 'work/a.kyn': text }, { folders: ['work'] });
  for (const name of ['s', 't']) symlinkSync('.', client.path(`work/${name}`));
  await client.open('work/a.kyn', text);
  expect(await messages(client)).toEqual([
    'This file imports itself (s/a.kyn). Remove the import.',
    'This file imports itself (t/a.kyn). Remove the import.',
  ]);
});

test('a file of the system that never ends is not waited for', async () => {
  const text = `import "/proc/kmsg"\n${houseSpec}`;
  const client = await startClient(
    { 'work/a.kyn': text, 'work/b.kyn': houseSpec },
    { folders: ['work'], options: { trusted: true } },
  );
  mkdirSync(client.path('work/c'));
  writeFileSync(client.path('work/c/a.kyn'), text);
  await client.open('work/b.kyn', houseSpec);
  expect((await client.request('kynml/specState', { uri: client.uri('work/b.kyn') }))?.errors).toBe(0);
});

test.each([
  ['textDocument/foldingRange', {}],
  ['textDocument/selectionRange', { positions: [{ line: 0, character: 0 }] }],
  ['textDocument/documentSymbol', {}],
  ['textDocument/formatting', { options: { tabSize: 4, insertSpaces: true } }],
])('%s does not read imports', async (method, params) => {
  const realPath = vi.fn(nodeHost.realPath);
  const client = await startClient({}, { host: { ...nodeHost, realPath } });
  await client.open('a.kyn', `import "gone.kyn"\nimport "other.kyn"\n${houseSpec}`);
  const answer = await client.connection.sendRequest(method, { textDocument: { uri: client.uri('a.kyn') }, ...params });
  expect(answer).not.toEqual([]);
  expect(realPath.mock.calls.filter(([path]) => path.endsWith('gone.kyn'))).toEqual([]);
});

test('imports beyond the limit have no link', async () => {
  const text = `${'import "b.kyn"\n'.repeat(1001)}`;
  const client = await startClient({ 'b.kyn': houseSpec });
  await client.open('a.kyn', text);
  const links = await client.connection.sendRequest<unknown[]>('textDocument/documentLink', {
    textDocument: { uri: client.uri('a.kyn') },
  });
  expect(links).toHaveLength(1000);
});
