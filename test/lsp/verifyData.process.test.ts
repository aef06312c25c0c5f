// Verification of data, through the protocol: possible files, what is read, and how long results are valid.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DataPlan } from '../../src-shared/protocol/requests';
import { nodeHost } from '../nodeHost';
import { chosenFile } from './chosenFile';
import { startClient, type TestClient } from './client';
import { experiment } from './experimentText';
import { VSCODE_CLIENT } from './lockFixture';

const SPEC =
  'dataset D:\n    source = csv("data/d.csv")\n    target = "y"\n\nmodel N:\n    input 1\n    dense 1 linear\n\ntrain:\n    model = N\n    data = D\n';
const CSV = 'x,y\n1,2\n';
const CLIENT = { ...VSCODE_CLIENT, data: true };
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const manifest = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify(
    {
      config_hash: sha(SPEC),
      data_hash: sha(CSV),
      env: { platform: 'Linux', python: '3.11.9' },
      kynml_version: '0.1.0',
      metrics: { mae: 0.1 },
      seed: 1,
      ...changes,
    },
    null,
    2,
  );

const plan = (client: TestClient, path: string) => client.request('kynml/dataToVerify', { uri: client.uri(path) });

/** The labels of the candidates of each item. */
const labels = (answer: DataPlan) =>
  answer.ok
    ? answer.items.map(i => [i.name, ...i.candidates.map(c => (c.outside ? `outside ${c.label}` : c.label))])
    : answer.reason;

const verify = (client: TestClient, path: string, file: string, more: { name?: string; outside?: string[] } = {}) =>
  client.request('kynml/verifyData', {
    uri: client.uri(path),
    files: [chosenFile(client, path, file, more.name)],
    outside: more.outside ?? [],
  });

const titles = async (client: TestClient, path: string) =>
  (await client.lensTitles(path)).filter(title => title.includes('data') || title.includes('recorded'));

/** This machine, with a count of the files that were hashed. */
function countingHost() {
  let count = 0;
  const hashFile: typeof nodeHost.hashFile = (...args) => {
    count++;
    return nodeHost.hashFile(...args);
  };
  return { host: { ...nodeHost, hashFile }, reads: () => count };
}

