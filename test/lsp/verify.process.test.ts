// Verifying runs through the protocol: in a repository, one run and all runs, the lens and the hover, and until when a result is valid.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { VerifyAnswer } from '../../src-shared/protocol/verifyRequests';
import { nodeHost } from '../nodeHost';
import { DATA, manifestOf, SPEC } from '../repro/reproduce/world';
import { type ClientOptions, startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const CLIENT = { ...VSCODE_CLIENT, data: true };
const MANIFEST = JSON.stringify(manifestOf(SPEC), null, 2);
const FILES = { 'spec.kyn': SPEC, 'data/houses.csv': DATA, 'run_manifest.json': MANIFEST };
const UTF16 = new Uint8Array(Buffer.from(`\ufeff${MANIFEST}`, 'utf16le'));
const OLDER = SPEC.replace('epochs = 2', 'epochs = 3');

const start = (files: Record<string, string | Uint8Array> = {}, options: ClientOptions = CLIENT) =>
  startClient({ ...FILES, ...files }, options);

const verify = (client: TestClient, path?: string) =>
  client.request('kynml/verify', path === undefined ? {} : { uri: client.uri(path) });

function stepsOf(answer: VerifyAnswer): Record<string, string> {
  const steps = answer.state === 'done' ? (answer.runs[0]?.steps ?? []) : [];
  return Object.fromEntries(steps.map(s => [s.name, `${s.state}: ${s.detail}`]));
}

function commit(client: TestClient, message: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', message);
}

const verifiedLens = async (client: TestClient) =>
  (await client.lensTitles('run_manifest.json')).find(title => title.includes('verified:'));

describe('one run', () => {
  test('has its steps; what is in the working tree is confirmed', async () => {
    const client = await start({ 'kynml.lock': lockFor(SPEC, 'spec.kyn') });
    const steps = stepsOf(await verify(client, 'run_manifest.json'));
    expect(Object.values(steps).map(s => s.split(':')[0])).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
      'unknown',
      'confirmed',
    ]);
  });

  test('is confirmed by a commit, also for its data', async () => {
    const client = await start();
    commit(client, 'one');
    client.write('spec.kyn', OLDER);
    client.write('data/houses.csv', 'area,price\n9,9\n');
    const steps = stepsOf(await verify(client, 'run_manifest.json'));
    expect(steps.config_hash).toMatch(/^confirmed: .* is in commit [0-9a-f]{12} as spec\.kyn\.$/);
    expect(steps.data_hash).toMatch(
      /^confirmed: .*in the commit of the spec\. data\/houses\.csv, which is looked for first, is another version\.$/,
    );
  });

  test('is contradicted by other data', async () => {
    const client = await start({ 'data/houses.csv': 'area,price\n9,9\n' });
    expect(await verify(client, 'run_manifest.json')).toMatchObject({
      state: 'done',
      summary: '1 run: 1 contradicted, 0 confirmed in every step, 1 with unknown steps.',
      runs: [{ label: 'run_manifest.json', state: 'contradicted', summary: '1 contradicted, 2 confirmed, 2 unknown' }],
    });
  });

  test('is in the tree of runs', async () => {
    const client = await start();
    const tooltips = async () =>
      (await client.request('kynml/runTree', {}))?.nodes.flatMap(({ groups }) =>
        groups.flatMap(({ runs }) => runs.map(({ tooltip }) => tooltip)),
      );
    expect(await tooltips()).toEqual([expect.stringContaining('\nIt was not verified.')]);
    await verify(client, 'run_manifest.json');
    expect(await tooltips()).toEqual([expect.stringContaining('\nVerified: 3 confirmed, 2 unknown')]);
  });

  test('is that of the buffer', async () => {
    const client = await start();
    await client.open('run_manifest.json', JSON.stringify(manifestOf(OLDER)));
    expect(stepsOf(await verify(client, 'run_manifest.json')).config_hash).toContain('unknown: ');
  });

  test('is compared with the lock on disk, because the result ends only when that changes', async () => {
    const client = await start({ 'kynml.lock': lockFor(SPEC, 'spec.kyn') });
    await client.open('kynml.lock', lockFor(OLDER, 'spec.kyn'));
    expect(stepsOf(await verify(client, 'run_manifest.json')).lock).toContain('confirmed: ');
  });

  test('does not read data outside of the workspace', async () => {
    const spec = SPEC.replace('data/houses.csv', '../outside.csv');
    const client = await startClient(
      { 'w/spec.kyn': spec, 'outside.csv': DATA, 'w/run_manifest.json': JSON.stringify(manifestOf(spec)) },
      { ...CLIENT, folders: ['w'] },
    );
    expect(stepsOf(await verify(client, 'w/run_manifest.json')).data_hash).toContain(
      'outside of the workspace, so it was not read',
    );
  });

  test('is searched in the history of a repository inside of the workspace', async () => {
    const client = await start({ 'spec.kyn': OLDER, 'inner/old.kyn': SPEC, 'inner/run_manifest.json': MANIFEST });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
        cwd: `${client.folder}/inner`,
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    git('rm', '-q', 'old.kyn');
    expect(stepsOf(await verify(client, 'inner/run_manifest.json')).config_hash).toMatch(
      /^confirmed: .* is in commit [0-9a-f]{12} as inner\/old\.kyn\.$/,
    );
  });

  test.each([
    ['was deleted', 'gone.json', 'it does not exist'],
    ['is UTF-16', 'utf16.json', 'it is not UTF-8 text but UTF-16'],
  ])('of which the file %s is unknown, with the reason', async (_, path, reason) => {
    const client = await start();
    client.write('utf16.json', UTF16);
    const answer = await verify(client, path);
    expect(answer).toMatchObject({ state: 'done', runs: [{ label: path, state: 'unknown' }] });
    expect(stepsOf(answer).manifest).toContain(`unknown: The file cannot be read: ${reason}`);
  });

  test('of a file that is not a run has no result', async () => {
    const client = await start();
    expect(await verify(client, 'spec.kyn')).toMatchObject({ state: 'done', runs: [] });
  });
});

