// The files that an explorer marks: broken, drifted, stale; also when they are not open.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const manifest = (hash: string): string =>
  JSON.stringify({
    config_hash: hash,
    data_hash: sha('data'),
    env: { platform: 'Linux', python: '3.11.9', torch: '2.3.0' },
    kynml_version: '0.1.0',
    metrics: { mae: 0.123 },
    seed: 42,
  });

async function states(client: TestClient): Promise<Record<string, string>> {
  const answer = await client.request('kynml/fileStates', {});
  const nameOf = (uri: string): string => uri.slice(client.uri('').length + 1);
  return Object.fromEntries((answer?.files ?? []).map(f => [nameOf(f.uri), `${f.state}: ${f.message}`]));
}

async function changed(client: TestClient, path: string): Promise<void> {
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(path), type: FileChangeType.Changed }],
  });
}

it('marks broken and drifted files with the reason, and no other files', async () => {
  const client = await startClient(
    {
      'broken.kyn': houseSpec.replace('epochs', 'epoch').replace('adam', '"adam'),
      'net.kyn': houseSpec,
      'kynml.lock': lockFor(`${houseSpec}\n`),
      'clean.kyn': houseSpec,
      'package.json': '{"broken": ',
    },
    VSCODE_CLIENT,
  );
  const drift = expect.stringMatching(
    /^drifted: Spec changed since it was locked in \S+ \(locked: [0-9a-f]{12}, current: /,
  );
  expect(await states(client)).toEqual({
    'broken.kyn': expect.stringMatching(/^broken: .+ \(\d more problems?\)$/),
    'net.kyn': drift,
    'kynml.lock': drift,
  });
});

it('an error outweighs drift', async () => {
  const text = houseSpec.replace('epochs', 'epoch');
  const client = await startClient({ 'net.kyn': text, 'kynml.lock': lockFor(houseSpec) }, VSCODE_CLIENT);
  expect((await states(client))['net.kyn']).toMatch(/^broken: The `train` block has no key `epoch`/);
});

it('marks a run of an older version as stale, once git was read', async () => {
  const current = `${houseSpec}\n`;
  const client = await startClient(
    {
      'net.kyn': houseSpec,
      'old/run_manifest.json': manifest(sha(houseSpec)),
      'new/run_manifest.json': manifest(sha(current)),
    },
    { ...VSCODE_CLIENT, folders: [] },
  );
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
  client.write('net.kyn', current);
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: client.uri(''), name: 'w' }], removed: [] },
  });
  await expect
    .poll(() => states(client))
    .toEqual({
      'old/run_manifest.json': expect.stringMatching(
        /^stale: Made from an older version of net\.kyn \(commit [0-9a-f]+, \d{4}-\d\d-\d\d\)\.$/,
      ),
    });
});

it('follows files and buffers, and answers null while nothing changed', async () => {
  const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lockFor(houseSpec) }, VSCODE_CLIENT);
  const first = await client.request('kynml/fileStates', {});
  expect(first?.files).toEqual([]);
  expect(await client.request('kynml/fileStates', { known: first?.id ?? '' })).toBeNull();
  client.write('net.kyn', `${houseSpec}\n`);
  await changed(client, 'net.kyn');
  await expect.poll(async () => Object.keys(await states(client)).sort()).toEqual(['kynml.lock', 'net.kyn']);
  await client.open('net.kyn', `${houseSpec}\n`);
  await client.change('net.kyn', houseSpec);
  await expect.poll(() => states(client)).toEqual({});
});
