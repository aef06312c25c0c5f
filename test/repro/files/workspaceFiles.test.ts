import { expect, test } from 'vitest';
import { LoadedFiles } from '../../../src-shared/host/loaded/loadedFiles';
import { isLoadedPath, loadGapsText, WorkspaceFiles } from '../../../src-shared/repro/files/workspaceFiles';
import { memorySource } from '../../host/loaded/memorySource';

async function loaded(texts: Readonly<Record<string, string>>, limits = {}) {
  const memory = memorySource(texts);
  const files = new LoadedFiles(isLoadedPath);
  const all = { folders: 100, files: 100, fileSize: 100, totalSize: 1000, ...limits };
  const workspace = new WorkspaceFiles(memory, files, all);
  await workspace.load(['/w']);
  return { memory, files, workspace };
}

const reasonAt = (files: LoadedFiles, path: string): string => {
  const read = files.read(path);
  return read.ok ? new TextDecoder().decode(read.bytes) : read.reason;
};

test('specs, artifacts, locks and the history are loaded; data and what tools installed are not', async () => {
  const { files, memory } = await loaded({
    '/w/a.kyn': 'a',
    '/w/b/run_manifest.json': '{}',
    '/w/.kynml/notes/x.json': 'note',
    '/w/data.csv': '1',
    '/w/node_modules/m/package.json': '{}',
  });
  expect(['/w/a.kyn', '/w/b/run_manifest.json', '/w/.kynml/notes/x.json'].map(path => reasonAt(files, path))).toEqual([
    'a',
    '{}',
    'note',
  ]);
  expect(memory.reads).toEqual(['/w/a.kyn', '/w/b/run_manifest.json', '/w/.kynml/notes/x.json']);
  expect(reasonAt(files, '/w/data.csv')).toBe('not-loaded');
});

test('a spec that is not in a listed folder is missing; data, or what is in another folder, is unknown', async () => {
  const { files } = await loaded({ '/w/a.kyn': 'a', '/w/node_modules/m/x.json': '{}', '/w/sub/b.kyn': 'b' });
  expect(reasonAt(files, '/w/kynml.lock')).toBe('missing');
  expect(reasonAt(files, '/w/new/kynml.lock')).toBe('missing');
  expect(reasonAt(files, '/w/sub')).toBe('folder');
  for (const path of ['/w/data.csv', '/w/node_modules/m/x.json', '/w/node_modules/m/y.json', '/other/a.kyn'])
    expect(reasonAt(files, path), path).toBe('not-loaded');
  expect(files.readFolder('/w/sub')).toEqual({ ok: true, entries: [{ name: 'b.kyn', kind: 'file' }] });
  expect(files.readFolder('/w/gone')).toEqual({ ok: false, reason: 'missing' });
  expect(files.readFolder('/w/node_modules')).toEqual({ ok: false, reason: 'not-loaded' });
  expect(files.stat('/w/node_modules')?.kind).toBe('folder');
});

test('files over the limits exist without content, and are counted', async () => {
  const texts = { '/w/a.json': '{}', '/w/a.kyn': 'a', '/w/big.kyn': 'x'.repeat(101), '/w/s/b.json': '{}' };
  const { files, workspace } = await loaded(texts, { files: 3 });
  expect(reasonAt(files, '/w/big.kyn')).toBe('not-loaded');
  expect(files.stat('/w/big.kyn')).toMatchObject({ kind: 'file', size: 101 });
  expect(reasonAt(files, '/w/a.json')).toBe('{}');
  expect(reasonAt(files, '/w/s/b.json')).toBe('not-loaded');
  expect(workspace.gaps).toEqual({ folders: 0, files: 2 });
  expect(loadGapsText(workspace.gaps)).toMatch(/^2 files were not loaded into the browser/);
  expect((await loaded(texts, { totalSize: 1 })).workspace.gaps.files).toBe(3);
});

test('folders over the limit are unknown, and are counted', async () => {
  const { files, workspace } = await loaded({ '/w/a/x.kyn': '', '/w/b/y.kyn': 'y' }, { folders: 2 });
  expect(reasonAt(files, '/w/b/y.kyn')).toBe('not-loaded');
  expect(files.readFolder('/w/b')).toEqual({ ok: false, reason: 'not-loaded' });
  expect(loadGapsText(workspace.gaps)).toMatch(/^1 folder was not loaded into the browser/);
  expect(loadGapsText({ folders: 0, files: 0 })).toBeUndefined();
});

test('events add, change and remove files and folders', async () => {
  const { files, workspace, memory } = await loaded({ '/w/a.kyn': 'a', '/w/old/b.kyn': 'b' });
  const before = files.stat('/w/a.kyn');
  memory.set({ '/w/a.kyn': 'A', '/w/new/c.kyn': 'c', '/w/data.csv': '1' });
  const changed = ['/w/a.kyn', '/w/new', '/w/data.csv'].map(path => ({ path, isDeleted: false }));
  await workspace.refresh([...changed, { path: '/w/old', isDeleted: true }]);
  expect(reasonAt(files, '/w/a.kyn')).toBe('A');
  expect(files.stat('/w/a.kyn')?.inode).not.toBe(before?.inode);
  expect(reasonAt(files, '/w/new/c.kyn')).toBe('c');
  expect(reasonAt(files, '/w/old/b.kyn')).toBe('missing');
  expect(files.stat('/w/old')).toBeUndefined();
  const top = files.readFolder('/w');
  expect(top.ok && top.entries.map(entry => entry.name).sort()).toEqual(['.git', 'a.kyn', 'data.csv', 'new']);
});

