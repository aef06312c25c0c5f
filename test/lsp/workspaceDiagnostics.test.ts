// Findings of files that are not open: `workspace/diagnostic`, and what it costs.
import { describe, expect, it, vi } from 'vitest';
import { FileChangeType, LSPErrorCodes, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { pathOf, uriOf } from '../../server/src/lsp/base/convert';
import type { Host, Stat } from '../../src-shared/host/host';
import { PACKAGE_FILES } from '../../src-shared/repro/files/packageFolder';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import type { TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';
import { type Puller, startPuller as start } from './puller';

const BROKEN = houseSpec.replace('epochs', 'epoch');
const manifest = (dataHash: string): string =>
  JSON.stringify({ config_hash: 'a'.repeat(64), data_hash: dataHash, metrics: { mae: 1 }, seed: 1 });

async function event(client: TestClient, path: string, type: FileChangeType = FileChangeType.Changed): Promise<void> {
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(path), type }],
  });
}

/** The findings after a folder appeared, as soon as the server reported a change of `until`. Events name only the folder and `a.kyn`. */
async function movedIn(folder: string, until: string, others: readonly string[] = []): Promise<Puller> {
  const puller = await start({});
  await puller.pull();
  const { client } = puller;
  client.write(`${folder}/deep/net.kyn`, houseSpec);
  client.write(`${folder}/deep/kynml.lock`, lockFor(`${houseSpec}\n`));
  for (const name of others) client.write(`${folder}/${name}`, '{"format": "kyn-evidence"}');
  client.write('a.kyn', BROKEN);
  for (const path of [folder, 'a.kyn']) await event(client, path, FileChangeType.Created);
  await vi.waitFor(() => expect(client.changed.flat()).toContain(client.uri(until)));
  await puller.pull();
  return puller;
}

/** A host that counts how often each file is read. */
function countingHost(): { host: Host; reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const readBytes: Host['readBytes'] = (path, limit) => {
    const name = path.split('/').at(-1) ?? '';
    reads.set(name, (reads.get(name) ?? 0) + 1);
    const read = nodeHost.readBytes(path, limit);
    return read.ok && read.stat ? { ...read, stat: earlier(read.stat) } : read;
  };
  // A file that was just written may be written again within a step of its clock, so it would be read again.
  const earlier = (found: Stat): Stat => ({
    ...found,
    modified: found.modified - 10_000,
    changed: found.changed - 10_000,
  });
  const stat: Host['stat'] = path => {
    const found = nodeHost.stat(path);
    return found && earlier(found);
  };
  return { host: { ...nodeHost, readBytes, stat }, reads };
}

describe('workspace diagnostics', () => {
  it('report specs, locks and artifacts that are not open, and no other files', async () => {
    const puller = await start({
      'a.kyn': BROKEN,
      'sub/net.kyn': houseSpec,
      'sub/kynml.lock': lockFor(`${houseSpec}\n`),
      'run_manifest.json': manifest('abc'),
      'package.json': '{"name": }',
      'clean.kyn': houseSpec,
    });
    await puller.pull();
    expect(puller.codes).toMatchObject({
      'a.kyn': ['unknown-key'],
      'sub/net.kyn': ['lock-drift'],
      'sub/kynml.lock': ['lock-drift'],
      'run_manifest.json': expect.arrayContaining(['wrong-field']),
    });
    expect([...puller.shown.keys()].sort()).toEqual(['a.kyn', 'run_manifest.json', 'sub/kynml.lock', 'sub/net.kyn']);
  });

  it('report the files of a folder that is moved into the workspace, which is one event of the folder', async () => {
    const { codes } = await movedIn('sub', 'sub/deep/net.kyn');
    expect(codes).toMatchObject({ 'sub/deep/net.kyn': ['lock-drift'], 'sub/deep/kynml.lock': ['lock-drift'] });
  });

  it('do not report the files of a new folder that is not searched', async () => {
    const { codes } = await movedIn('node_modules', 'a.kyn');
    expect(codes).toEqual({ 'a.kyn': ['unknown-key'] });
  });

  it('do not report the files of a new package of evidence', async () => {
    const { codes } = await movedIn('sub', 'a.kyn', Object.values(PACKAGE_FILES));
    expect(codes).toEqual({ 'a.kyn': ['unknown-key'] });
  });

  it('have the place of a file with a backslash in its name', async () => {
    const puller = await start({ 'a\\b.kyn': BROKEN });
    const uri = `${puller.client.uri('')}/a%5Cb.kyn`;
    expect((await puller.pull()).map(report => report.uri)).toEqual([uri]);
    expect(uriOf(pathOf(uri) ?? '')).toBe(uri);
  });

  it('have the findings and the places of the open file', async () => {
    const text = `${BROKEN}\nimport "none.kyn"\n`;
    const puller = await start({ 'net.kyn': text, 'kynml.lock': lockFor(houseSpec) });
    const closed = (await puller.pull()).flatMap(r => ('items' in r && r.uri.endsWith('net.kyn') ? r.items : []));
    await puller.client.open('net.kyn', text);
    expect(closed.length).toBeGreaterThan(1);
    expect(closed).toEqual(await puller.client.diagnostics('net.kyn'));
  });

  it('report the text of an open document, with its version', async () => {
    const puller = await start({ 'net.kyn': houseSpec });
    await puller.client.open('net.kyn', houseSpec);
    await puller.client.change('net.kyn', BROKEN);
    const [report] = await puller.pull();
    expect(report).toMatchObject({ kind: 'full', version: 2, items: [{ code: 'unknown-key' }] });
  });

  it('report a byte order mark and bytes that are not UTF-8, without opening the file', async () => {
    const puller = await start({ 'bom.kyn': `\ufeff${houseSpec}` });
    puller.client.write('bytes.kyn', new Uint8Array([0xff, 0xfe, 0x41]));
    await event(puller.client, 'bytes.kyn', FileChangeType.Created);
    await puller.pull();
    expect(puller.codes).toEqual({ 'bom.kyn': ['byte-order-mark'], 'bytes.kyn': ['not-utf8'] });
  });

  it('are streamed to a client that takes parts', async () => {
    const puller = await start({ 'a.kyn': BROKEN });
    const parts: WorkspaceDocumentDiagnosticReport[] = [];
    puller.client.connection.onNotification('$/progress', ({ token, value }) => {
      if (token === 'parts') parts.push(...value.items);
    });
    expect(await puller.pull({ partialResultToken: 'parts' })).toEqual([]);
    expect(parts).toMatchObject([{ kind: 'full', uri: puller.client.uri('a.kyn') }]);
  });

  it('are only those of open files where the setting selects them', async () => {
    const puller = await start(
      { 'a.kyn': BROKEN, 'b.kyn': BROKEN },
      { ...VSCODE_CLIENT, settings: { diagnostics: { scope: 'openFiles' } } },
    );
    await expect.poll(() => puller.start().then(r => r.items)).toEqual([]);
    await puller.client.open('a.kyn', BROKEN);
    await puller.pull();
    expect(puller.codes).toEqual({ 'a.kyn': ['unknown-key'] });
  });
});

