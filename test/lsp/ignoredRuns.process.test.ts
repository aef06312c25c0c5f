// The setting that leaves out runs in folders that git ignores.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import type { Host } from '../../src-shared/host/host';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { createRepository } from '../repro/git/gitRepository';
import { evaluation } from '../runs/trackers/evaluations';
import { startClient } from './client';

const SPEC = 'train:\n    epochs = 3\n';
const run = (seed: number): string => manifestText({ config_hash: sha256(SPEC), seed });

async function start(includeIgnored: boolean, trusted = true, answers = () => true) {
  const repository = createRepository();
  onTestFinished(() => repository.remove());
  repository.put('.gitignore', 'out/\n');
  repository.put('h.kyn', SPEC);
  repository.put('kept/r.json', run(1));
  repository.put('out/r.json', run(2));
  repository.commit();
  const settings = { runs: { includeIgnored } };
  let asked = 0;
  const host: Host = {
    ...nodeHost,
    git: (folder, args, options) => {
      if (args.includes('check-ignore')) asked++;
      if (args.includes('check-ignore') && !answers()) return Promise.resolve({ ok: false, reason: 'timeout' });
      return nodeHost.git(folder, args, options);
    },
  };
  const client = await startClient({}, { at: repository.folder, options: { commands: true, trusted }, settings, host });
  return {
    client,
    asked: () => asked,
    seeds: async () => (await client.request('kynml/runs', {})).map(r => r.seed).sort(),
  };
}

test('runs that git ignores are listed unless the setting is off', async () => {
  const { client, seeds } = await start(true);
  expect(await seeds()).toEqual(['1', '2']);
  await client.open('h.kyn', SPEC);
  expect((await client.lensTitles('h.kyn')).find(title => title.includes('run'))).toMatch(/^2 runs/);
});

test('with the setting off, they are in no list and no lens, new ones included', async () => {
  const { client, seeds } = await start(false);
  await expect.poll(seeds).toEqual(['1']);
  client.write('out/new.json', run(3));
  client.write('kept/new.json', run(4));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: ['out/new.json', 'kept/new.json'].map(path => ({ uri: client.uri(path), type: FileChangeType.Created })),
  });
  expect(await seeds()).toEqual(['1', '4']);
  await client.open('h.kyn', SPEC);
  expect((await client.lensTitles('h.kyn')).find(title => title.includes('run'))).toMatch(/^2 runs/);
});

test('git is not asked before the workspace is trusted', async () => {
  const { seeds } = await start(false, false);
  expect(await seeds()).toEqual(['1', '2']);
  // The settings have arrived.
  expect(await seeds()).toEqual(['1', '2']);
});

test('git is asked once for all runs, and not for each file that changes', async () => {
  const { client, seeds, asked } = await start(false);
  await expect.poll(seeds).toEqual(['1']);
  const before = asked();
  const report = (path: string): Promise<void> =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri(path), type: FileChangeType.Changed }],
    });
  for (let i = 0; i < 20; i++) await report(i % 2 === 0 ? 'kept/r.json' : 'data.csv');
  await seeds();
  expect(asked()).toBe(before);
  for (let i = 0; i < 20; i++) {
    client.write(`out/${i}.json`, run(10 + i));
    await report(`out/${i}.json`);
  }
  expect(await seeds()).toEqual(['1']);
  expect(asked()).toBeLessThanOrEqual(before + 3);
});

test('where git does not answer, the lists say that ignored runs may be among them', async () => {
  let isAnswering = false;
  const { client, seeds } = await start(false, true, () => isAnswering);
  const gap =
    'Runs that git ignores may be shown, although `kynml.runs.includeIgnored` is off: git did not answer in time.';
  await expect.poll(async () => (await client.request('kynml/runTable', {}))?.remarks).toContain(gap);
  expect((await client.request('kynml/runTree', {}))?.message).toContain(gap);
  expect(await seeds()).toEqual(['1', '2']);
  isAnswering = true;
  await expect.poll(seeds, { timeout: 10_000 }).toEqual(['1']);
  expect((await client.request('kynml/runTable', {}))?.remarks).not.toContain(gap);
});

test('with the setting off, an evaluation behind a link into a folder that git ignores is listed', async () => {
  const repository = createRepository();
  onTestFinished(() => repository.remove());
  repository.put('.gitignore', 'out/\n');
  repository.put('out/results_1.json', evaluation());
  repository.put('a.txt', '');
  symlinkSync('out/results_1.json', join(repository.folder, 'results_1.json'));
  repository.commit();
  const client = await startClient(
    {},
    {
      at: repository.folder,
      options: { commands: true, trusted: true },
      settings: { runs: { includeIgnored: false } },
    },
  );
  const listed = async () =>
    (await client.request('kynml/runs', {})).map(({ uri }) => uri.slice(client.uri('').length));
  await expect.poll(listed).toEqual(['/results_1.json']);
});
