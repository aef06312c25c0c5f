// The files in which a name has the same meaning: only those that refer to the same declaration.
import { describe, expect, it } from 'vitest';
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

it('two specs that share a library share the datasets of the library', async () => {
  const client = await opened('a.kyn');
  const all = ['lib.kyn', 'a.kyn', 'b.kyn', 'c.kyn'];
  expect(await rename(client, 'a.kyn', { line: 7, character: 12 }, 'Homes')).toEqual(all);
});

it('a name that conflicts in a file that imports both is rejected', async () => {
  const lib = 'model Net:\n    input 2\n';
  const files = {
    'lib.kyn': lib,
    'more.kyn': 'model Mlp:\n    input 3\n',
    'main.kyn': 'import "lib.kyn"\nimport "more.kyn"\n',
  };
  const client = await startClient(files);
  await client.open('lib.kyn', lib);
  await expect(rename(client, 'lib.kyn', { line: 0, character: 7 }, 'Mlp')).rejects.toThrow(
    'The model `Mlp` already exists',
  );
});

const PARAM_LIB = 'model Net:\n    input 2\n    dense $n relu\n    dense 1 linear\n';
const main = (params: string): string =>
  `import "lib.kyn"\n\nparams:\n    ${params}\n\ndataset D:\n    source = csv("d.csv")\n    target = "y"\n\ntrain:\n    model = Net\n    data = D\n`;

async function params(files: Readonly<Record<string, string>>, open: string) {
  const client = await startClient(files);
  await client.open(open, files[open] ?? '');
  const at = { line: (files[open] ?? '').split('\n').findIndex(l => /\bn = 8|\$n/.test(l)), character: 0 };
  const line = (files[open] ?? '').split('\n')[at.line] ?? '';
  const position = { ...at, character: /\bn\b/.exec(line)?.index ?? 0 };
  const textDocument = { uri: client.uri(open) };
  const pathOf = (uri: string): string => Object.keys(files).find(path => client.uri(path) === uri) ?? uri;
  const ask = async (method: string, more = {}): Promise<string[]> => {
    const found: Location[] = await client.connection.sendRequest(method, { textDocument, position, ...more });
    return found.map(l => `${pathOf(l.uri)}:${l.range.start.line}`);
  };
  return {
    references: () => ask('textDocument/references', { context: { includeDeclaration: true } }),
    definition: () => ask('textDocument/definition'),
    rename: async (newName: string): Promise<string[]> => {
      const edit: WorkspaceEdit = await client.connection.sendRequest('textDocument/rename', {
        textDocument,
        position,
        newName,
      });
      return Object.entries(edit.changes ?? {}).map(([uri, edits]) => `${pathOf(uri)} ${edits.length}`);
    },
    codes: () => client.codes(open),
  };
}

describe('a param that the importers of a library declare', () => {
  const files = { 'lib.kyn': PARAM_LIB, 'main.kyn': main('n = 8'), 'other.kyn': main('n = 16'), 'far.kyn': '# x\n' };

  it('is the same name in all of them', async () => {
    for (const open of ['lib.kyn', 'main.kyn']) {
      const { references, rename: renamed } = await params(files, open);
      expect((await references()).sort()).toEqual(['lib.kyn:2', 'main.kyn:3', 'other.kyn:3']);
      expect((await renamed('units')).sort()).toEqual(['lib.kyn 1', 'main.kyn 1', 'other.kyn 1']);
    }
  });

  it('has its definitions in the importers', async () => {
    const lib = await params(files, 'lib.kyn');
    await lib.references();
    expect((await lib.definition()).sort()).toEqual(['main.kyn:3', 'other.kyn:3']);
    expect(await (await params(files, 'main.kyn')).definition()).toEqual(['main.kyn:3']);
  });

  it('is found through another library', async () => {
    const { references } = await params(
      { ...files, 'lib.kyn': 'import "inner.kyn"\n', 'inner.kyn': PARAM_LIB },
      'main.kyn',
    );
    expect((await references()).sort()).toEqual(['inner.kyn:2', 'main.kyn:3', 'other.kyn:3']);
  });

  it('is not an error in the library', async () => {
    expect(await (await params(files, 'lib.kyn')).codes()).toEqual(['missing-block', 'undefined-param']);
  });

  it('cannot be renamed to a name that one of them declares', async () => {
    const clash = { ...files, 'other.kyn': main('n = 16\n    units = 3') };
    for (const open of ['lib.kyn', 'main.kyn'])
      await expect((await params(clash, open)).rename('units')).rejects.toThrow('The param `units` already exists');
    const left = { ...files, 'lib.kyn': PARAM_LIB.replace('dense 1', 'dense $m') };
    await expect((await params(left, 'main.kyn')).rename('m')).rejects.toThrow('The param `m` already exists');
  });

  it('is unrelated to a param of the same name that the library does not use', async () => {
    const apart = { ...files, 'lib.kyn': PARAM_LIB.replace('$n', '4') };
    expect(await (await params(apart, 'main.kyn')).rename('units')).toEqual(['main.kyn 1']);
  });
});
