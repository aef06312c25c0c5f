// Clients without some capabilities, and workspaces that change.
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serverCommands } from '../../server/src/lsp/protocol/serverCommands';
import type { Host } from '../../src-shared/host/host';
import { manifestText } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { startClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

describe('a plain client', () => {
  it('gets the states as lenses, with the commands that the server runs', async () => {
    const client = await startClient({ 'net.kyn': houseSpec });
    await client.open('net.kyn', houseSpec);
    const lenses = await client.lenses('net.kyn');
    expect(lenses.map(l => l.command?.title)).toEqual([
      `CONFIG_HASH ${sha(houseSpec).slice(0, 12)}`,
      'not locked',
      '1 reference',
    ]);
    expect(lenses.map(l => l.command?.command)).toEqual([serverCommands.configHash, serverCommands.createLock, '']);
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

  it('a client that cannot watch files sees runs that appear or are removed after its next save', async () => {
    const client = await startClient({ 'net.kyn': houseSpec }, { ...VSCODE_CLIENT, workspace: false });
    await client.open('net.kyn', houseSpec);
    const runs = async () => (await client.lensTitles('net.kyn')).filter(title => /^\d runs?, /.test(title));
    await expect.poll(() => client.request('kynml/runs', {})).toEqual([]);
    client.write('runs/a/run_manifest.json', manifestText({ config_hash: sha(houseSpec) }));
    await client.save('net.kyn', houseSpec);
    await expect.poll(runs).toEqual(['1 run, mae 0.5000']);
    rmSync(client.path('runs'), { recursive: true });
    await client.save('net.kyn', houseSpec);
    await expect.poll(runs).toEqual([]);
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

  it('folders above the workspace do not keep its files from being read', async () => {
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient({ 'venv/project/a.kyn': '' }, { ...VSCODE_CLIENT, folders: ['venv/project'] });
    expect(await client.request('kynml/runs', {})).toEqual([]);
    client.write('venv/project/r.json', manifest);
    client.write('venv/project/venv/r.json', manifest);
    const changes = ['r.json', 'venv/r.json'].map(path => ({ uri: client.uri(`venv/project/${path}`), type: 1 }));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect((await client.request('kynml/runs', {})).map(r => r.label)).toEqual(['r.json']);
  });

  it('a folder of images does not keep the specs beside it from being found', async () => {
    const folder = (name: string) => name.endsWith('/images');
    const images = Array.from({ length: 50_001 }, (_, i) => ({ name: `${i}.jpg`, kind: 'file' as const }));
    const readFolder: Host['readFolder'] = path =>
      folder(path) ? { ok: true, entries: images } : nodeHost.readFolder(path);
    const host = { ...nodeHost, readFolder };
    const manifest = JSON.stringify({ config_hash: sha(houseSpec), data_hash: null, metrics: {} });
    const client = await startClient({ 'images/x': '', 'runs/r.json': manifest }, { ...VSCODE_CLIENT, host });
    const logged: string[] = [];
    client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      logged.push(message);
    });
    expect((await client.request('kynml/runs', {})).map(r => r.label)).toEqual(['runs/r.json']);
    expect(logged).toEqual([]);
  });

  it('the log names a folder that cannot be read', async () => {
    const readFolder: Host['readFolder'] = path =>
      path.endsWith('/sd') ? { ok: false, reason: 'denied' } : nodeHost.readFolder(path);
    const client = await startClient({ 'sd/a.kyn': '' }, { ...VSCODE_CLIENT, host: { ...nodeHost, readFolder } });
    const logged = new Promise<string>(resolve => {
      client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => resolve(message));
    });
    expect(await logged).toBe(
      `${client.path('sd')} was not searched: permission denied. Its specs and artifacts were not checked.`,
    );
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