function folderOutside(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kynml-data-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the possible files of the data', () => {
  it('are named by the spec of the run: in the working folder, else in the folder of the spec', async () => {
    const client = await startClient({ 'specs/n.kyn': SPEC, 'specs/data/d.csv': CSV, 'run.json': manifest() }, CLIENT);
    expect(labels(await plan(client, 'run.json'))).toEqual([['', 'specs/data/d.csv']]);
    client.write('data/d.csv', CSV);
    await client.open('specs/n.kyn', SPEC);
    expect(labels(await plan(client, 'run.json'))).toEqual([['', 'data/d.csv']]);
  });

  it('are those of every spec with the hash, and none for an unknown spec', async () => {
    const files = { 'a/n.kyn': SPEC, 'a/data/d.csv': CSV, 'b/n.kyn': SPEC, 'b/data/d.csv': 'x,y\n3,4\n' };
    const client = await startClient(
      { ...files, 'run.json': manifest(), 'else.json': manifest({ config_hash: sha('?') }) },
      CLIENT,
    );
    expect(labels(await plan(client, 'run.json'))).toEqual([['', 'a/data/d.csv', 'b/data/d.csv']]);
    expect(labels(await plan(client, 'else.json'))).toEqual([['']]);
  });

  it('are named by the older version of the spec if the run was made from it', async () => {
    const old = SPEC.replace('data/d.csv', 'old.csv');
    const files = { 'n.kyn': old, 'old.csv': CSV, 'data/d.csv': CSV, 'run.json': manifest({ config_hash: sha(old) }) };
    const client = await startClient(files, CLIENT);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
    git('init', '-q');
    git('add', 'n.kyn');
    git('commit', '-qm', 'one');
    client.write('n.kyn', SPEC);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('n.kyn'), type: 2 }],
    });
    expect(labels(await plan(client, 'run.json'))).toEqual([['', 'old.csv']]);
  });

  it('are named by a spec that changed on disk without a file event', async () => {
    const client = await startClient(
      { 'n.kyn': `${SPEC}# another text\n`, 'data/d.csv': CSV, 'run.json': manifest() },
      CLIENT,
    );
    expect(labels(await plan(client, 'run.json'))).toEqual([['']]);
    client.write('n.kyn', SPEC);
    expect(labels(await plan(client, 'run.json'))).toEqual([['', 'data/d.csv']]);
  });

  it('are none without recorded data, without a valid hash, and in other files', async () => {
    const client = await startClient({}, CLIENT);
    client.write('null.json', manifest({ data_hash: null }));
    client.write('odd.json', manifest({ data_hash: 'ABC' }));
    client.write('package.json', '{"name": "x"}');
    expect(await plan(client, 'null.json')).toEqual({ ok: false, reason: 'null' });
    expect(await plan(client, 'odd.json')).toEqual({ ok: false, reason: 'malformed' });
    expect(await plan(client, 'package.json')).toEqual({ ok: false, reason: 'foreign' });
  });

  it('of an experiment are in its folder, else in the workspace folder; outside paths are marked', async () => {
    const hashes = {
      'a.bin': sha('a'),
      'top.bin': sha('t'),
      'gone.bin': sha('g'),
      '../../out.bin': sha('o'),
      bad: 'x',
    };
    const client = await startClient(
      { 'e/m.json': experiment(hashes), 'e/a.bin': 'a', 'a.bin': 'other', 'top.bin': 't' },
      CLIENT,
    );
    const found = await plan(client, 'e/m.json');
    expect(found).toMatchObject({ ok: true, malformed: 1 });
    expect(labels(found)).toEqual([
      ['a.bin', 'e/a.bin'],
      ['top.bin', 'top.bin'],
      ['gone.bin', 'e/gone.bin'],
      ['../../out.bin', expect.stringMatching(/^outside .*out\.bin$/)],
    ]);
  });

  it('are outside of the workspace when they are behind a link', async () => {
    const outside = folderOutside();
    writeFileSync(join(outside, 'd.csv'), CSV);
    const client = await startClient({ 'n.kyn': SPEC, 'run.json': manifest() }, CLIENT);
    symlinkSync(outside, client.path('data'));
    expect(labels(await plan(client, 'run.json'))).toEqual([['', 'outside data/d.csv']]);
  });
});

