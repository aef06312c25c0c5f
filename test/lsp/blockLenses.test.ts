// Lenses above the blocks of a spec: combinations of a sweep, references of a model.
import { expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { startClient, type TestClient } from './client';

const LIB = 'model Net:\n    input 2\n\nmodel Idle:\n    input 2\n';
const train = (model: string): string => `import "lib.kyn"\n\ntrain:\n    model = ${model}\n`;

async function below(client: TestClient, path = 'net.kyn'): Promise<CodeLens[]> {
  return (await client.lenses(path)).filter(
    l => l.range.start.line > 0 || l.command?.command === 'kynml.showReferences',
  );
}

const titles = async (client: TestClient, path?: string): Promise<string[]> =>
  (await below(client, path)).map(l => `${l.range.start.line} ${l.command?.title.replaceAll('\u00a0', ' ')}`);

async function opened(text: string, files: Record<string, string> = {}, commands = true): Promise<TestClient> {
  const client = await startClient({ 'net.kyn': text, ...files }, { options: { commands } });
  await client.open('net.kyn', text);
  return client;
}

const axis = (name: string, n: number): string =>
  `    ${name} = [${Array.from({ length: n }, (_, i) => i).join(', ')}]\n`;

it('a sweep shows the number of its runs and its axes', async () => {
  const client = await opened(`\nsweep:\n${axis('a', 3)}${axis('b', 2)}`);
  const [lens] = await below(client);
  expect(lens?.command).toMatchObject({
    title: '6 combinations',
    command: '',
    tooltip: 'a: 3 × b: 2. The last axis varies fastest.',
  });
  await client.change('net.kyn', `\nsweep:\n${axis('a', 1)}`);
  expect((await below(client))[0]?.command).toMatchObject({ title: '1 combination', tooltip: 'a: 1' });
  await client.change('net.kyn', '\nsweep:\n    a = []\n');
  expect(await titles(client)).toEqual([]);
});

it('the sweep of a spec with a training can be run', async () => {
  const text = `train:\n    model = M\n\nsweep:\n${axis('a', 3)}`;
  const client = await opened(text);
  const sweeps = async (of: TestClient) => (await of.lenses('net.kyn')).filter(l => l.range.start.line === 3);
  expect((await sweeps(client))[0]?.command).toMatchObject({
    title: '3 combinations · run all',
    command: 'kynml.sweep',
    arguments: [client.uri('net.kyn')],
  });
  const plain = await opened(text, {}, false);
  expect((await sweeps(plain))[0]?.command).toMatchObject({ title: '3 combinations', command: '' });
});

it('more than 1,000 combinations have a warning icon', async () => {
  const client = await opened(`\nsweep:\n${axis('a', 10)}${axis('b', 100)}`);
  expect(await titles(client)).toEqual(['1 1,000 combinations']);
  await client.change('net.kyn', `\nsweep:\n${axis('a', 11)}${axis('b', 100)}`);
  expect(await titles(client)).toEqual(['1 $(warning) 1,100 combinations']);
});

it('a used model shows the number of its uses, an unused one has no lens', async () => {
  const client = await opened(`${LIB}\ntrain:\n    model = Net\n`);
  const [lens, ...others] = await below(client);
  expect(others).toEqual([]);
  expect(lens).toEqual({
    range: { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } },
    command: {
      title: '1 reference',
      command: 'kynml.showReferences',
      arguments: [client.uri('net.kyn'), { line: 0, character: 6 }],
    },
  });
});

it('uses in importing specs count, with the current text of open and closed files', async () => {
  const files = { 'a.kyn': train('Net'), 'b.kyn': train('Net'), 'apart.kyn': 'train:\n    model = Net\n' };
  const client = await startClient({ 'lib.kyn': LIB, ...files }, { options: { commands: true } });
  await client.open('lib.kyn', LIB);
  await expect.poll(() => titles(client, 'lib.kyn')).toEqual(['0 2 references']);
  await client.open('a.kyn', files['a.kyn']);
  await client.change('a.kyn', train('Idle'));
  expect(await titles(client, 'lib.kyn')).toEqual(['0 1 reference', '3 1 reference']);
  client.write('b.kyn', train('Idle'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('b.kyn'), type: 2 }],
  });
  expect(await titles(client, 'lib.kyn')).toEqual(['3 2 references']);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: client.uri('a.kyn') } });
  expect(await titles(client, 'lib.kyn')).toEqual(['0 1 reference', '3 1 reference']);
});

it('the count matches the references', async () => {
  const files = { 'lib.kyn': LIB, 'a.kyn': train('Net'), 'c.kyn': `${train('Net')}\nmodel Mine:\n    input 1\n` };
  const client = await startClient(files, { options: { commands: true } });
  await client.open('lib.kyn', LIB);
  await expect.poll(() => titles(client, 'lib.kyn')).toEqual(['0 2 references']);
  const found: unknown[] = await client.connection.sendRequest('textDocument/references', {
    textDocument: { uri: client.uri('lib.kyn') },
    position: { line: 0, character: 7 },
    context: { includeDeclaration: false },
  });
  expect(found).toHaveLength(2);
});

it('an editor without the commands gets the text only', async () => {
  const client = await opened(`${LIB}\ntrain:\n    model = Net\n\nsweep:\n${axis('a', 40)}${axis('b', 40)}`, {}, false);
  const lenses = (await client.lenses('net.kyn')).filter(l => /combination|reference/.test(l.command?.title ?? ''));
  expect(lenses.map(l => [l.command?.title, l.command?.command])).toEqual([
    ['1,600 combinations', ''],
    ['1 reference', ''],
  ]);
});
