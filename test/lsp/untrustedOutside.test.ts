// Without trust, a file outside of the workspace is read only if the editor sends it, also for an open document next to it.
import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, sha } from './lockFixture';

const OUTSIDE = 'it is outside the workspace folders and is not read until the workspace is trusted';
const CHANGED = `${houseSpec}# changed\n`;

/** A client with an untrusted workspace in `ws` that opened the file at a path. */
async function opened(files: Record<string, string>, path: string): Promise<TestClient> {
  const client = await startClient(
    { 'ws/run.json': '', ...files },
    { folders: ['ws'], data: true, options: { commands: true, trusted: false } },
  );
  await client.open(path, files[path] ?? '');
  return client;
}

const messagesOf = async (client: TestClient, path: string): Promise<string[]> =>
  (await client.diagnostics(path)).map(d => String(d.message));

test('the spec of an open lock is not read; with trust it is compared', async () => {
  const client = await opened({ 'out/kynml.lock': lockFor(houseSpec), 'out/net.kyn': CHANGED }, 'out/kynml.lock');
  expect(await messagesOf(client, 'out/kynml.lock')).toEqual([
    `net.kyn cannot be read: ${OUTSIDE}, so drift is unknown.`,
  ]);
  const uri = client.uri('out/kynml.lock');
  const shown = [await client.request('kynml/specState', { uri }), await client.lensTitles('out/kynml.lock')];
  expect(JSON.stringify(shown)).not.toContain(sha(CHANGED).slice(0, 12));
  await client.connection.sendNotification('kynml/trusted');
  expect(await client.codes('out/kynml.lock')).toEqual(['lock-drift']);
});

test('the spec of an open lock is compared while it is open too', async () => {
  const client = await opened({ 'out/kynml.lock': lockFor(houseSpec), 'out/net.kyn': houseSpec }, 'out/kynml.lock');
  await client.open('out/net.kyn', CHANGED);
  expect(await client.codes('out/kynml.lock')).toEqual(['lock-drift']);
});

test('a folder of an open lock is not listed for a similar name', async () => {
  const files = { 'out/kynml.lock': lockFor(houseSpec, 'Net.kyn'), 'out/net.kyn': houseSpec };
  const client = await opened(files, 'out/kynml.lock');
  expect((await messagesOf(client, 'out/kynml.lock')).join()).not.toContain('net.kyn');
  await client.connection.sendNotification('kynml/trusted');
  expect((await messagesOf(client, 'out/kynml.lock')).join()).toContain('net.kyn');
});

test('data next to an open spec is not read', async () => {
  const spec = houseSpec.slice(houseSpec.indexOf('dataset')).replace('input 4', 'input 2').replace('$lr', '0.1');
  const files = { 'out/net.kyn': spec, 'out/data/houses.csv': 'area,secret\n1,2\n' };
  const client = await opened(files, 'out/net.kyn');
  expect(await client.codes('out/net.kyn')).toEqual([]);
  const hover = JSON.stringify(await client.hover('out/net.kyn', 1, 20));
  expect(hover).not.toContain('secret');
  await client.connection.sendNotification('kynml/trusted');
  expect(await client.codes('out/net.kyn')).toContain('csv-target');
});

test('the goldens of an open index are not read', async () => {
  const relpath = `tests/golden/determinism/tuple-${'a'.repeat(16)}.json`;
  const index = JSON.stringify({
    lock_version: 1,
    goldens: [{ adapter_sha256: 'b'.repeat(64), golden_relpath: relpath }],
  });
  const path = 'out/.determinism/lock.json';
  const client = await opened({ [path]: index, [`out/${relpath}`]: '{"a": "secret"}' }, path);
  expect(await messagesOf(client, path)).toContain(`The golden cannot be read: ${OUTSIDE}.`);
  await client.connection.sendNotification('kynml/trusted');
  expect((await messagesOf(client, path)).join()).not.toContain(OUTSIDE);
});

test('the folder of an open spec is not listed for a completion', async () => {
  const client = await opened({ 'out/net.kyn': 'import ""\n', 'out/secret.kyn': houseSpec }, 'out/net.kyn');
  const completed = async () =>
    JSON.stringify(
      await client.connection.sendRequest('textDocument/completion', {
        textDocument: { uri: client.uri('out/net.kyn') },
        position: { line: 0, character: 8 },
      }),
    );
  expect(await completed()).not.toContain('secret');
  await client.connection.sendNotification('kynml/trusted');
  expect(await completed()).toContain('secret');
});

test('a folder behind a link that leads out is not listed for the name of missing data', async () => {
  const spec = houseSpec.slice(houseSpec.indexOf('dataset')).replace('data/houses.csv', 'lnk/housess.csv');
  const client = await startClient(
    { 'ws/net.kyn': spec, 'out/houses.csv': 'a\n1\n' },
    { folders: ['ws'], data: true, options: { commands: true, trusted: false } },
  );
  symlinkSync('../out', client.path('ws/lnk'));
  await client.open('ws/net.kyn', spec);
  const messages = await messagesOf(client, 'ws/net.kyn');
  expect(messages.join()).toContain('lnk/housess.csv');
  expect(messages.join()).not.toContain('lnk/houses.csv');
});
