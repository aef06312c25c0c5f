// The lens above a sweep that was run, in full or in part.
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { manifestText } from '../cli/cliEnvironment';
import { startClient, type TestClient } from './client';
import { sha } from './lockFixture';

const SPEC = 'train:\n    model = M\n\nsweep:\n    lr = [1, 2, 3]\n    hidden = [8, 16]\n';
const manifest = (spec = SPEC): object => JSON.parse(manifestText({ config_hash: sha(spec) }));
const entry = (index: number, made: object | null = manifest()): object => ({
  combo: { lr: index },
  exit_code: made ? 0 : 1,
  manifest: made,
  script: `combo-000${index}/train.py`,
});
const results = (...entries: object[]): string => JSON.stringify(entries);

async function opened(files: Record<string, string>, options = { commands: true }): Promise<TestClient> {
  const client = await startClient({ 'h.kyn': SPEC, ...files }, { options });
  await client.request('kynml/runs', {});
  await client.open('h.kyn', SPEC);
  return client;
}

const lensOf = async (client: TestClient) =>
  (await client.lenses('h.kyn')).find(l => l.range.start.line === 3)?.command ?? { title: '' };

const part = results(entry(0), entry(1), entry(2, null));

test('a sweep in its own folder shows what is done, failed and missing, and continues', async () => {
  const client = await opened({ 'sweep_h-2/sweep_results.json': part });
  expect(await lensOf(client)).toMatchObject({
    title: '2 of 6 done, 1 failed, 3 missing · run missing',
    command: 'kynml.sweep',
    arguments: [client.uri('h.kyn'), client.uri('sweep_h-2')],
    tooltip: 'lr: 3 × hidden: 2. The last axis varies fastest.',
  });
  const path = 'sweep_h-2/sweep_results.json';
  client.write(path, results(...[0, 1, 2, 3, 4, 5].map(i => entry(i))));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(path), type: FileChangeType.Changed }],
  });
  expect(await lensOf(client)).toMatchObject({
    title: '6 of 6 done',
    command: 'kynml.showRuns',
    arguments: [client.uri('h.kyn'), sha(SPEC)],
  });
});

test('a sweep in another folder cannot be continued, so all combinations are run', async () => {
  const client = await opened({ 'old/sweep_h/sweep_results.json': part });
  expect(await lensOf(client)).toMatchObject({
    title: '2 of 6 done, 1 failed, 3 missing · run all',
    arguments: [client.uri('h.kyn')],
  });
  const plain = await opened({ 'sweep_h/sweep_results.json': part }, { commands: false });
  expect(await lensOf(plain)).toMatchObject({ title: '2 of 6 done, 1 failed, 3 missing', command: '' });
});

test.each([
  ['another version', results(entry(0, manifest('other')))],
  ['several versions', results(entry(0), entry(1, manifest('other')))],
  ['more combinations than there are', results(...[0, 1, 2, 3, 4, 5, 6].map(i => entry(i)))],
])('a sweep of %s says nothing about this one', async (_, text) => {
  const client = await opened({ 'sweep_h/sweep_results.json': text });
  expect(await lensOf(client)).toMatchObject({ title: '6 combinations · run all' });
});

test('of several sweeps the newest counts', async () => {
  const client = await opened({ 'sweep_h/sweep_results.json': part });
  client.write('sweep_h-2/sweep_results.json', results(entry(0)));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('sweep_h-2/sweep_results.json'), type: FileChangeType.Created }],
  });
  expect((await lensOf(client)).title).toBe('1 of 6 done, 5 missing · run missing');
});

test('of several sweeps, the newest by the date of their folders counts, not by the time of their files', async () => {
  const client = await opened({ '2026-04-19/sweep_h/sweep_results.json': part });
  client.write('2026-04-18/sweep_h/sweep_results.json', results(entry(0)));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('2026-04-18/sweep_h/sweep_results.json'), type: FileChangeType.Created }],
  });
  expect((await lensOf(client)).title).toBe('2 of 6 done, 1 failed, 3 missing · run all');
});
