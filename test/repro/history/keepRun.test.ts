// What the history of a workspace keeps of a run, and that nothing in it can stop or misdirect a training.
import { expect, test } from 'vitest';
import { findFiles } from '../../../src-shared/repro/files/findFiles';
import { historyOf, workspaceFolderOf } from '../../../src-shared/repro/history/historyFolder';
import { keepRun, keptText, type RunStart } from '../../../src-shared/repro/history/keepRun';
import { newestRecord } from '../../../src-shared/repro/reproduce/runRecord';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../memory';

const SPEC = 'import "parts/net.kyn"\r\n';
const NET = 'model M:\n    input 2\n';
const hashOf = (text: string): string => nodeHost.sha256(text.replaceAll('\r\n', '\n'));
const start: RunStart = {
  command: 'train',
  time: new Date('2026-04-18T17:30:05.123Z'),
  id: '0a1b2c3d',
  folder: '/w/out',
  spec: { path: '/w/a.kyn', text: SPEC },
  imports: [{ path: '/elsewhere/net.kyn', text: NET }],
  data: '/w/data/x.csv',
  overrides: [['lr', '0.1']],
  tool: 'kyn 1.2.3',
};
const RECORD = `/w/.kynml/records/2026-04-18T17-30-05.123Z-0a1b2c3d-${hashOf(SPEC).slice(0, 12)}.json`;
const parsed = (file: unknown) => JSON.parse(String(file));

test('a run keeps its texts by hash, the manifest that it overwrites, and a record that is completed at its end', async () => {
  const host = hostOf({ '/w/a.kyn': SPEC, '/w/out/run_manifest.json': '{"old": 1}' });
  const run = await keepRun(host, historyOf(host, '/w'), start);
  expect(run.warning).toBeUndefined();
  expect(host.files.get('/w/.kynml/.gitignore')).toBe('*\n');
  expect(host.files.get(`/w/.kynml/specs/${hashOf(SPEC)}`)).toBe(SPEC);
  expect(host.files.get(`/w/.kynml/specs/${hashOf(NET)}`)).toBe(NET);
  const kept = `runs/1970-01-01T00-00-00.002Z-${nodeHost.sha256('{"old": 1}').slice(0, 12)}.json`;
  expect(host.files.get(`/w/.kynml/${kept}`)).toBe('{"old": 1}');
  const expected = {
    command: 'train',
    data: 'data/x.csv',
    folder: 'out',
    imports: [{ config_hash: hashOf(NET), path: '/elsewhere/net.kyn' }],
    kept_manifest: `.kynml/${kept}`,
    overrides: { lr: '0.1' },
    spec: { config_hash: hashOf(SPEC), path: 'a.kyn' },
    started: '2026-04-18T17:30:05.123Z',
    tool: 'kyn 1.2.3',
    version: 1,
  };
  expect(parsed(host.files.get(RECORD))).toEqual({ ...expected, ended: null });
  await host.writeAtomic('/w/out/run_manifest.json', '{"new": 1}');
  expect(await run.end({ time: new Date(0), exitCode: 0 })).toBeUndefined();
  const ended = { exit_code: 0, manifest: nodeHost.sha256('{"new": 1}'), time: '1970-01-01T00:00:00.000Z' };
  expect(parsed(host.files.get(RECORD))).toEqual({ ...expected, ended });
  const keys = [...String(host.files.get(RECORD)).matchAll(/^ {2}"(\w+)"/gm)].map(m => m[1]);
  expect(keys).toEqual([...keys].sort());
});

test('what a run keeps is written at the same time, and the record that names it after it', async () => {
  const host = hostOf({ '/w/out/run_manifest.json': '{"old": 1}' });
  const order: string[] = [];
  const writeAtomic: typeof host.writeAtomic = async (path, ...rest) => {
    const part = path.split('/')[3] ?? '';
    order.push(`${part} begun`);
    const written = await host.writeAtomic(path, ...rest);
    await Promise.resolve();
    order.push(`${part} written`);
    return written;
  };
  const slow = { ...host, writeAtomic };
  const history = historyOf(slow, '/w');
  await history.write('notes', 'a.json', '');
  order.length = 0;
  await keepRun(slow, history, start);
  const begun = ['runs begun', 'specs begun', 'specs begun'];
  expect(order.slice(0, 3).sort()).toEqual(begun);
  expect(order.slice(-2)).toEqual(['records begun', 'records written']);
});

test('runs that start in the same millisecond have records of their own, and the newest is found by its spec', async () => {
  const host = hostOf({});
  const history = historyOf(host, '/w');
  for (const id of ['00000001', '00000002']) await keepRun(host, history, { ...start, id });
  expect([...host.files.keys()].filter(path => path.includes('/records/'))).toHaveLength(2);
  expect(newestRecord(host, '/w', hashOf(SPEC))?.folder).toBe('/w/out');
});

test('a run that wrote no manifest records none', async () => {
  const host = hostOf({ '/w/out/run_manifest.json': '{}' });
  const run = await keepRun(host, historyOf(host, '/w'), start);
  await run.end({ time: new Date(0), exitCode: 1 });
  expect(parsed(host.files.get(RECORD)).ended).toMatchObject({ exit_code: 1, manifest: null });
});

