// In a workspace that is not trusted, a link does not lead out of its folders: nothing behind it is read, and nothing is claimed about it.
import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Files } from '../../server/src/lsp/workspace/files';
import { nodeHost } from '../nodeHost';
import { hostOf } from '../repro/memory';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, sha } from './lockFixture';

const OUTSIDE = 'it is outside the workspace folders and is not read until the workspace is trusted';
const LEADS_OUT = 'it is a link that leads out of the workspace folders; delete the link to use a lock of this project';
const UNREAD = `kynml.lock cannot be read as a lock: ${OUTSIDE}.`;

/** A client that opened ws/net.kyn; ws/kynml.lock is a link to out/real.lock, which pins `text`. */
async function withOutsideLock(text: string): Promise<TestClient> {
  const client = await startClient(
    { 'ws/net.kyn': houseSpec, 'out/real.lock': lockFor(text, '../ws/net.kyn') },
    { folders: ['ws'], options: { commands: true, trusted: false } },
  );
  symlinkSync('../out/real.lock', client.path('ws/kynml.lock'));
  await client.open('ws/net.kyn', houseSpec);
  return client;
}

const uriOfSpec = (client: TestClient) => ({ uri: client.uri('ws/net.kyn') });

test.each(['drifted', 'locked'])(
  'a lock outside is not compared, whether the workspace is trusted or not, and its spec is not %s',
  async state => {
    const text = state === 'locked' ? houseSpec : 'other';
    const client = await withOutsideLock(text);
    expect((await client.diagnostics('ws/net.kyn')).map(d => d.message)).toEqual([UNREAD]);
    expect(await client.lensTitles('ws/net.kyn')).toContainEqual(expect.stringContaining('lock cannot be read'));
    const shown = JSON.stringify([
      await client.hover('ws/net.kyn', 0, 0),
      await client.request('kynml/specState', uriOfSpec(client)),
    ]);
    expect(shown).toContain(OUTSIDE);
    if (state === 'drifted') expect(shown).not.toContain(sha(text).slice(0, 12));
    await client.connection.sendNotification('kynml/trusted');
    expect(await client.request('kynml/specState', uriOfSpec(client))).toMatchObject({ lock: { state: 'invalid' } });
    expect((await client.diagnostics('ws/net.kyn')).map(d => d.message)).toEqual([
      `kynml.lock cannot be read as a lock: ${LEADS_OUT}.`,
    ]);
  },
);

test('a lock outside is not replaced, whether the workspace is trusted or not', async () => {
  const client = await withOutsideLock('other');
  const plan = (mode: 'create' | 'regenerate') => client.request('kynml/planLock', { ...uriOfSpec(client), mode });
  const refused = (reason: string) => ({ action: 'refuse', refusal: `kynml.lock cannot be replaced: ${reason}.` });
  expect(await plan('regenerate')).toMatchObject(refused(OUTSIDE));
  await client.connection.sendNotification('kynml/trusted');
  expect(await plan('regenerate')).toMatchObject(refused(LEADS_OUT));
  expect(await plan('create')).toMatchObject(refused(LEADS_OUT));
});

test('in a trusted workspace, a lock behind a link to another of its folders is read', async () => {
  const client = await startClient(
    { 'ws/net.kyn': houseSpec, 'locks/real.lock': lockFor('x', '../ws/net.kyn') },
    { folders: ['ws', 'locks'] },
  );
  symlinkSync('../locks/real.lock', client.path('ws/kynml.lock'));
  await client.open('ws/net.kyn', houseSpec);
  expect(await client.codes('ws/net.kyn')).toEqual(['lock-drift']);
});

test('a lock behind a link inside the workspace is read without trust', async () => {
  const client = await startClient(
    { 'ws/net.kyn': houseSpec, 'ws/locks/real.lock': lockFor('x', '../net.kyn') },
    { folders: ['ws'] },
  );
  symlinkSync('locks/real.lock', client.path('ws/kynml.lock'));
  await client.open('ws/net.kyn', houseSpec);
  expect(await client.codes('ws/net.kyn')).toEqual(['lock-drift']);
});

test('the lock of an open spec outside is not read without trust, and a missing one is not reported', async () => {
  const client = await startClient({ 'out/net.kyn': houseSpec, 'out/kynml.lock': lockFor('x') }, { folders: ['ws'] });
  await client.open('out/net.kyn', houseSpec);
  expect(await client.codes('out/net.kyn')).toEqual(['lock-unreadable']);
  const plan = await client.request('kynml/planLock', { uri: client.uri('out/net.kyn'), mode: 'create' });
  expect(plan).toMatchObject({ action: 'refuse', refusal: `out/net.kyn cannot be locked: ${OUTSIDE}.` });
  await client.open('none/net.kyn', houseSpec);
  expect(await client.codes('none/net.kyn')).toEqual([]);
});

test('a spec that a link outside replaced is not read, also if no event reports it', async () => {
  const client = await startClient({ 'ws/run.json': '', 'out/net.kyn': houseSpec }, { folders: ['ws'] });
  symlinkSync('../out/net.kyn', client.path('ws/net.kyn'));
  expect(await client.request('kynml/specState', uriOfSpec(client))).toBeNull();
  await client.connection.sendNotification('kynml/trusted');
  expect(await client.request('kynml/specState', uriOfSpec(client))).toMatchObject({ configHash: sha(houseSpec) });
});

test('a file that was refused is read as soon as it is allowed', () => {
  const host = hostOf({ '/w/a.kyn': houseSpec });
  let isRefused = true;
  const files = new Files(host, () => isRefused);
  expect([files.read('/w/a.kyn'), files.hash('/w/a.kyn')]).toEqual([{ ok: false, reason: 'untrusted' }, undefined]);
  isRefused = false;
  expect(files.hash('/w/a.kyn')).toBe(nodeHost.sha256(houseSpec));
});
