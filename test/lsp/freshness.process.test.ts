// What the server read is dropped when it may have changed: at each file event, whatever the file system reports, and at each change of a buffer,
// whatever version the client sends.
import { execFileSync } from 'node:child_process';
import { renameSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { VerifiedData } from '../../server/src/lsp/workspace/verifiedData';
import type { Host } from '../../src-shared/host/host';
import { nodeHost } from '../nodeHost';
import { hostOf } from '../repro/memory';
import { houseLibrary, houseSpec, houseTrain } from '../specFixture';
import { startClient, type TestClient } from './client';
import { frozenHost } from './frozenHost';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const report = (client: TestClient, path: string, type: FileChangeType = FileChangeType.Changed) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(path), type }] });

const USES_LIBRARY = `import "lib/base.kyn"\n\n${houseTrain}`;
const [LIBRARY, OTHER_LIBRARY] = [houseLibrary, houseLibrary.replace('model Net', 'model Nit')];

const manifest = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ config_hash: sha(houseSpec), data_hash: sha('a,b\n'), metrics: {}, ...changes }, null, 2);

/** The results of verifying /w/a.csv. */
async function verifiedOn(host: Host) {
  const verified = new VerifiedData(host);
  const options = { signal: new AbortController().signal, progress: () => undefined };
  const recorder = { path: '/w/run.json', configHash: sha(houseSpec) };
  const data = { name: undefined, hash: sha('a,b\n') } as never;
  await verified.hash('/w/a.csv', options);
  verified.record(recorder, data, { path: '/w/a.csv' });
  return { verified, recorder, data };
}

describe('after an event for a file with equal size and times', () => {
  it.each(['lib/base.kyn', 'lib'])('an imported spec is read again (event for %s)', async reported => {
    const client = await startClient({ 'lib/base.kyn': LIBRARY }, { host: frozenHost });
    await client.open('net.kyn', USES_LIBRARY);
    expect(await client.codes('net.kyn')).toEqual([]);
    client.write('lib/base.kyn', OTHER_LIBRARY);
    expect(await client.codes('net.kyn')).toEqual([]);
    await report(client, reported);
    expect(await client.codes('net.kyn')).toEqual(['unknown-name']);
  });

  it('a lock is read again', async () => {
    const client = await startClient(
      { 'net.kyn': houseSpec, 'kynml.lock': lockFor('x') },
      { ...VSCODE_CLIENT, host: frozenHost },
    );
    const state = () => client.request('kynml/specState', { uri: client.uri('net.kyn') });
    await client.open('net.kyn', houseSpec);
    expect(await state()).toMatchObject({ lock: { state: 'drifted' } });
    client.write('kynml.lock', lockFor(houseSpec));
    await report(client, 'kynml.lock');
    expect(await state()).toMatchObject({ lock: { state: 'locked' } });
  });

  it.each([
    ['houses.csv', 'data/houses.csv'],
    ['houses.csv', 'data'],
    ['houses.txt', 'data/houses.txt'],
    ['houses', 'data/houses'],
  ])('a data file is read again (data/%s, event for %s)', async (name, reported) => {
    const spec = houseSpec.replace('input 4', 'input 1').replace('houses.csv', name);
    const client = await startClient({ [`data/${name}`]: 'area,price\n1,2\n' }, { host: frozenHost, data: true });
    await client.open('net.kyn', spec);
    expect(await client.codes('net.kyn')).toEqual([]);
    client.write(`data/${name}`, 'area,prize\n1,2\n');
    await report(client, reported, reported === 'data' ? FileChangeType.Deleted : FileChangeType.Changed);
    expect(await client.codes('net.kyn')).toContain('csv-target');
  });

  it.each(['net.kyn', ''])('the file of an open spec is read again (event for "%s")', async reported => {
    const client = await startClient({ 'net.kyn': houseSpec }, { host: frozenHost });
    await client.open('net.kyn', houseSpec);
    const state = () => client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(await state()).toMatchObject({ unsaved: false });
    client.write('net.kyn', houseSpec.replace('0.01', '0.02'));
    await report(client, reported);
    expect(await state()).toMatchObject({ unsaved: true });
  });

  it.each(['d/a.csv', 'd'])('a verified data file is unknown again (event for %s)', async reported => {
    const client = await startClient(
      { 'd/a.csv': 'a,b\n', 'run.json': manifest() },
      { ...VSCODE_CLIENT, host: frozenHost, data: true },
    );
    await client.open('run.json', manifest());
    await client.request('kynml/verifyData', {
      uri: client.uri('run.json'),
      files: [{ index: 0, recorded: JSON.parse(manifest()).data_hash, uri: client.uri('d/a.csv') }],
      outside: [],
    });
    const titles = async () => (await client.lensTitles('run.json')).filter(title => /data/.test(title));
    expect(await titles()).toEqual([expect.stringContaining('data verified')]);
    client.write('d/a.csv', 'a,c\n');
    await report(client, reported, reported === 'd' ? FileChangeType.Deleted : FileChangeType.Changed);
    expect(await titles()).toEqual(['$(verified) verify data']);
  });
});