test('what is in a new folder is listed, although only an event of one file, or a write, made it known', async () => {
  const { files, workspace, memory } = await loaded({ '/w/a.kyn': 'a' });
  memory.set({ '/w/a.kyn': 'a', '/w/s/t/b.kyn': 'b', '/w/s/c.kyn': 'c' });
  await workspace.refresh([{ path: '/w/s/t/b.kyn', isDeleted: false }]);
  expect(['/w/s/t/b.kyn', '/w/s/c.kyn'].map(path => reasonAt(files, path))).toEqual(['b', 'c']);
  expect(await workspace.write('/w/.kynml/notes/x.json', '{}', () => true)).toEqual({ ok: true });
  expect(files.readFolder('/w/.kynml/notes')).toEqual({ ok: true, entries: [{ name: 'x.json', kind: 'file' }] });
});

test('an event of what a tool installed loads nothing, and one of its removal makes it missing', async () => {
  const texts = { '/w/a.kyn': 'a', '/w/node_modules/m/run_manifest.json': '{}', '/w/.kynml/notes/x.json': 'note' };
  const { files, workspace, memory } = await loaded(texts);
  memory.reads.length = 0;
  const report = (path: string, isDeleted = false) => workspace.refresh([{ path, isDeleted }]);
  await report('/w/node_modules/m/run_manifest.json');
  await report('/w/node_modules');
  expect(memory.reads).toEqual(['/w/node_modules']);
  expect(reasonAt(files, '/w/node_modules/m/run_manifest.json')).toBe('not-loaded');
  await report('/w/.kynml/notes/x.json');
  expect(memory.reads.at(-1)).toBe('/w/.kynml/notes/x.json');
  await report('/elsewhere/a.kyn');
  expect(reasonAt(files, '/elsewhere/a.kyn')).toBe('not-loaded');
  await report('/w/node_modules', true);
  const top = files.readFolder('/w');
  expect(top.ok && top.entries.map(({ name }) => name)).not.toContain('node_modules');
});

test('an event of a file that is gone removes it', async () => {
  const { files, workspace, memory } = await loaded({ '/w/a.kyn': 'a', '/w/b.kyn': 'b' });
  memory.set({ '/w/b.kyn': 'b' });
  await workspace.refresh([{ path: '/w/a.kyn', isDeleted: false }]);
  expect(reasonAt(files, '/w/a.kyn')).toBe('missing');
});

test('a file that cannot be read now is unknown, not missing, and is known again when it can be', async () => {
  const { files, workspace, memory } = await loaded({ '/w/a.kyn': 'a', '/w/kynml.lock': '{}' });
  const { readFile } = memory;
  const changes = ['/w/a.kyn', '/w/kynml.lock', '/w/new.kyn'].map(path => ({ path, isDeleted: false }));
  for (const reason of ['unreadable', 'denied'] as const) {
    memory.readFile = async () => ({ ok: false, reason });
    await workspace.refresh(changes);
    for (const { path } of changes) expect(reasonAt(files, path), path).toBe('not-loaded');
    expect(files.stat('/w/kynml.lock')?.kind).toBe('file');
  }
  memory.readFile = readFile;
  await workspace.refresh(changes);
  expect(changes.map(({ path }) => reasonAt(files, path))).toEqual(['a', '{}', 'missing']);
});

test('the limits count what is loaded now, not what was loaded before', async () => {
  const { files, workspace, memory } = await loaded({ '/w/s/a.kyn': 'a' }, { files: 1, folders: 2, totalSize: 3 });
  for (const text of ['b', 'cc', 'ddd', 'e']) {
    memory.set({ '/w/s/a.kyn': text });
    await workspace.refresh([{ path: '/w/s/a.kyn', isDeleted: false }]);
    expect(reasonAt(files, '/w/s/a.kyn')).toBe(text);
    await workspace.refresh([{ path: '/w/s', isDeleted: true }]);
    await workspace.refresh([{ path: '/w/s', isDeleted: false }]);
    expect(reasonAt(files, '/w/s/a.kyn')).toBe(text);
  }
  expect(files.amount).toEqual({ files: 1, size: 1, folders: 2 });
  expect(workspace.gaps).toEqual({ folders: 0, files: 0 });
});

test('an event of the workspace folder does not make it a folder without a repository', async () => {
  const { files, workspace } = await loaded({ '/w/a.kyn': 'a' });
  for (const path of ['/w/.git', '/w']) await workspace.refresh([{ path, isDeleted: false }]);
  expect(files.stat('/w/.git')?.kind).toBe('folder');
});

test('a file is written only where it still is what the decision was based on', async () => {
  const { files, workspace, memory } = await loaded({ '/w/kynml.lock': 'old' });
  const was = (text: string) => (read: { ok: boolean; bytes?: Uint8Array }) =>
    read.ok && new TextDecoder().decode(read.bytes) === text;
  memory.set({ '/w/kynml.lock': 'of another' });
  expect(await workspace.write('/w/kynml.lock', 'new', was('old'))).toMatchObject({ ok: false });
  expect(memory.text('/w/kynml.lock')).toBe('of another');
  expect(await workspace.write('/w/kynml.lock', 'new', was('of another'))).toEqual({ ok: true });
  expect([memory.text('/w/kynml.lock'), reasonAt(files, '/w/kynml.lock')]).toEqual(['new', 'new']);
});