describe('verification', () => {
  it('the lens shows the result until the file changes', async () => {
    const client = await startClient({ 'n.kyn': SPEC, 'data/d.csv': CSV, 'run.json': manifest() }, CLIENT);
    await client.open('run.json', manifest());
    expect(await titles(client, 'run.json')).toEqual(['$(verified) verify data']);
    const verdict = await verify(client, 'run.json', 'data/d.csv');
    const label = 'data/d.csv';
    expect(verdict).toEqual({ state: 'done', results: [{ name: label, label, recorded: sha(CSV), actual: sha(CSV) }] });
    expect(await titles(client, 'run.json')).toEqual([
      expect.stringMatching(/^\$\(check\) data verified \d{4}-\d\d-\d\d$/),
    ]);
    expect(await client.codes('run.json')).toEqual([]);
    client.write('data/d.csv', `${CSV}5,6\n`);
    await changed(client, 'data/d.csv');
    expect(await titles(client, 'run.json')).toEqual(['$(verified) verify data']);
  });

  it('another hash has a finding at data_hash until the file or the manifest changes', async () => {
    const client = await startClient({ 'n.kyn': SPEC, 'data/d.csv': 'x,y\n', 'run.json': manifest() }, CLIENT);
    await client.open('run.json', manifest());
    await verify(client, 'run.json', 'data/d.csv');
    const [found] = await client.diagnostics('run.json');
    expect([found?.code, found?.severity, found?.range.start.line]).toEqual(['data-drift', 2, 2]);
    expect(found?.message).toContain(`(recorded ${sha(CSV).slice(0, 12)}, now ${sha('x,y\n').slice(0, 12)})`);
    expect(await titles(client, 'run.json')).toEqual(['$(warning) data differs from the recorded hash']);
    await client.change('run.json', manifest({ data_hash: sha('x') }));
    expect(await client.codes('run.json')).toEqual([]);
    await client.change('run.json', manifest({ config_hash: sha('y') }));
    expect(await client.codes('run.json')).toEqual([]);
    await client.change('run.json', manifest({ seed: 2 }));
    expect(await client.codes('run.json')).toEqual(['data-drift']);
    client.write('data/d.csv', CSV);
    await changed(client, 'data/d.csv');
    expect(await client.codes('run.json')).toEqual([]);
    expect(await titles(client, 'run.json')).toEqual(['$(verified) verify data']);
  });

  it('a file is read again only when it may have changed', async () => {
    const { host, reads } = countingHost();
    let age = 3_600_000;
    const stat: typeof nodeHost.stat = path => {
      const now = nodeHost.stat(path);
      return now && { ...now, modified: now.modified - age, changed: now.changed - age };
    };
    const client = await startClient(
      { 'd.bin': 'abc', 'm.json': experiment({ 'd.bin': sha('abc') }) },
      { ...CLIENT, host: { ...host, stat } },
    );
    const once = () => verify(client, 'm.json', 'd.bin', { name: 'd.bin' });
    await once();
    await once();
    expect(reads()).toBe(1);
    utimesSync(client.path('d.bin'), 1, 1);
    await once();
    expect(reads()).toBe(2);
    await changed(client, 'd.bin');
    await once();
    expect(reads()).toBe(3);
    // A file that is as new as the clock of its disk can show may have been written again.
    age = 0;
    await once();
    await once();
    expect(reads()).toBe(5);
  });

  it('a change without an event is detected within a second', async () => {
    const client = await startClient({ 'n.kyn': SPEC, 'data/d.csv': CSV, 'run.json': manifest() }, CLIENT);
    await client.open('run.json', manifest());
    await verify(client, 'run.json', 'data/d.csv');
    client.write('data/d.csv', `${CSV}5,6\n`);
    await new Promise(resolve => setTimeout(resolve, 1100));
    expect(await titles(client, 'run.json')).toEqual(['$(verified) verify data']);
  });

  it('files outside of the workspace are read only after agreement', async () => {
    const file = join(folderOutside(), 'd.csv');
    writeFileSync(file, CSV);
    const uri = pathToFileURL(file).href;
    const { host, reads } = countingHost();
    const client = await startClient({ 'run.json': manifest() }, { ...CLIENT, host });
    const refused = await verify(client, 'run.json', uri);
    expect(refused).toMatchObject({
      state: 'done',
      results: [{ reason: expect.stringContaining('outside of the workspace') }],
    });
    expect(reads()).toBe(0);
    expect(await verify(client, 'run.json', uri, { outside: [uri] })).toMatchObject({
      results: [{ actual: sha(CSV) }],
    });
  });

  it('a missing file is reported and marked until it is there', async () => {
    const client = await startClient({ 'm.json': experiment({ 'a.bin': sha('a') }) }, CLIENT);
    await client.open('m.json', experiment({ 'a.bin': sha('a') }));
    expect(await verify(client, 'm.json', 'a.bin', { name: 'a.bin' })).toMatchObject({
      results: [{ name: 'a.bin', reason: 'it does not exist' }],
    });
    const [finding] = await client.diagnostics('m.json');
    expect(finding).toMatchObject({
      code: 'data-unverified',
      message: 'a.bin was not verified: it does not exist. Whether it is the recorded data is unknown.',
    });
    expect(await titles(client, 'm.json')).toEqual(['$(question) data not verified']);
    client.write('a.bin', 'a');
    await changed(client, 'a.bin');
    expect(await client.codes('m.json')).toEqual([]);
    expect(await titles(client, 'm.json')).toEqual(['$(verified) verify data']);
  });

  it('an experiment of which only some files were read shows that, and verified files only when all are', async () => {
    const text = experiment({ 'a.bin': sha('a'), 'b.bin': sha('b'), 'c.bin': sha('c') });
    const client = await startClient({ 'm.json': text, 'a.bin': 'a', 'b.bin': 'b' }, CLIENT);
    await client.open('m.json', text);
    const files = ['a.bin', 'b.bin', 'c.bin'].map(name => chosenFile(client, 'm.json', name, name));
    const params = { uri: client.uri('m.json'), files, outside: [] };
    await client.request('kynml/verifyData', params);
    const line = text.split('\n').findIndex(l => l.includes('c.bin'));
    expect((await client.diagnostics('m.json')).map(d => [d.code, d.range.start.line])).toEqual([
      ['data-unverified', line],
    ]);
    expect(await titles(client, 'm.json')).toEqual(['$(question) data not verified: 1 of 3 files']);
    client.write('c.bin', 'c');
    await client.request('kynml/verifyData', params);
    expect(await client.codes('m.json')).toEqual([]);
    expect(await titles(client, 'm.json')).toEqual([expect.stringMatching(/^\$\(check\) data verified/)]);
  });

  it.each([
    ['in capitals', sha('b').toUpperCase()],
    ['an MD5', 'd41d8cd98f00b204e9800998ecf8427e'],
  ])(
    'an experiment is not verified where a recorded hash is %s, because that file was not compared',
    async (_, hash) => {
      const text = experiment({ 'a.bin': sha('a'), 'b.bin': hash });
      const client = await startClient({ 'm.json': text, 'a.bin': 'a', 'b.bin': 'changed' }, CLIENT);
      await client.open('m.json', text);
      expect(await titles(client, 'm.json')).toEqual(['$(verified) verify data']);
      await verify(client, 'm.json', 'a.bin', { name: 'a.bin' });
      expect(await titles(client, 'm.json')).toEqual(['$(question) data not verified: 1 of 2 files']);
      client.write('a.bin', 'changed');
      await changed(client, 'a.bin');
      await verify(client, 'm.json', 'a.bin', { name: 'a.bin' });
      expect(await titles(client, 'm.json')).toEqual(['$(warning) 1 of 2 files differs from the recorded hash']);
    },
  );

  it('each changed file of an experiment has a finding at its hash', async () => {
    const text = experiment({ 'a.bin': sha('a'), 'b.bin': sha('b') });
    const client = await startClient({ 'm.json': text, 'a.bin': 'a', 'b.bin': 'changed' }, CLIENT);
    await client.open('m.json', text);
    const files = ['a.bin', 'b.bin'].map(name => chosenFile(client, 'm.json', name, name));
    await client.request('kynml/verifyData', { uri: client.uri('m.json'), files, outside: [] });
    const line = text.split('\n').findIndex(l => l.includes('b.bin'));
    expect((await client.diagnostics('m.json')).map(d => [d.code, d.range.start.line])).toEqual([['data-drift', line]]);
    expect(await titles(client, 'm.json')).toEqual(['$(warning) 1 of 2 files differs from the recorded hash']);
  });

  it('reports progress, and stops when it is cancelled', async () => {
    const host = {
      ...nodeHost,
      // Runs until it is stopped.
      hashFile: async (_: string, { signal, progress }: Parameters<typeof nodeHost.hashFile>[1] = {}) => {
        for (let read = 0; !signal?.aborted; read = Math.min(read + 1, 100)) {
          progress?.(read);
          await new Promise(resolve => setTimeout(resolve, 5));
        }
        return { ok: false, reason: 'aborted' } as const;
      },
    };
    const client = await startClient(
      { 'm.json': experiment({ 'd.bin': sha('d') }), 'd.bin': 'd'.repeat(100) },
      { ...CLIENT, host },
    );
    const seen: number[] = [];
    const { CancellationTokenSource, ProgressType } = await import('vscode-jsonrpc/node');
    const stop = new CancellationTokenSource();
    client.connection.onProgress(new ProgressType<{ done: number }>(), 'p', ({ done }) => {
      seen.push(done);
      if (done >= 10) stop.cancel();
    });
    const files = [chosenFile(client, 'm.json', 'd.bin', 'd.bin')];
    const params = { uri: client.uri('m.json'), files, outside: [], progressToken: 'p' };
    expect(await client.connection.sendRequest('kynml/verifyData', params, stop.token)).toEqual({ state: 'cancelled' });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.length).toBeLessThan(100);
  });
});

async function changed(client: TestClient, path: string): Promise<void> {
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(path), type: 2 }],
  });
}
