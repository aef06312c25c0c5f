// Clients without some capabilities, and workspaces that change.
import { describe, expect, it } from 'vitest';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

describe('a plain client', () => {
  it('gets lenses as text without commands', async () => {
    const client = await startClient({ 'net.kyn': houseSpec });
    await client.open('net.kyn', houseSpec);
    const lenses = await client.lenses('net.kyn');
    expect(lenses.map(l => l.command?.title)).toEqual([
      `CONFIG_HASH ${sha(houseSpec).slice(0, 12)}`,
      'not locked',
      'Train',
      '1 reference',
    ]);
    expect(lenses.every(l => l.command?.command === '')).toBe(true);
  });
});

describe('other clients', () => {
  it('a client without workspace capabilities still gets runs and specs', async () => {
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient(
      { 'net.kyn': houseSpec, 'runs/a.json': manifest },
      { ...VSCODE_CLIENT, workspace: false },
    );
    expect((await client.request('kynml/runs', {})).map(r => [r.label, r.state])).toEqual([['runs/a.json', 'current']]);
  });

  it('a byte order mark in the text is hashed once', async () => {
    const text = `\ufeff${houseSpec}`;
    const client = await startClient({ 'net.kyn': text }, VSCODE_CLIENT);
    await client.open('net.kyn', text);
    expect(await client.request('kynml/specState', { uri: client.uri('net.kyn') })).toMatchObject({
      configHash: sha(text),
      unsaved: false,
    });
    expect(await client.codes('net.kyn')).toEqual(['byte-order-mark']);
  });

  it('settings may differ between folders', async () => {
    const settings = (scope?: string) => ({ lock: { path: scope?.endsWith('/b') ? 'locks/net.json' : '' } });
    const files = {
      'a/net.kyn': houseSpec,
      'b/net.kyn': houseSpec,
      'a/locks/net.json': lockFor('x', '../net.kyn'),
      'b/locks/net.json': lockFor('x', '../net.kyn'),
    };
    const client = await startClient(files, { ...VSCODE_CLIENT, folders: ['a', 'b'], settings });
    await client.open('a/net.kyn', houseSpec);
    await client.open('b/net.kyn', houseSpec);
    await expect.poll(() => client.codes('b/net.kyn')).toEqual(['lock-drift']);
    expect(await client.codes('a/net.kyn')).toEqual([]);
  });

  it('the runs of a removed workspace folder are removed', async () => {
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient(
      { 'a/r.json': manifest, 'b/r.json': manifest },
      { ...VSCODE_CLIENT, folders: ['a', 'b'] },
    );
    expect((await client.request('kynml/runs', {})).length).toBe(2);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: client.uri('b'), name: 'b' }] },
    });
    expect((await client.request('kynml/runs', {})).map(r => r.uri)).toEqual([client.uri('a/r.json')]);
  });

  it('the runs of a deleted folder are removed, and package folders are never scanned', async () => {
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient({ 'a/r.json': manifest, 'keep/r.json': manifest }, VSCODE_CLIENT);
    await client.request('kynml/runs', {});
    client.write('node_modules/x/r.json', manifest);
    const changes = [
      { uri: client.uri('a'), type: 3 },
      { uri: client.uri('node_modules/x/r.json'), type: 1 },
    ];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect((await client.request('kynml/runs', {})).map(r => r.label)).toEqual(['keep/r.json']);
    expect(client.changed.flat().filter(uri => uri.includes('node_modules'))).toEqual([]);
  });
});
