// What is shown of an open document with unsaved changes, or without a file, is not claimed of the file.
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';
import { lockFor, VSCODE_CLIENT } from './lockFixture';

const CHANGES: readonly (readonly [string, (client: TestClient, path: string, text: string) => unknown])[] = [
  ['not saved', (client, path, text) => client.change(path, `${text} `)],
  ['not on disk', (client, path) => rmSync(client.path(path))],
];

test.each(CHANGES)('a compared file that is %s is marked in the header', async (mark, change) => {
  const text = manifestText({});
  const client = await startClient({ 'a.json': text, 'b.json': text }, VSCODE_CLIENT);
  await client.open('b.json', text);
  const headers = async () => {
    const answer = await client.request('kynml/diff', { a: client.uri('a.json'), b: client.uri('b.json') });
    return answer.ok ? [answer.view.a.detail, answer.view.b.detail].map(detail => detail.split(' · ')[0]) : [];
  };
  expect((await headers()).join()).not.toContain(mark);
  await change(client, 'b.json', text);
  expect(await headers()).toEqual([expect.stringMatching(/^\d{4}-/), mark]);
  const markdown = await client.request('kynml/diffMarkdown', { a: client.uri('a.json'), b: client.uri('b.json') });
  expect(JSON.stringify(markdown)).toContain(mark);
});

test.each(CHANGES)('a lock that is %s is named in the state of its spec', async (mark, change) => {
  const lock = lockFor(houseSpec);
  const client = await startClient({ 'net.kyn': houseSpec, 'kynml.lock': lock }, VSCODE_CLIENT);
  await client.open('net.kyn', houseSpec);
  await client.open('kynml.lock', lock);
  const messageOf = async () => (await client.request('kynml/specState', { uri: client.uri('net.kyn') }))?.message;
  expect(await messageOf()).toBe('The spec matches kynml.lock.');
  await change(client, 'kynml.lock', lock);
  expect(await messageOf()).toBe(
    `The spec matches kynml.lock. kynml.lock is ${mark}; its text in the editor was used.`,
  );
});