describe.each(['real', 'middle', 'link'])(
  'an event for a part of a chain of links with equal size and times (%s)',
  part => {
    const NAMES: Record<string, string> = { link: 'link', middle: 'middle', real: 'store/1f' };
    /** A client with d/link.EXT -> middle.EXT -> store/1f.EXT. */
    const linked = async (ext: string, content: string, files: Record<string, string> = {}) => {
      const client = await startClient(
        { ...files, [`d/store/1f${ext}`]: content },
        { ...VSCODE_CLIENT, host: frozenHost, data: true },
      );
      symlinkSync(`middle${ext}`, client.path(`d/link${ext}`));
      symlinkSync(`store/1f${ext}`, client.path(`d/middle${ext}`));
      return client;
    };
    /** Replaces the file, as a change of this part of the chain would. */
    const replaced = async (client: TestClient, ext: string, content: string): Promise<void> => {
      client.write(`d/store/1f${ext}`, content);
      await report(client, `d/${NAMES[part]}${ext}`);
    };

    it('a lock is read again', async () => {
      const client = await linked('.lock', lockFor('x', 'd/net.kyn'), { 'd/net.kyn': houseSpec });
      symlinkSync('link.lock', client.path('d/kynml.lock'));
      await client.open('d/net.kyn', houseSpec);
      const state = () => client.request('kynml/specState', { uri: client.uri('d/net.kyn') });
      expect(await state()).toMatchObject({ lock: { state: 'drifted' } });
      await replaced(client, '.lock', lockFor(houseSpec, 'd/net.kyn'));
      expect(await state()).toMatchObject({ lock: { state: 'locked' } });
    });

    it('the file of an open spec is read again', async () => {
      const client = await linked('.kyn', houseSpec);
      await client.open('d/link.kyn', houseSpec);
      const state = () => client.request('kynml/specState', { uri: client.uri('d/link.kyn') });
      expect(await state()).toMatchObject({ unsaved: false });
      await replaced(client, '.kyn', houseSpec.replace('0.01', '0.02'));
      expect(await state()).toMatchObject({ unsaved: true });
    });

    it('a data file is read again', async () => {
      const spec = houseSpec.replace('input 4', 'input 1').replace('data/houses.csv', 'd/link.txt');
      const client = await linked('.txt', 'area,price\n1,2\n');
      await client.open('net.kyn', spec);
      expect(await client.codes('net.kyn')).toEqual([]);
      await replaced(client, '.txt', 'area,prize\n1,2\n');
      expect(await client.codes('net.kyn')).toContain('csv-target');
    });

    it('a verified file is unknown again', async () => {
      const links: Record<string, string> = { '/w/d/link': 'middle', '/w/d/middle': 'store/1f' };
      const host = hostOf({ '/w/a.csv': 'a,b\n' });
      const realPath = (path: string) => (path === '/w/a.csv' ? '/w/d/store/1f' : path);
      const linkTarget = (path: string) => (path === '/w/a.csv' ? 'd/link' : links[path]);
      const { verified, recorder, data } = await verifiedOn({ ...host, realPath, linkTarget });
      expect(verified.changed(['/w/d/other'])).toBe(false);
      expect(verified.find(recorder, data)).toBeDefined();
      expect(verified.changed([`/w/d/${NAMES[part]}`])).toBe(true);
      expect(verified.find(recorder, data)).toBeUndefined();
    });
  },
);

it('an event of the target of a link makes the verified file unknown again', async () => {
  const host = hostOf({ '/w/a.csv': 'a,b\n' });
  const linked = { ...host, realPath: (path: string) => (path === '/w/a.csv' ? '/w/store/1f.bin' : path) };
  const { verified, recorder, data } = await verifiedOn(linked);
  expect(verified.changed(['/w/other.bin'])).toBe(false);
  expect(verified.find(recorder, data)).toBeDefined();
  expect(verified.changed(['/w/store/1f.bin'])).toBe(true);
  expect(verified.find(recorder, data)).toBeUndefined();
});

