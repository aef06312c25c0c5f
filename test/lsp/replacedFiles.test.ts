// Files that are replaced by a rename, with a client that reports only the temporary name.
import { renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

async function replace(client: TestClient, path: string, text: string): Promise<void> {
  const temporary = `${path}.1234.tmp`;
  client.write(temporary, text);
  renameSync(client.path(temporary), client.path(path));
  const uri = client.uri(temporary);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [
      { uri, type: 1 },
      { uri, type: 3 },
    ],
  });
}

const PLACE = 'models/net.kyn';
const OTHER = lockFor(`${houseSpec}# other\n`, PLACE);

test.each([
  ['a lock', { 'kynml.lock': lockFor(houseSpec, PLACE) }],
  ['a lock that did not exist', {}],
])('%s that appears under a temporary name causes drift, and its findings are pushed', async (_, files) => {
  const client = await startClient({ [PLACE]: houseSpec, ...files }, { ...VSCODE_CLIENT, pull: false });
  await client.open(PLACE, houseSpec);
  const published = () => client.published.get(client.uri(PLACE))?.map(d => d.code);
  await expect.poll(published).toEqual([]);
  await replace(client, 'kynml.lock', OTHER);
  await expect.poll(published).toEqual(['lock-drift']);
});

test('a run that is not open is read again', async () => {
  const run = (mae: number) => JSON.stringify({ config_hash: 'a'.repeat(64), data_hash: null, metrics: { mae } });
  const client = await startClient({ 'net.kyn': houseSpec, 'runs/r.json': run(1) }, VSCODE_CLIENT);
  const changed = () => client.changed.flat();
  expect((await client.request('kynml/runs', {})).length).toBe(1);
  const before = changed().length;
  await replace(client, 'runs/r.json', run(2));
  await expect.poll(() => changed().slice(before)).toContain(client.uri('runs/r.json'));
});

test('files next to one that was deleted, which did not change, are not reported', async () => {
  const client = await startClient(
    { 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec), 'a.kyn': houseSpec },
    VSCODE_CLIENT,
  );
  await client.codes('net.kyn');
  expect((await client.request('kynml/runs', {})).length).toBe(0);
  const before = client.changed.flat().length;
  const uri = client.uri('gone.kyn');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  await expect.poll(() => client.changed.length).toBeGreaterThan(0);
  await client.codes('net.kyn');
  expect(
    client.changed
      .flat()
      .slice(before)
      .filter(changed => changed !== uri),
  ).toEqual([]);
});
