// The history of a spec in a workspace with a repository, kept texts and runs; and restoring a version.
import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../src-shared/host/host';
import { manifestText } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { sha, VSCODE_CLIENT } from './lockFixture';

const withEpochs = (epochs: number): string => houseSpec.replace('epochs = 3', `epochs = ${epochs}`);
const [FIRST, SECOND, KEPT, NOW] = [withEpochs(1), withEpochs(2), withEpochs(7), withEpochs(9)];
const run = (text: string, mae: number): string => manifestText({ config_hash: sha(text), metrics: { mae } });

const RECORD = '.kynml/records/20260101T000000000Z-00000000-000000000000.json';
const record = {
  command: 'train',
  data: null,
  folder: '.',
  imports: [],
  kept_manifest: null,
  overrides: {},
  spec: { config_hash: sha(KEPT), path: 'net.kyn' },
  started: '2026-01-01T00:00:00.000Z',
  tool: 'kyn',
  version: 1,
};

// A spec that was renamed, with a run of each version.
async function start(options: ClientOptions = VSCODE_CLIENT): Promise<TestClient> {
  const client = await startClient(
    {
      'old.kyn': FIRST,
      'a.json': run(FIRST, 2),
      'b.json': run(SECOND, 3),
      'c.json': run(NOW, 1),
      '.gitignore': '*.json\n.kynml\n',
      [`.kynml/specs/${sha(KEPT)}`]: KEPT,
      [RECORD]: JSON.stringify(record),
    },
    options,
  );
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=a@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'Start');
  renameSync(client.path('old.kyn'), client.path('net.kyn'));
  client.write('net.kyn', SECOND);
  git('add', '-A');
  git('commit', '-qm', 'Longer');
  client.write('net.kyn', NOW);
  await client.open('net.kyn', NOW);
  return client;
}

async function history(client: TestClient) {
  const answer = await client.request('kynml/specHistory', { uri: client.uri('net.kyn') });
  return answer.ok ? answer.view : expect.fail(answer.message);
}

test('records are read once, when the runs are listed', async () => {
  let reads = 0;
  const host: Host = {
    ...nodeHost,
    readBytes: (path, limit) => {
      if (path.includes('/records/')) reads++;
      return nodeHost.readBytes(path, limit);
    },
  };
  const client = await start({ ...VSCODE_CLIENT, host });
  const ended = { exit_code: 0, manifest: null, time: '2026-01-01T00:00:01.000Z' };
  client.write(RECORD, JSON.stringify({ ...record, ended }));
  await client.request('kynml/runs', {});
  const before = reads;
  const { versions } = await history(client);
  expect(versions.at(-1)?.label).toBe('Kept by a run');
  const sides = { a: client.uri('a.json'), b: client.uri('b.json') };
  expect(await client.request('kynml/diff', sides)).toMatchObject({ ok: true });
  expect([before > 0, reads]).toEqual([true, before]);
});

test('the versions of a renamed spec are listed with their runs, and the step at which the metric got worse', async () => {
  const { title, versions, steps, notes } = await history(await start());
  expect(title).toBe('net.kyn');
  expect(versions.map(({ place, label, detail }) => [place, label.replace(/^[0-9a-f]{8}/, 'commit'), detail])).toEqual([
    ['editor', 'Not committed', '1 run, mae 1'],
    ['commit', 'commit Longer', '1 run, mae 3'],
    ['commit', 'commit Start', '1 run, mae 2 · as old.kyn'],
    ['kept', 'Kept by a run', 'no runs'],
  ]);
  expect(versions[1]?.description).toContain(' · Ann · ');
  expect(steps).toMatchObject([
    {
      label: 'mae got worse: 2.000 → 3.000',
      detail: 'One run each, so noise is not excluded.',
      older: sha(FIRST),
      newer: sha(SECOND),
    },
  ]);
  expect(notes).toEqual([]);
});

test('a commit whose date cannot be read has no time, and keeps its place in the order of git', async () => {
  const client = await start();
  const date = '@99999999999999 +0000';
  execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=a@example.invalid', 'commit', '-qam', 'Odd'], {
    cwd: client.folder,
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  });
  const { versions } = await history(client);
  expect(versions[0]).toMatchObject({
    label: expect.stringContaining('Odd'),
    description: `Ann · current text · ${sha(NOW).slice(0, 12)}`,
  });
});

test('a version is restored by edits of the open text, with its line ends', async () => {
  const client = await start();
  const windows = NOW.replaceAll('\n', '\r\n');
  await client.change('net.kyn', windows);
  for (const text of [FIRST, KEPT]) {
    const answer = await client.request('kynml/restoreVersion', { uri: client.uri('net.kyn'), configHash: sha(text) });
    if (!answer.ok) expect.fail(answer.message);
    expect(answer.version).toBe(2);
    const doc = TextDocument.create('file:///a', 'kynml', 1, windows);
    expect(TextDocument.applyEdits(doc, answer.edits as never)).toBe(text.replaceAll('\n', '\r\n'));
  }
  expect(
    await client.request('kynml/restoreVersion', { uri: client.uri('net.kyn'), configHash: sha('lost') }),
  ).toMatchObject({ ok: false, message: expect.stringContaining('is not available') });
});

test('in an untrusted workspace git and kept texts are not read, which is stated', async () => {
  const { versions, notes } = await history(await start({ options: { commands: true, trusted: false } }));
  expect(versions.map(({ place }) => place)).toEqual(['editor']);
  expect(notes).toContain('Git is read only in a trusted workspace, so commits are not known.');
});

test('a spec outside of a repository has the text in the editor and what runs kept', async () => {
  const client = await startClient({ 'net.kyn': NOW }, VSCODE_CLIENT);
  await client.open('net.kyn', NOW);
  expect(await history(client)).toMatchObject({
    versions: [{ place: 'editor', isCurrent: true }],
    notes: ['net.kyn is not in a git repository, so it has no commits.'],
  });
});