describe('a later request', () => {
  it('waits for a change, and then names only what differs', async () => {
    const puller = await start({ 'a.kyn': BROKEN, 'b.kyn': BROKEN });
    await puller.pull();
    const held = puller.start();
    // A request that is answered meanwhile shows that the server is not blocked and that the first one is still open.
    expect(await puller.client.codes('none.kyn')).toEqual([]);
    puller.client.write('b.kyn', houseSpec);
    await event(puller.client, 'b.kyn');
    const { items } = await held;
    expect(items).toEqual([
      expect.objectContaining({ kind: 'unchanged', uri: puller.client.uri('a.kyn') }),
      { kind: 'full', uri: puller.client.uri('b.kyn'), version: null, items: [] },
    ]);
    puller.apply(items);
    expect(puller.codes).toEqual({ 'a.kyn': ['unknown-key'] });
  });

  it('clears the findings of a deleted folder and reports a new file', async () => {
    const puller = await start({ 'sub/a.kyn': BROKEN, 'keep.kyn': BROKEN });
    await puller.pull();
    puller.client.write('new.kyn', BROKEN);
    await puller.client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: puller.client.uri('sub'), type: FileChangeType.Deleted },
        { uri: puller.client.uri('new.kyn'), type: FileChangeType.Created },
      ],
    });
    await puller.pull();
    expect(puller.codes).toEqual({ 'keep.kyn': ['unknown-key'], 'new.kyn': ['unknown-key'] });
  });

  it('follows what a file depends on: its lock, its imports, the spec that a lock pins', async () => {
    const main = houseSpec.replace(/^/, 'import "lib/base.kyn"\n');
    const puller = await start({ 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec), 'main.kyn': main });
    await puller.pull();
    expect(puller.codes).toEqual({ 'main.kyn': ['import-problem'] });
    puller.client.write('lib/base.kyn', '');
    await event(puller.client, 'lib/base.kyn', FileChangeType.Created);
    await puller.pull();
    expect(Object.keys(puller.codes)).toEqual(['lib/base.kyn']);
    puller.client.write('net.kyn', `${houseSpec}\n`);
    await event(puller.client, 'net.kyn');
    await puller.pull();
    expect(puller.codes).toMatchObject({ 'net.kyn': ['lock-drift'], 'kynml.lock': ['lock-drift'] });
    puller.client.write('kynml.lock', lockFor(`${houseSpec}\n`));
    await event(puller.client, 'kynml.lock');
    await puller.pull();
    expect(Object.keys(puller.codes)).toEqual(['lib/base.kyn']);
  });

  it('is answered when a document is closed, because the client dropped its result', async () => {
    const puller = await start({ 'a.kyn': BROKEN });
    await puller.client.open('a.kyn', BROKEN);
    await puller.pull();
    const held = puller.start();
    await puller.client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: puller.client.uri('a.kyn') },
    });
    expect((await held).items).toEqual([expect.objectContaining({ kind: 'unchanged' })]);
  });

  it('ends when it is cancelled', async () => {
    const puller = await start({ 'a.kyn': BROKEN });
    await puller.pull();
    const { CancellationTokenSource } = await import('vscode-jsonrpc');
    const source = new CancellationTokenSource();
    const previousResultIds = [{ uri: puller.client.uri('a.kyn'), value: puller.shown.get('a.kyn')?.id ?? '' }];
    const held = puller.client.connection.sendRequest<object>(
      'workspace/diagnostic',
      { previousResultIds },
      source.token,
    );
    source.cancel();
    await expect(held).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });
});

describe('the work', () => {
  it('reads each file once at the start, and after an event only the changed one', async () => {
    const { host, reads } = countingHost();
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`s${i}.kyn`, BROKEN]));
    const puller = await start({ ...files, 'run_manifest.json': manifest('abc') }, { ...VSCODE_CLIENT, host });
    await puller.pull();
    expect(Object.fromEntries(reads)).toEqual(
      Object.fromEntries([...Object.keys(files), 'run_manifest.json'].map(name => [name, 1])),
    );
    reads.clear();
    puller.client.write('s3.kyn', houseSpec);
    await event(puller.client, 's3.kyn');
    await puller.pull();
    expect(Object.fromEntries(reads)).toEqual({ 's3.kyn': 1 });
  });
});
