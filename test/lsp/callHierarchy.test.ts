// Call hierarchy: train blocks and the models and datasets that they use; files and their imports.
import { expect, it } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from 'vscode-languageserver';
import { startClient, type TestClient } from './client';
import { placeOf } from './cursor';

const LIB = 'dataset Houses:\n    target = "y"\n\nmodel Net:\n    input 2\n';
const MAIN = 'import "lib.kyn"\n\nmodel Own:\n    input 2\n\ntrain:\n    model = Net\n    data = Houses\n';
const OTHER = 'import "main.kyn"\n\ntrain:\n    model = Own\n    data = Houses\n';
// Declares the same names as the library, independently.
const APART = 'model Net:\n    input 3\n\ntrain:\n    model = Net\n    data = Houses\n';
const FILES = { 'lib.kyn': LIB, 'main.kyn': MAIN, 'd/apart.kyn': APART, 'other.kyn': OTHER };

async function opened(...paths: (keyof typeof FILES)[]): Promise<TestClient> {
  const client = await startClient(FILES);
  for (const path of paths) await client.open(path, FILES[path]);
  return client;
}

async function prepare(
  client: TestClient,
  path: keyof typeof FILES,
  at: Position,
): Promise<CallHierarchyItem | undefined> {
  const items: CallHierarchyItem[] | null = await client.connection.sendRequest('textDocument/prepareCallHierarchy', {
    textDocument: { uri: client.uri(path) },
    position: at,
  });
  return items?.[0];
}

const short = ({ name, detail, selectionRange }: CallHierarchyItem): string =>
  `${name} (${detail}) ${selectionRange.start.line}`;
const outgoing = async (client: TestClient, item: CallHierarchyItem | undefined): Promise<string[]> =>
  ((await client.connection.sendRequest('callHierarchy/outgoingCalls', { item })) as CallHierarchyOutgoingCall[]).map(
    c => `${short(c.to)} from ${c.fromRanges.map(r => r.start.line)}`,
  );
const incoming = async (client: TestClient, item: CallHierarchyItem | undefined): Promise<string[]> =>
  ((await client.connection.sendRequest('callHierarchy/incomingCalls', { item })) as CallHierarchyIncomingCall[])
    .map(c => `${short(c.from)} from ${c.fromRanges.map(r => r.start.line)}`)
    .sort();

it('a train block calls its model and its dataset, across imports', async () => {
  const client = await opened('main.kyn');
  const train = await prepare(client, 'main.kyn', placeOf(MAIN, 'train'));
  expect(train && short(train)).toBe('train (main.kyn) 5');
  expect(await outgoing(client, train)).toEqual([
    'Net (model · lib.kyn) 3 from 6',
    'Houses (dataset · lib.kyn) 0 from 7',
  ]);
  expect(await incoming(client, train)).toEqual([]);
});

it('a model or dataset is called by the train blocks of all specs that refer to it, open or not', async () => {
  const client = await opened('main.kyn');
  const net = await prepare(client, 'main.kyn', placeOf(MAIN, 'Net'));
  expect(net && short(net)).toBe('Net (model · lib.kyn) 3');
  expect(await incoming(client, net)).toEqual(['train (main.kyn) 5 from 6']);
  const houses = await prepare(client, 'main.kyn', placeOf(MAIN, 'Houses'));
  expect(await incoming(client, houses)).toEqual(['train (main.kyn) 5 from 7', 'train (other.kyn) 2 from 4']);
  const own = await prepare(client, 'main.kyn', placeOf(MAIN, 'model Own'));
  expect(await incoming(client, own)).toEqual(['train (other.kyn) 2 from 3']);
  expect(await outgoing(client, own)).toEqual([]);
});

it('an unrelated declaration with the same name is not included', async () => {
  const client = await opened('d/apart.kyn');
  const net = await prepare(client, 'd/apart.kyn', placeOf(APART, 'Net'));
  expect(await incoming(client, net)).toEqual(['train (d/apart.kyn) 3 from 4']);
  // Houses is not declared in this spec or its imports.
  expect(await prepare(client, 'd/apart.kyn', placeOf(APART, 'Houses'))).toBeUndefined();
});

it('files call the files that they import', async () => {
  const client = await opened('main.kyn');
  const lib = await prepare(client, 'main.kyn', { line: 0, character: 10 });
  expect(lib && short(lib)).toBe('lib.kyn (lib.kyn) 0');
  expect(await incoming(client, lib)).toEqual(['main.kyn (main.kyn) 0 from 0']);
  expect(await outgoing(client, lib)).toEqual([]);
  const [main] = (
    (await client.connection.sendRequest('callHierarchy/incomingCalls', { item: lib })) as CallHierarchyIncomingCall[]
  ).map(c => c.from);
  expect(await outgoing(client, main)).toEqual(['lib.kyn (lib.kyn) 0 from 0']);
  expect(await incoming(client, main)).toEqual(['other.kyn (other.kyn) 0 from 0']);
});

it('buffers are used before files, and a deleted block calls nothing', async () => {
  const client = await opened('main.kyn', 'other.kyn');
  const own = await prepare(client, 'main.kyn', placeOf(MAIN, 'Own'));
  await client.change('other.kyn', OTHER.replace('Own', 'Net'));
  expect(await incoming(client, own)).toEqual([]);
  await client.change('main.kyn', '');
  expect(await incoming(client, own)).toEqual([]);
  expect(
    await outgoing(client, { ...(own as CallHierarchyItem), data: { kind: 'train', uri: client.uri('gone.kyn') } }),
  ).toEqual([]);
});

it('keys, blanks, comments and missing imports have no item', async () => {
  const client = await opened('main.kyn');
  for (const at of [placeOf(MAIN, 'input'), { line: 1, character: 0 }, { line: 0, character: 2 }])
    expect(await prepare(client, 'main.kyn', at)).toBeUndefined();
  await client.change('main.kyn', 'import "gone.kyn"\n');
  expect(await prepare(client, 'main.kyn', { line: 0, character: 10 })).toBeUndefined();
});