test('a sweep records its results instead, which name all of its runs', async () => {
  const host = hostOf({ '/w/out/run_manifest.json': '{}', '/w/out/sweep_results.json': '[]' });
  const sweep = { ...start, command: 'sweep' } as const;
  const none = await keepRun(host, historyOf(host, '/w'), sweep);
  await none.end({ time: new Date(0), exitCode: 1 });
  expect(parsed(host.files.get(RECORD)).ended).toMatchObject({ manifest: null });
  const run = await keepRun(host, historyOf(host, '/w'), sweep);
  await host.writeAtomic('/w/out/sweep_results.json', '[1]');
  await run.end({ time: new Date(0), exitCode: 0 });
  expect(parsed(host.files.get(RECORD))).toMatchObject({
    kept_manifest: null,
    ended: { manifest: nodeHost.sha256('[1]') },
  });
});

test('a run that wrote the same manifest again records it', async () => {
  const host = hostOf({ '/w/out/run_manifest.json': '{"a": 1}' });
  const run = await keepRun(host, historyOf(host, '/w'), start);
  await host.writeAtomic('/w/out/run_manifest.json', '{"a": 1}');
  await run.end({ time: new Date(0), exitCode: 0 });
  expect(parsed(host.files.get(RECORD)).ended).toMatchObject({ manifest: nodeHost.sha256('{"a": 1}') });
});

test('a kept text is found by its hash, and one that was changed is kept again', async () => {
  const host = hostOf({});
  const history = historyOf(host, '/w');
  await keepRun(host, history, start);
  expect(keptText(host, history, hashOf(SPEC))).toBe(SPEC);
  host.files.set(`/w/.kynml/specs/${hashOf(SPEC)}`, 'changed');
  expect(keptText(host, history, hashOf(SPEC))).toBeUndefined();
  expect(keptText(host, history, '../../a.kyn')).toBeUndefined();
  await keepRun(host, history, start);
  expect(keptText(host, history, hashOf(SPEC))).toBe(SPEC);
});

test.each([
  '/w/.kynml',
  '/w/.kynml/specs',
  '/w/.kynml/records',
  `/w/.kynml/specs/${hashOf(NET)}`,
  '/w/.kynml/.gitignore',
])('a link at %s is not followed, and is one warning', async link => {
  const host = hostOf({ [link]: { brokenLink: '/home/me/private' } });
  const run = await keepRun(host, historyOf(host, '/w'), start);
  expect(run.warning).toContain('link');
  expect([...host.files.keys()].filter(path => path.startsWith('/home'))).toEqual([]);
  expect(host.files.get(link)).toEqual({ brokenLink: '/home/me/private' });
  expect(await run.end({ time: new Date(0), exitCode: 0 })).toBeUndefined();
});

test('a file in the place of the folder is one warning', async () => {
  const host = hostOf({ '/w/.kynml': 'mine' });
  const run = await keepRun(host, historyOf(host, '/w'), start);
  expect(run.warning).toContain('a parent folder is a file');
});

test('a manifest that cannot be kept is a warning, and the record exists', async () => {
  const host = hostOf({ '/w/out/run_manifest.json': { unreadable: 'too-large' } });
  const run = await keepRun(host, historyOf(host, '/w'), start);
  expect(run.warning).toContain('/w/out/run_manifest.json was not kept');
  expect(parsed(host.files.get(RECORD)).kept_manifest).toBeNull();
});

test('the workspace is the nearest folder with a history in the work tree, otherwise its top', () => {
  const inTree = hostOf({ '/r/.git/HEAD': '', '/r/a/b/x': '', '/.kynml/x': '' });
  expect(workspaceFolderOf(inTree, '/r/a/b')).toBe('/r');
  inTree.files.set('/r/a/.kynml/.gitignore', '*\n');
  expect(workspaceFolderOf(inTree, '/r/a/b')).toBe('/r/a');
  expect(workspaceFolderOf(hostOf({ '/.kynml/x': '', '/w/a/x': '' }), '/w/a')).toBe('/w/a');
});

test('searches leave out the history', async () => {
  const host = hostOf({ '/w/run_manifest.json': '{}' });
  await keepRun(host, historyOf(host, '/w'), { ...start, folder: '/w' });
  expect([...host.files.keys()].some(path => path.startsWith('/w/.kynml/runs/'))).toBe(true);
  expect([...findFiles(host, '/w', ['spec', 'artifact', 'script'])].flat()).toEqual(['/w/run_manifest.json']);
});

test('of 200 runs of changed specs over changed manifests, everything that was kept stays as it was', async () => {
  const host = hostOf({});
  const kept = new Map<string, unknown>();
  for (let i = 0; i < 200; i++) {
    host.files.set('/w/out/run_manifest.json', `{"of the run before": ${i}}`);
    const text = `input ${i % 50}\n`;
    const run = await keepRun(host, historyOf(host, '/w'), {
      ...start,
      id: i.toString(16).padStart(8, '0'),
      time: new Date(start.time.getTime() + i * 86_400_000),
      spec: { path: '/w/a.kyn', text },
    });
    await run.end({ time: start.time, exitCode: 0 });
    for (const [path, content] of host.files)
      if (path.startsWith('/w/.kynml/')) kept.set(path, kept.get(path) ?? content);
  }
  const count = (part: string) => [...kept.keys()].filter(path => path.startsWith(`/w/.kynml/${part}/`)).length;
  expect(['records', 'runs', 'specs'].map(count)).toEqual([200, 200, 51]);
  expect([...kept].filter(([path, content]) => host.files.get(path) !== content)).toEqual([]);
});
