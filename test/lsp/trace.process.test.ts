// The spec of a run: where it is found in a workspace and its repository, and its text there.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import type { TraceAnswer } from '../../src-shared/protocol/traceRequests';
import { manifestText } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const OLD = houseSpec.replace('0.01', '0.02');
const KEPT = houseSpec.replace('0.01', '0.03');
const ofSpec = (text: string): string => manifestText({ config_hash: sha(text) });
const entry = (text: string) => ({ combo: { lr: 1 }, exit_code: 0, manifest: JSON.parse(ofSpec(text)) });

const git = (client: TestClient, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ann Author', '-c', 'user.email=a@b.c', ...args], {
    cwd: client.folder,
    encoding: 'utf8',
  }).trim();

function commit(client: TestClient): string {
  git(client, 'add', '.');
  git(client, 'commit', '-qm', 'change');
  return git(client, 'rev-parse', 'HEAD');
}

// A repository in which the spec was changed and moved; `.kynml` has a third text.
async function start(options: ClientOptions = VSCODE_CLIENT) {
  const client = await startClient(
    {
      'old.kyn': OLD,
      'now.json': ofSpec(houseSpec),
      'old.json': ofSpec(OLD),
      'kept.json': ofSpec(KEPT),
      'lost.json': ofSpec('lost\n'),
      'empty.json': manifestText({ config_hash: null }),
      'other.json': '{}',
      'sweep_results.json': JSON.stringify([entry(houseSpec), entry(OLD)]),
      'same.json': JSON.stringify([entry(OLD), entry(OLD)]),
      'kynml.lock': lockFor(OLD),
      '.gitignore': '*.json\n.kynml\n',
      [`.kynml/specs/${sha(KEPT)}`]: KEPT,
    },
    options,
  );
  git(client, 'init', '-q');
  const first = commit(client);
  client.write('net.kyn', houseSpec);
  rmSync(client.path('old.kyn'));
  const second = commit(client);
  const changes = [{ uri: client.uri('net.kyn'), type: FileChangeType.Created }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  return { client, first, second };
}

// An entry of a sweep is the fragment of the URI.
function traceOf(client: TestClient, name: string): Promise<TraceAnswer> {
  const [file = '', fragment] = name.split('#');
  return client.request('kynml/trace', { uri: client.uri(file) + (fragment === undefined ? '' : `#${fragment}`) });
}

async function found(client: TestClient, name: string): Promise<TraceAnswer & { ok: true }> {
  const answer = await traceOf(client, name);
  return answer.ok ? answer : expect.fail(answer.message);
}

test('the current text is in its file and in the commit that introduced it', async () => {
  const { client, second } = await start();
  const answer = await found(client, 'now.json');
  const net = { uri: client.uri('net.kyn'), label: 'net.kyn', isThere: true };
  expect(answer).toEqual({
    ok: true,
    configHash: sha(houseSpec),
    matches: [
      { ...net, place: 'file' },
      { ...net, place: 'commit', commit: second, author: 'Ann Author', date: expect.stringMatching(/^20\d\d-/) },
    ],
    gaps: [],
    message: '',
  });
});

test('the text of a deleted spec is in its commit, from a manifest, a lock and a sweep', async () => {
  const { client, first } = await start();
  for (const name of ['old.json', 'kynml.lock', 'same.json', 'sweep_results.json#1']) {
    const { matches } = await found(client, name);
    expect(matches).toMatchObject([
      { place: 'commit', commit: first, uri: client.uri('old.kyn'), label: 'old.kyn', isThere: false },
    ]);
  }
  expect(await client.request('kynml/tracedText', { configHash: sha(OLD) })).toEqual({ ok: true, text: OLD });
});

test('the lens of a run of another version, or of an unknown one, searches for its spec', async () => {
  const { client } = await start();
  await client.request('kynml/runs', {});
  const commandOf = async (name: string, text: string) => {
    await client.open(name, text);
    const lens = (await client.lenses(name)).find(({ command }) => command?.title.includes('made'));
    return [lens?.command?.command, ...(lens?.command?.arguments ?? [])];
  };
  expect(await commandOf('old.json', ofSpec(OLD))).toEqual(['kynml.findSpec', client.uri('old.json')]);
  expect(await commandOf('lost.json', ofSpec('lost\n'))).toEqual(['kynml.findSpec', client.uri('lost.json')]);
  expect(await commandOf('now.json', ofSpec(houseSpec))).toEqual(['kynml.openSpec', client.uri('net.kyn')]);
});

test('a text that only runs kept is found', async () => {
  const { client } = await start();
  const { matches } = await found(client, 'kept.json');
  expect(matches).toEqual([
    {
      place: 'kept',
      uri: client.uri(`.kynml/specs/${sha(KEPT)}`),
      label: `.kynml/specs/${sha(KEPT)}`,
      isThere: false,
    },
  ]);
  expect(await client.request('kynml/tracedText', { configHash: sha(KEPT) })).toEqual({ ok: true, text: KEPT });
});

test('an open spec counts as it is in the editor', async () => {
  const { client } = await start();
  await client.open('net.kyn', OLD);
  expect((await found(client, 'old.json')).matches[0]).toMatchObject({ place: 'file', label: 'net.kyn' });
  expect((await found(client, 'now.json')).matches.map(({ place }) => place)).toEqual(['commit']);
});

test('a text that is nowhere: the places that were searched are named', async () => {
  const { client } = await start();
  const answer = await found(client, 'lost.json');
  expect([answer.matches, answer.gaps]).toEqual([[], []]);
  expect(answer.message).toBe(
    `No spec with CONFIG_HASH ${sha('lost\n').slice(0, 12)} was found in the working tree, in what runs kept in .kynml or in git. Open the folder or the repository that contains the spec.`,
  );
  expect(await client.request('kynml/tracedText', { configHash: sha('lost\n') })).toEqual({
    ok: false,
    message: `The spec with CONFIG_HASH ${sha('lost\n').slice(0, 12)} is not available anymore.`,
  });
});

test('a shallow clone is a gap', async () => {
  const { client } = await start();
  const head = git(client, 'rev-parse', 'HEAD');
  client.write('.git/shallow', `${head}\n`);
  const { matches, gaps, message } = await found(client, 'old.json');
  expect(matches).toEqual([]);
  expect(gaps).toEqual([expect.stringContaining('the repository is a shallow clone')]);
  expect(message).toContain('the repository is a shallow clone');
});

test('the history of a repository inside of the folder is a gap', async () => {
  const { client } = await start();
  client.write('inner/.git/HEAD', 'ref: refs/heads/main\n');
  client.write('inner/b.kyn', houseSpec);
  const changes = [{ uri: client.uri('inner/b.kyn'), type: FileChangeType.Created }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  const { gaps, message } = await found(client, 'lost.json');
  expect(gaps).toEqual(['The history of the repository inner was not searched.']);
  expect(message).toContain(gaps[0]);
});

test('a repository inside of a folder that is in none is named as not searched', async () => {
  const client = await startClient(
    { 'inner/b.kyn': houseSpec, 'inner/.git/HEAD': 'ref: refs/heads/main\n', 'lost.json': ofSpec('lost\n') },
    VSCODE_CLIENT,
  );
  const { message } = await found(client, 'lost.json');
  expect(message).toContain(
    'in what runs kept in .kynml or in git. The history of the repository inner was not searched.',
  );
});

test('without trust, git is not read, and that is stated', async () => {
  const { client } = await start({ options: { commands: true, trusted: false } });
  const answer = await found(client, 'old.json');
  expect(answer).toMatchObject({ matches: [], needsTrust: true });
  expect(answer.message).toContain('Git was not searched, because it is read only in a trusted workspace.');
});

test.each([
  ['other.json', 'foreign', 'This file is not a run, a script or a lock.'],
  ['sweep_results.json', 'several', 'sweep_results.json contains several runs.'],
  ['sweep_results.json#7', 'failed', 'sweep_results.json has no entry #7. Its entries are #0 to #1.'],
  ['empty.json', 'failed', 'empty.json does not record a valid CONFIG_HASH'],
])('%s is not traced', async (name, reason, message) => {
  const { client } = await start();
  const answer = await traceOf(client, name);
  expect(answer).toMatchObject({ ok: false, reason, message: expect.stringContaining(message) });
});
