// Files that are gone although no event reported it: a client merges the creation and the deletion of a file into no event, and it keeps the
// document of a closed editor open for minutes.
import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { SymbolInformation } from 'vscode-languageserver';
import { StartGate } from '../../server/src/lsp/base/startGate';
import { Files } from '../../server/src/lsp/workspace/files';
import { Inventory } from '../../server/src/lsp/workspace/inventory';
import { hostOf } from '../repro/memory';
import { startClient, type TestClient } from './client';

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