test('a history above the workspace folder is used', async () => {
  const files = { 'w/run_manifest.json': MANIFEST, [`.kynml/specs/${sha(SPEC)}`]: SPEC, '.git/HEAD': 'ref: x\n' };
  const client = await startClient(files, { ...CLIENT, folders: ['w'] });
  expect(stepsOf(await verify(client, 'w/run_manifest.json')).config_hash).toContain('runs kept it in .kynml');
});

test('a verification can be cancelled while data is read, and nothing is recorded', async () => {
  const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
  const stop = new CancellationTokenSource();
  const hashFile: typeof nodeHost.hashFile = async (_, { signal } = {}) => {
    stop.cancel();
    while (!signal?.aborted) await new Promise(resolve => setTimeout(resolve, 5));
    return { ok: false, reason: 'aborted' };
  };
  const client = await start({}, { ...CLIENT, host: { ...nodeHost, hashFile } });
  await client.open('run_manifest.json', MANIFEST);
  const params = { uri: client.uri('run_manifest.json') };
  expect(await client.connection.sendRequest('kynml/verify', params, stop.token)).toEqual({ state: 'cancelled' });
  expect(await verifiedLens(client)).toBeUndefined();
});

test('nothing is read in a workspace that is not trusted', async () => {
  const client = await start({}, { ...CLIENT, options: { ...CLIENT.options, trusted: false } });
  expect(await verify(client, 'run_manifest.json')).toEqual({ state: 'untrusted' });
});

