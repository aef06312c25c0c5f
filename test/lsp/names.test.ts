// Which files a name is shared by: only those that mean the same declaration.
import { expect, it } from 'vitest';
import type { Location, WorkspaceEdit } from 'vscode-languageserver';
import { startClient, type TestClient } from './client';

const LIB = 'dataset Houses:\n    target = "y"\n';
const own = (model: string): string =>
  `import "lib.kyn"\n\nmodel ${model}:\n    input 2\n\ntrain:\n    model = ${model}\n    data = Houses\n`;
const FILES = { 'lib.kyn': LIB, 'a.kyn': own('Net'), 'b.kyn': own('Net'), 'c.kyn': own('Other') };

async function opened(path: keyof typeof FILES): Promise<TestClient> {
  const client = await startClient(FILES);
  await client.open(path, FILES[path]);
  return client;
}

const names = (client: TestClient, uris: readonly string[]): string[] =>
  Object.keys(FILES).filter(path => uris.includes(client.uri(path)));

async function rename(client: TestClient, path: string, at: { line: number; character: number }, newName: string) {
  const edit: WorkspaceEdit = await client.connection.sendRequest('textDocument/rename', {
    textDocument: { uri: client.uri(path) },
    position: at,
    newName,
  });
  return names(client, Object.keys(edit.changes ?? {}));
}

it('two specs that share a library do not share their own models', async () => {
  const client = await opened('a.kyn');
  expect(await rename(client, 'a.kyn', { line: 2, character: 7 }, 'Mlp')).toEqual(['a.kyn']);
  const found: Location[] = await client.connection.sendRequest('textDocument/references', {
    textDocument: { uri: client.uri('a.kyn') },
    position: { line: 2, character: 7 },
    context: { includeDeclaration: true },
  });
  expect(found.map(l => l.range.start.line)).toEqual([2, 6]);
});

it('but the datasets of the library', async () => {
  const client = await opened('a.kyn');
  const all = ['lib.kyn', 'a.kyn', 'b.kyn', 'c.kyn'];
  expect(await rename(client, 'a.kyn', { line: 7, character: 12 }, 'Homes')).toEqual(all);
});

it('a name that would clash in a file that imports both is refused', async () => {
  const lib = 'model Net:\n    input 2\n';
  const files = {
    'lib.kyn': lib,
    'more.kyn': 'model Mlp:\n    input 3\n',
    'main.kyn': 'import "lib.kyn"\nimport "more.kyn"\n',
  };
  const client = await startClient(files);
  await client.open('lib.kyn', lib);
  await expect(rename(client, 'lib.kyn', { line: 0, character: 7 }, 'Mlp')).rejects.toThrow(
    'There is a model Mlp already',
  );
});
