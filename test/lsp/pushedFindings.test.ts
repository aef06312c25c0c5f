// Findings of a client that pulls them, and of one that must get them. A client that pulls but cannot be asked to pull again would keep `locked` after
// its lock has changed on disk.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const open = async (choice: ClientOptions): Promise<TestClient> => {
  const client = await startClient(
    { 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) },
    { ...VSCODE_CLIENT, ...choice },
  );
  await client.open('net.kyn', houseSpec);
  return client;
};

const published = (client: TestClient) => client.published.get(client.uri('net.kyn'))?.map(d => d.code);

async function changeLock(client: TestClient): Promise<void> {
  client.write('kynml.lock', lockFor(`${houseSpec}# another\n`));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('kynml.lock'), type: 2 }],
  });
}

test.each<[string, ClientOptions]>([
  ['cannot pull', { pull: false }],
  ['pulls, but cannot be asked to pull again', { refresh: false }],
])('a client that %s gets findings, also when only the lock changed', async (_, choice) => {
  const client = await open(choice);
  expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
  await expect.poll(() => published(client)).toEqual([]);
  await changeLock(client);
  await expect.poll(() => published(client)).toEqual(['lock-drift']);
});

test('published findings name the version of the document that they are about', async () => {
  const client = await open({ pull: false });
  const version = () => client.publishedVersions.get(client.uri('net.kyn'));
  await expect.poll(version).toBe(1);
  await client.change('net.kyn', `${houseSpec}# more\n`);
  await expect.poll(version).toBe(2);
  await expect.poll(() => published(client)).toEqual(['lock-drift']);
});

test('a client that can be asked to pull again gets no findings', async () => {
  const client = await open({});
  expect(client.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  await changeLock(client);
  await expect.poll(() => client.refreshes).toBeGreaterThan(0);
  expect(await client.codes('net.kyn')).toEqual(['lock-drift']);
  expect([...client.published]).toEqual([]);
});