describe('all runs', () => {
  test('are listed with the contradicted ones first; data is hashed once', async () => {
    let hashed = 0;
    const hashFile: typeof nodeHost.hashFile = (...args) => {
      hashed++;
      return nodeHost.hashFile(...args);
    };
    const other = JSON.stringify(manifestOf(SPEC, { data_hash: 'f'.repeat(64) }));
    const client = await start(
      { 'runs/a/run_manifest.json': MANIFEST, 'runs/b/run_manifest.json': other, 'runs/notes.json': '{}' },
      { ...CLIENT, host: { ...nodeHost, hashFile } },
    );
    const answer = await verify(client);
    expect(answer.state === 'done' && answer.runs.map(run => `${run.label} ${run.state}`)).toEqual([
      'runs/b/run_manifest.json contradicted',
      'run_manifest.json unknown',
      'runs/a/run_manifest.json unknown',
    ]);
    expect(hashed).toBe(1);
  });

  test('include those that are broken or cannot be read', async () => {
    const client = await start({
      'a/run_manifest.json': MANIFEST.slice(0, -2),
      'b/run_manifest.json': '{"a": ',
      'b/other.json': '{"a": ',
      'c/run_manifest.json': UTF16,
      'c/other.json': UTF16,
    });
    const answer = await verify(client);
    expect(answer.state === 'done' && answer.runs.map(run => `${run.label} ${run.state}`)).toEqual([
      'a/run_manifest.json contradicted',
      'b/run_manifest.json contradicted',
      'c/run_manifest.json unknown',
      'run_manifest.json unknown',
    ]);
  });

  test('include the entries of a sweep by their numbers', async () => {
    const entry = { combo: { lr: 1 }, exit_code: 0, manifest: manifestOf(SPEC), script: 'x.py' };
    const client = await start({ 'sweep_results.json': JSON.stringify([entry, { ...entry, combo: { lr: 2 } }]) });
    const answer = await verify(client);
    expect(answer.state === 'done' && answer.runs.map(run => run.label)).toEqual([
      'run_manifest.json',
      'sweep_results.json#0',
      'sweep_results.json#1',
    ]);
    expect(answer.state === 'done' && answer.runs.map(run => run.evidence)).toEqual([
      client.uri('run_manifest.json'),
      `${client.uri('sweep_results.json')}#0`,
      `${client.uri('sweep_results.json')}#1`,
    ]);
  });
});

describe('the lens', () => {
  test('is shown after the verification, and its tooltip has the reasons', async () => {
    const client = await start();
    await client.open('run_manifest.json', MANIFEST);
    expect(await verifiedLens(client)).toBeUndefined();
    await verify(client, 'run_manifest.json');
    expect(await verifiedLens(client)).toBe('$(question) verified: 3 confirmed, 2 unknown');
    const lens = (await client.lenses('run_manifest.json')).find(l => l.command?.command === 'kynml.verifyRun');
    expect(lens?.command?.tooltip).toContain('data_hash confirmed: data/houses.csv has the recorded hash');
  });

  test.each([
    ['the data changed', 'data/houses.csv', 'area,price\n9,9\n'],
    ['the spec changed', 'spec.kyn', OLDER],
    ['a lock appeared', 'kynml.lock', lockFor(OLDER, 'spec.kyn')],
  ])('is hidden when %s', async (_, path, text) => {
    const client = await start();
    await client.open('run_manifest.json', MANIFEST);
    await verify(client, 'run_manifest.json');
    expect(await verifiedLens(client)).toBeDefined();
    client.write(path, text);
    expect(await verifiedLens(client)).toBeUndefined();
  });

  test('is hidden when the manifest is edited', async () => {
    const client = await start();
    await client.open('run_manifest.json', MANIFEST);
    await verify(client, 'run_manifest.json');
    await client.change('run_manifest.json', MANIFEST.replace('0.25', '0.24'));
    expect(await verifiedLens(client)).toBeUndefined();
  });
});

test('a result for data that changed while all runs were verified is not shown', async () => {
  const target: { client?: TestClient } = {};
  const hashFile: typeof nodeHost.hashFile = async (...args) => {
    const result = await nodeHost.hashFile(...args);
    target.client?.write('data/houses.csv', 'area,price\n9,9\n');
    await new Promise(resolve => setTimeout(resolve, 50));
    return result;
  };
  // The clock of a file system may be behind that of the process.
  const stat: typeof nodeHost.stat = path => {
    const found = nodeHost.stat(path);
    return found && { ...found, changed: found.changed - 1000 };
  };
  const client = await start({ 'a/run_manifest.json': MANIFEST }, { ...CLIENT, host: { ...nodeHost, hashFile, stat } });
  target.client = client;
  await client.open('run_manifest.json', MANIFEST);
  expect(await verify(client)).toMatchObject({ state: 'done', runs: [{ label: 'a/run_manifest.json' }, {}] });
  expect(await verifiedLens(client)).toBeUndefined();
});

test('the hover on a field has its step', async () => {
  const client = await start();
  await client.open('run_manifest.json', MANIFEST);
  await verify(client, 'run_manifest.json');
  const line = MANIFEST.split('\n').findIndex(text => text.includes('data_hash'));
  expect(JSON.stringify(await client.hover('run_manifest.json', line, 5))).toContain('Verified: **confirmed**.');
});
