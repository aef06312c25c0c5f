// When a run was, in the editor: the commit that gave its file its content where nothing better is known, as in `kyn runs`.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import type { Host } from '../../src-shared/host/host';
import { manifestText } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { startClient, type TestClient } from './client';

const DATE = '2026-04-18T10:00:00+02:00';

function git({ folder }: TestClient, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid'];
  const env = { ...process.env, GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE };
  execFileSync('git', [...identity, ...args], { cwd: folder, env });
}

/** A workspace whose files are committed; `commands`: those of git that the server ran. */
async function start(files: Readonly<Record<string, string>>, trusted = true) {
  const commands: string[] = [];
  const host: Host = {
    ...nodeHost,
    git: (folder, args, options) => {
      commands.push(args.find(arg => ['log', 'ls-files', 'config'].includes(arg)) ?? '');
      return nodeHost.git(folder, args, options);
    },
  };
  const client = await startClient(files, { options: { trusted, commands: true }, host });
  git(client, 'init', '-q');
  git(client, 'add', '-A');
  git(client, 'commit', '-qm', 'x');
  const times = async () =>
    Object.fromEntries((await client.request('kynml/runs', {})).map(({ label, when }) => [label, when]));
  const asked = (): number => commands.filter(name => name === 'ls-files').length;
  return { client, times, commands, asked };
}

const reported = (client: TestClient, path: string): Promise<void> =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(path), type: FileChangeType.Changed }],
  });

const LIVE = expect.stringContaining('(file time)');
const COMMIT = expect.stringContaining('(commit)');

test('is that of the commit in lists and in the view, and git is asked once for all files', async () => {
  const { client, times, asked } = await start({
    'a.json': manifestText({ seed: 1 }),
    'b.json': manifestText({ seed: 2 }),
  });
  expect(await times()).toEqual({ 'a.json': COMMIT, 'b.json': COMMIT });
  await times();
  expect(asked()).toBe(1);
  const tree = await client.request('kynml/runTree', {});
  expect(tree?.nodes[0]?.groups[0]?.runs.map(run => run.description.slice(0, 10))).toEqual([
    '2026-04-18',
    '2026-04-18',
  ]);
});

test('is that of the file as soon as the file changes, and that of the commit again after a commit', async () => {
  const { client, times, asked } = await start({ 'a.json': manifestText(), 'b.json': manifestText({ seed: 7 }) });
  await times();
  client.write('a.json', manifestText({ seed: 8 }));
  await reported(client, 'a.json');
  expect(await times()).toEqual({ 'a.json': LIVE, 'b.json': COMMIT });
  expect(asked()).toBe(1);
  git(client, 'commit', '-qam', 'y');
  await reported(client, '.git/index');
  expect(await times()).toEqual({ 'a.json': COMMIT, 'b.json': COMMIT });
  expect(asked()).toBe(2);
});

test('is not asked of git where each run has a better time, and never before the workspace is trusted', async () => {
  const dated = await start({ '2026-04-19/run_manifest.json': manifestText() });
  expect(await dated.times()).toEqual({ '2026-04-19/run_manifest.json': 'about 2026-04-19' });
  expect(dated.asked()).toBe(0);
  const untrusted = await start({ 'a.json': manifestText() }, false);
  expect(await untrusted.times()).toEqual({ 'a.json': LIVE });
  expect(untrusted.commands).toEqual([]);
});

test('is that of the file for one that git tracked once and does not track now', async () => {
  const { client, times } = await start({ 'a.json': manifestText(), 'b.json': manifestText({ seed: 7 }) });
  git(client, 'rm', '-q', '--cached', 'a.json');
  git(client, 'commit', '-qm', 'y');
  await reported(client, '.git/index');
  expect(await times()).toEqual({ 'a.json': LIVE, 'b.json': COMMIT });
});
