// A workspace folder that is a symbolic link: the server follows links to know a file, and names each file to the client as the client does.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { CallHierarchyIncomingCall, CallHierarchyItem, Location, WorkspaceEdit } from 'vscode-languageserver';
import { manifestText } from '../cli/cliEnvironment';
import { houseLibrary, houseTrain } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { placeOf } from './cursor';
import { sha, VSCODE_CLIENT } from './lockFixture';

const MAIN = `import "lib.kyn"\n\n${houseTrain}`;
const FILES = { 'lib.kyn': houseLibrary, 'main.kyn': MAIN };
const NET = placeOf(houseLibrary, 'Net');

/** A client whose workspace is `link`, which leads to `real`; its paths are relative to `link`. */
async function linked(options: ClientOptions = {}, kept: Readonly<Record<string, string>> = {}): Promise<TestClient> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kynml-lsp-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'link'));
  return startClient({ ...FILES, ...kept }, { ...options, at: join(folder, 'link') });
}

const ask = <T>(client: TestClient, method: string, uri: string, more: object = {}): Promise<T> =>
  client.connection.sendRequest(method, { textDocument: { uri }, position: NET, ...more });

const named = (client: TestClient, uris: Iterable<string>): string[] =>
  [...new Set([...uris].map(uri => uri.replace(client.uri(''), '')))].sort();

it('a rename and the references reach the files that import the declaration', async () => {
  const client = await linked();
  await client.open('lib.kyn', houseLibrary);
  const uri = client.uri('lib.kyn');
  const { changes = {} } = await ask<WorkspaceEdit>(client, 'textDocument/rename', uri, { newName: 'Mlp' });
  expect(named(client, Object.keys(changes))).toEqual(['/lib.kyn', '/main.kyn']);
  const context = { includeDeclaration: true };
  const references = await ask<Location[]>(client, 'textDocument/references', uri, { context });
  expect(
    named(
      client,
      references.map(l => l.uri),
    ),
  ).toEqual(['/lib.kyn', '/main.kyn']);
  expect(await client.lensTitles('lib.kyn')).toContain('1 reference');
});

it('the unsaved text of an imported file counts, and a training saves it', async () => {
  const client = await linked(VSCODE_CLIENT);
  await client.open('lib.kyn', houseLibrary.replace('model Net', 'model Nit'));
  await client.open('main.kyn', MAIN);
  expect(await client.codes('main.kyn')).toContain('unknown-name');
  const state = await client.request('kynml/specState', { uri: client.uri('main.kyn') });
  expect(state?.imports).toEqual([client.uri('lib.kyn')]);
  const position = placeOf(MAIN, 'Houses');
  const found = await ask<Location[]>(client, 'textDocument/definition', client.uri('main.kyn'), { position });
  expect(
    named(
      client,
      found.map(l => l.uri),
    ),
  ).toEqual(['/lib.kyn']);
});

it('a document that was opened by another path is not edited a second time', async () => {
  const client = await linked();
  const uri = pathToFileURL(realpathSync(client.path('lib.kyn'))).href;
  const document = { uri, languageId: 'kynml', version: 1, text: houseLibrary };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument: document });
  const { changes = {} } = await ask<WorkspaceEdit>(client, 'textDocument/rename', uri, { newName: 'Mlp' });
  expect(Object.keys(changes).sort()).toEqual([client.uri('main.kyn'), uri].sort());
  const [item] = await ask<CallHierarchyItem[]>(client, 'textDocument/prepareCallHierarchy', uri);
  const calls = await client.connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
    item,
  });
  expect(calls.map(call => call.from.uri)).toEqual([client.uri('main.kyn')]);
});

it('a run is current where its record has the imported file as it is now', async () => {
  const run = manifestText({ config_hash: sha(MAIN) });
  const record = {
    spec: { config_hash: sha(MAIN), path: 'main.kyn' },
    imports: [{ config_hash: sha(houseLibrary), path: 'lib.kyn' }],
    overrides: {},
    folder: '.',
    ended: { manifest: sha(run), time: '2026-04-18T17:30:05Z', exit_code: 0 },
  };
  const kept = { '.kynml/records/a.json': JSON.stringify(record), 'run_manifest.json': run };
  const client = await linked(VSCODE_CLIENT, kept);
  expect((await client.request('kynml/runs', {})).map(listed => listed.state)).toEqual(['current']);
  await client.open('main.kyn', MAIN);
  const lens = (await client.lensTitles('main.kyn')).find(title => title.includes('already run'));
  expect(lens).toMatch(/^\$\(check\) already run: /);
  expect(lens).not.toContain('imports');
});