describe('without an event', () => {
  /** Replaces a file by another one with the same size and modification time. */
  function replaceKeepingTime(client: TestClient, path: string, text: string): void {
    const { atime, mtime } = statSync(client.path(path));
    client.write(`${path}.new`, text);
    utimesSync(client.path(`${path}.new`), atime, mtime);
    renameSync(client.path(`${path}.new`), client.path(path));
    expect(statSync(client.path(path)).mtime).toEqual(mtime);
  }

  it('an imported spec that was replaced with equal size and time is read again', async () => {
    const client = await startClient({ 'lib/base.kyn': LIBRARY });
    await client.open('net.kyn', USES_LIBRARY);
    expect(await client.codes('net.kyn')).toEqual([]);
    replaceKeepingTime(client, 'lib/base.kyn', OTHER_LIBRARY);
    expect(await client.codes('net.kyn')).toEqual(['unknown-name']);
  });

  it('a file that was written twice within a step of the clock is read again', async () => {
    const now = Date.now();
    const host: Host = {
      ...nodeHost,
      stat: path => {
        const stat = nodeHost.stat(path);
        return stat && { ...stat, modified: now, changed: now, inode: 1 };
      },
    };
    const client = await startClient({ 'lib/base.kyn': LIBRARY }, { host });
    await client.open('net.kyn', USES_LIBRARY);
    expect(await client.codes('net.kyn')).toEqual([]);
    client.write('lib/base.kyn', OTHER_LIBRARY);
    expect(await client.codes('net.kyn')).toEqual(['unknown-name']);
  });

  it('a data file is compared with the disk after a second, and the client is asked to request findings again', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const spec = houseSpec.replace('input 4', 'input 1');
    const client = await startClient({ 'data/houses.csv': 'area,price\n1,2\n' }, { data: true });
    await client.open('net.kyn', spec);
    expect(await client.codes('net.kyn')).toEqual([]);
    client.write('data/houses.csv', 'area,prize,x\n1,2,3\n');
    expect(await client.codes('net.kyn')).toEqual([]);
    vi.advanceTimersByTime(1000);
    const before = client.refreshes;
    await client.hover('net.kyn', 0, 0);
    await client.connection.sendRequest('textDocument/documentLink', {
      textDocument: { uri: client.uri('net.kyn') },
    });
    await expect.poll(() => client.refreshes).toBeGreaterThan(before);
    expect(await client.codes('net.kyn')).toContain('csv-target');
  });

  it('the file of an open spec is read again when another document is saved', async () => {
    const client = await startClient({ 'net.kyn': houseSpec, 'other.kyn': houseSpec });
    await client.open('net.kyn', houseSpec);
    await client.open('other.kyn', houseSpec);
    const state = () => client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(await state()).toMatchObject({ unsaved: false });
    replaceKeepingTime(client, 'net.kyn', houseSpec.replace('0.01', '0.02'));
    await client.save('other.kyn', houseSpec);
    expect(await state()).toMatchObject({ unsaved: true });
  });

  it('a verified file that was replaced with equal size is unknown again', async () => {
    const host = hostOf({ '/w/a.csv': 'a,b\n' });
    const { verified, recorder, data } = await verifiedOn(host);
    expect(verified.find(recorder, data)?.hash).toBe(sha('a,b\n'));
    await host.writeAtomic('/w/a.csv', 'a,c\n');
    verified.invalidate();
    expect(verified.find(recorder, data)).toBeUndefined();
  });
});

describe('a client that never raises the version', () => {
  const change = (client: TestClient, path: string, text: string) =>
    client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: client.uri(path), version: 1 },
      contentChanges: [{ text }],
    });

  it('gets the hash of the current text', async () => {
    const client = await startClient({ 'net.kyn': houseSpec });
    await client.open('net.kyn', houseSpec);
    const state = () => client.request('kynml/specState', { uri: client.uri('net.kyn') });
    expect(await state()).toMatchObject({ configHash: sha(houseSpec) });
    for (const rate of ['0.02', '0.03']) {
      const edited = houseSpec.replace('0.01', rate);
      await change(client, 'net.kyn', edited);
      expect(await state()).toMatchObject({ configHash: sha(edited) });
    }
  });

  it('gets the findings of the current artifact', async () => {
    const client = await startClient({ 'run_manifest.json': manifest() });
    await client.open('run_manifest.json', manifest());
    await change(client, 'run_manifest.json', manifest());
    const before = await client.codes('run_manifest.json');
    await change(client, 'run_manifest.json', manifest({ config_hash: 'x' }));
    expect(await client.codes('run_manifest.json')).not.toEqual(before);
  });

  it('gets the state of the text of a reopened document', async () => {
    const client = await startClient({ 'net.kyn': houseSpec });
    const edited = houseSpec.replace('0.01', '0.02');
    for (const text of [houseSpec, edited]) {
      await client.open('net.kyn', text);
      expect(await client.request('kynml/specState', { uri: client.uri('net.kyn') })).toMatchObject({
        configHash: sha(text),
      });
      await client.connection.sendNotification('textDocument/didClose', {
        textDocument: { uri: client.uri('net.kyn') },
      });
    }
  });
});

describe('git', () => {
  it('is asked again after an event, however recent the last answer is', async () => {
    const old = houseSpec.replace('0.01', '0.02');
    const run = manifest({ config_hash: sha(old) });
    const client = await startClient({ 'net.kyn': old, 'run.json': run }, VSCODE_CLIENT);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: client.folder });
    git('init', '-q');
    git('commit', '-qm', 'empty', '--allow-empty');
    await client.request('kynml/runs', {});
    git('add', 'net.kyn');
    git('commit', '-qm', 'one');
    client.write('net.kyn', houseSpec);
    await report(client, 'net.kyn');
    await report(client, '.git/index');
    const [found] = await client.request('kynml/runs', {});
    expect(found?.state).toBe('stale');
  });
});
