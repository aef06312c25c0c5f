// Files that are gone although no event reported it: a client merges the creation and the deletion of a file into no event, and it keeps the
// document of a closed editor open for minutes.
import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type SymbolInformation, WatchKind } from 'vscode-languageserver';
import { StartGate } from '../../server/src/lsp/base/startGate';
import { ActionResultStore } from '../../server/src/lsp/workspace/actionResultStore';
import { applyFileChanges } from '../../server/src/lsp/workspace/fileChanges';
import { Files } from '../../server/src/lsp/workspace/files';
import { Inventory } from '../../server/src/lsp/workspace/inventory';
import { Workspace } from '../../server/src/lsp/workspace/workspace';
import { hostOf } from '../repro/memory';
import { startClient, type TestClient } from './client';

const LOOKUPS = { usesKynml: () => true, olderText: () => undefined };
const SPEC = 'model Net:\n    input 4\n    dense 1 linear\n';

const symbols = async (client: TestClient): Promise<string[]> => {
  const found = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'Net' });
  return found.map(({ location }) => relative(client.folder, fileURLToPath(location.uri))).sort();
};

async function withSavedFile(): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': SPEC });
  await client.open('copy/net.kyn', SPEC);
  await client.save('copy/net.kyn', SPEC);
  await expect.poll(() => symbols(client)).toEqual(['copy/net.kyn', 'net.kyn']);
  return client;
}

test('a deleted spec has no symbols, although its document is open', async () => {
  const client = await withSavedFile();
  rmSync(client.path('copy'), { recursive: true });
  expect(await symbols(client)).toEqual(['net.kyn']);
});

test('a late event of a file that is gone does not bring it back', () => {
  const host = hostOf({ '/w/net.kyn': SPEC });
  const inventory = new Inventory(host, new Files(host), new StartGate());
  inventory.add('/w/net.kyn');
  inventory.add('/w/copy/net.kyn');
  expect([...inventory.specs.keys()]).toEqual(['/w/net.kyn']);
});

test('an event of a file that is gone removes it', () => {
  const files = new Map([['/w/net.kyn', SPEC]]);
  const host = { ...hostOf({}), stat: (path: string) => hostOf(Object.fromEntries(files)).stat(path) };
  const inventory = new Inventory(host, new Files(host), new StartGate());
  inventory.add('/w/net.kyn');
  files.clear();
  inventory.add('/w/net.kyn');
  expect(inventory.specs.size).toBe(0);
});

test('the folders that appeared are reported without those inside of others, and without those that are not searched', () => {
  const host = hostOf({ '/w/a/b/net.kyn': SPEC, '/w/ab/net.kyn': SPEC, '/w/venv/net.kyn': SPEC, '/x/net.kyn': SPEC });
  const workspace = new Workspace(host, { dlmHome: undefined, home: '/' }, LOOKUPS);
  workspace.folders = ['/w'];
  const inventory = new Inventory(host, workspace.files, new StartGate());
  const stores = { workspace, inventory, results: new ActionResultStore(host) };
  const paths = ['/w/a/b', '/w/a', '/w/ab', '/w/a', '/w/a/b/net.kyn', '/w/venv', '/x', '/w/gone'];
  const { folders } = applyFileChanges(
    stores,
    [...paths.map(path => ({ path, isDeleted: false })), { path: '/w/ab/net.kyn', isDeleted: true }],
    () => false,
  );
  expect(folders).toEqual(['/w/a', '/w/ab']);
});

test('the inventory has what a search finds: nothing behind a link, outside, or in a folder that is not searched', () => {
  const files = [
    '/w/link/net.kyn',
    '/w/sub/net.kyn',
    '/w/a.kyn',
    '/w/b.kyn',
    '/w/venv/net.kyn',
    '/x/dlm.lock',
    '/w/f.kyn/x',
  ];
  const host = hostOf(Object.fromEntries(files.map(path => [path, SPEC])));
  const links = new Set(['/w/link', '/w/b.kyn']);
  const linkTarget = (path: string) => (links.has(path) ? '/x' : undefined);
  const workspace = new Workspace({ ...host, linkTarget }, { dlmHome: undefined, home: '/' }, LOOKUPS);
  workspace.folders = ['/w'];
  const inventory = new Inventory(host, workspace.files, new StartGate());
  const stores = { workspace, inventory, results: new ActionResultStore(host) };
  const report = (...paths: string[]) =>
    applyFileChanges(
      stores,
      paths.map(path => ({ path, isDeleted: false })),
      () => false,
    );
  const { folders } = report('/w/link', '/w/sub', '/w/link/net.kyn', ...files.slice(1, 6), '/w/f.kyn');
  expect(folders).toEqual(['/w/sub', '/w/f.kyn']);
  expect([...inventory.specs.keys(), ...inventory.artifacts]).toEqual(['/w/sub/net.kyn', '/w/a.kyn']);
  // Links take the place of a folder and of a file.
  links.add('/w/sub').add('/w/a.kyn');
  expect(report('/w/sub', '/w/a.kyn')).toMatchObject({ folders: [], affected: ['/w/sub', '/w/a.kyn'] });
  expect(inventory.specs.size).toBe(0);
});

test('an event of a file that decided a verification affects the lenses', () => {
  const host = hostOf({ '/w/run.json': '{}', '/w/train.py': 'x' });
  const workspace = new Workspace(host, { dlmHome: undefined, home: '/' }, LOOKUPS);
  const inventory = new Inventory(host, workspace.files, new StartGate());
  const results = new ActionResultStore(host);
  const isAffected = (path: string): boolean =>
    applyFileChanges({ workspace, inventory, results }, [{ path, isDeleted: false }], () => false).isAnythingAffected;
  expect(isAffected('/w/train.py')).toBe(false);
  results.verifiedRuns.record('/w/run.json', '{}', { runs: [], files: ['/w/train.py'], startedAt: Date.now() + 1 });
  expect(isAffected('/w/train.py')).toBe(true);
});

test('creations and deletions are watched for all files, and no event is registered twice', async () => {
  const client = await startClient();
  await expect.poll(() => client.registered.map(r => r.method)).toContain('workspace/didChangeWatchedFiles');
  const { registerOptions } = client.registered.find(r => r.method === 'workspace/didChangeWatchedFiles') ?? {};
  expect(registerOptions).toMatchObject({
    watchers: [
      { globPattern: '**/*.[kK][yY][nN]', kind: WatchKind.Change },
      { globPattern: '**/*.{json,jsonl,lock,csv,dlm}', kind: WatchKind.Change },
      { globPattern: '**/{meta,params,dvc}.yaml', kind: WatchKind.Change },
      { globPattern: '**/*.{wandb,tsv}', kind: WatchKind.Change },
      { globPattern: '**/{MLmodel,requirements.txt}', kind: WatchKind.Change },
      { globPattern: '**/.git/index' },
      { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
    ],
  });
});
