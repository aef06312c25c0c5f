// Trainings that run, through the protocol: which event files are read.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startClient, type TestClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

const NAME = '2026-04-19T17-30-00.000Z-13e9f1e1db50';
// This process runs.
const EVENTS = `{"event": "start", "epochs": 20, "pid": ${process.pid}}\n{"event": "epoch", "epoch": 1, "train_loss": 1, "test_loss": 2, "seconds": 0}\n`;
const RECORD = JSON.stringify({ spec: { path: 'a \u202e.kyn', config_hash: 'a'.repeat(64) } });

const history = (folder: string) => ({
  [`${folder}.kynml/events/${NAME}.jsonl`]: EVENTS,
  [`${folder}.kynml/records/${NAME}.json`]: RECORD,
});
const ask = async (client: TestClient, ...files: readonly string[]) =>
  client.request('kynml/trainings', { files: files.map(file => client.uri(file)) });
const titles = async (client: TestClient, ...files: readonly string[]) =>
  (await ask(client, ...files)).view.trainings.map(item => `${item.title}: ${item.detail}`);
const ONE = ['a \\u202e.kyn: epoch 1 of 20, loss 2'];

test('a training is reported with its spec, whose name is text for people', async () => {
  const client = await startClient({ 'x.txt': '', ...history('') }, VSCODE_CLIENT);
  expect(await titles(client)).toEqual(ONE);
  const { view, watch } = await ask(client);
  expect(view.trainings[0]?.uri).toContain('%E2%80%AE.kyn');
  expect(watch).toEqual([]);
});

test.each([`.kynml/events/${NAME}.jsonl`, '.kynml/events', '.kynml'])(
  'the history of a subfolder is read once sub/%s was reported',
  async reported => {
    const client = await startClient({ 'x.txt': '', ...history('sub/') }, VSCODE_CLIENT);
    expect(await titles(client)).toEqual([]);
    expect(await titles(client, `sub/${reported}`)).toEqual(ONE);
    expect(await titles(client)).toEqual(ONE);
  },
);

test('the history above the workspace, at the top of a git repository, is read and watched only with trust', async () => {
  const files = { 'top/.git/HEAD': 'ref: refs/heads/main\n', 'top/ws/x.txt': '', ...history('top/') };
  const start = (trusted: boolean) =>
    startClient(files, { folders: ['top/ws'], data: true, options: { commands: true, trusted } });
  const trusted = await start(true);
  expect(await titles(trusted)).toEqual(ONE);
  expect((await ask(trusted)).watch).toEqual([{ uri: trusted.uri('top/.kynml/events') }]);
  const untrusted = await start(false);
  expect(await ask(untrusted, `top/.kynml/events/${NAME}.jsonl`)).toMatchObject({ view: { trainings: [] } });
  expect((await ask(untrusted)).view.status).toBeNull();
});

test.each(['.kynml', '.kynml/events', `.kynml/events/${NAME}.jsonl`])('a link at %s is not followed', async link => {
  const client = await startClient({ 'ws/x.txt': '', ...history('out/') }, { ...VSCODE_CLIENT, folders: ['ws'] });
  const path = join(client.folder, 'ws', link);
  mkdirSync(join(path, '..'), { recursive: true });
  symlinkSync(join(client.folder, 'out', link), path);
  expect(await titles(client)).toEqual([]);
});

test('a folder in the place of a file is left out, and half of a line counts later', async () => {
  const client = await startClient({ 'x.txt': '', ...history('') }, VSCODE_CLIENT);
  mkdirSync(join(client.folder, '.kynml/events/other.jsonl'));
  writeFileSync(join(client.folder, '.kynml/events/broken.jsonl'), '{"event": "start"');
  expect(await titles(client)).toEqual(['training: starting', ...ONE]);
});
