// A spec that a lock names through a symbolic link, in the editor.
import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileChangeType, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const CHANGED = `${houseSpec}# changed\n`;

// A workspace with specs/net.kyn, a link net.kyn to it, and a lock that names the link.
async function linkedClient(): Promise<TestClient> {
  const files = { 'specs/net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) };
  const client = await startClient(files, VSCODE_CLIENT);
  symlinkSync('specs/net.kyn', client.path('net.kyn'));
  return client;
}

const reportChange = (client: TestClient, path: string): Promise<void> =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(path), type: FileChangeType.Changed }],
  });

describe('a spec that its lock names through a link', () => {
  it('drifts while it is edited under its own path, and so does the lock', async () => {
    const client = await linkedClient();
    await client.open('specs/net.kyn', houseSpec);
    await client.open('kynml.lock', lockFor(houseSpec));
    expect(await client.lensTitles('specs/net.kyn')).toContain('$(lock) locked');
    await client.change('specs/net.kyn', CHANGED);
    expect(await client.codes('specs/net.kyn')).toEqual(['lock-drift']);
    expect(await client.codes('kynml.lock')).toEqual(['lock-drift']);
  });

  it('is locked again in the existing lock', async () => {
    const client = await linkedClient();
    client.write('specs/net.kyn', CHANGED);
    await reportChange(client, 'specs/net.kyn');
    for (const mode of ['create', 'regenerate'] as const)
      expect(await client.request('kynml/planLock', { uri: client.uri('specs/net.kyn'), mode })).toMatchObject({
        action: 'update',
        lockLabel: 'kynml.lock',
      });
  });

  it('makes the findings of the closed lock follow its changes', async () => {
    const client = await linkedClient();
    const pull = async (): Promise<string[]> => {
      const { items } = await client.connection.sendRequest<{ items: WorkspaceDocumentDiagnosticReport[] }>(
        'workspace/diagnostic',
        { previousResultIds: [] },
      );
      return items.flatMap(i => (i.kind === 'full' && i.items.length > 0 ? [i.uri] : [])).sort();
    };
    // The end of the first scan of the workspace drops the results of the first request.
    await pull();
    expect(await pull()).toEqual([]);
    client.write('specs/net.kyn', CHANGED);
    await reportChange(client, 'specs/net.kyn');
    expect(await pull()).toEqual([client.uri('kynml.lock'), client.uri('specs/net.kyn')]);
  });
});
