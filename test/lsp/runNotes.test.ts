// Names, notes, tags and baselines of runs over a server.

import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import type { Host } from '../../src-shared/host/host';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { startClient } from './client';

const SPEC = 'train:\n    epochs = 3\n';
const run = (mae: number): string => manifestText({ config_hash: sha256(SPEC), metrics: { mae } });
const files = {
  'a.kyn': SPEC,
  'runs/1/run_manifest.json': run(1),
  'runs/2/run_manifest.json': run(2),
  's/sweep_results.json': JSON.stringify([
    { combo: { lr: 1 }, exit_code: 0, manifest: JSON.parse(run(3)), script: 'x' },
  ]),
  'other/run_manifest.json': manifestText(),
};

async function start(trusted = true, host = nodeHost) {
  const client = await startClient(files, { options: { commands: true, trusted }, host });
  const uri = (path: string): string => client.uri(path);
  const runs = async () =>
    (await client.request('kynml/runTree', {}))?.nodes.flatMap(n => n.groups.flatMap(g => g.runs)) ?? [];
  const labels = async () => (await runs()).map(r => `${r.mark ?? ''} ${r.label} ${r.description}`);
  return { client, uri, runs, labels };
}

test('a name, tags and a note are written, shown and read again', async () => {
  const { client, uri, labels } = await start();
  const one = uri('runs/1/run_manifest.json');
  const change = { name: ' the\none ', tags: 'paper, best', note: 'Try\nagain' };
  expect(await client.request('kynml/writeNote', { uri: one, change })).toEqual({ ok: true });
  expect(await client.request('kynml/runNote', { uri: one })).toEqual({
    label: 'runs/1/run_manifest.json',
    name: 'the one',
    note: 'Try\nagain',
    tags: 'best paper',
    spec: 'a.kyn',
    isBaseline: false,
  });
  expect((await labels()).join('\n')).toMatch(/the one · mae 1 · seed 42 .* #best · #paper/);
  expect(await client.request('kynml/runNote', { uri: uri('a.kyn') })).toBeNull();
});

test('changes at the same time are all kept', async () => {
  // Between the look at a file and its replacement is a moment.
  const writeAtomic: Host['writeAtomic'] = async (path, text, isExpected = () => true) => {
    if (!isExpected(nodeHost.readBytes(path))) return { ok: false, message: 'it changed' };
    await pause(20);
    return nodeHost.writeAtomic(path, text);
  };
  const { client, uri } = await start(true, { ...nodeHost, writeAtomic });
  const one = uri('runs/1/run_manifest.json');
  const changes = [{ name: 'n' }, { tags: 't' }, { note: 'o' }];
  await Promise.all(changes.map(change => client.request('kynml/writeNote', { uri: one, change })));
  expect(await client.request('kynml/runNote', { uri: one })).toMatchObject({ name: 'n', tags: 't', note: 'o' });
});

test('what cannot be kept is a message', async () => {
  const { client, uri } = await start();
  const one = uri('runs/1/run_manifest.json');
  expect(await client.request('kynml/writeNote', { uri: one, change: { tags: 'a"b' } })).toEqual({
    ok: false,
    message: '`a"b` cannot be a tag. A tag has at most 50 characters and no quotes, blanks or commas.',
  });
  expect(await client.request('kynml/writeNote', { uri: uri('a.kyn'), change: { name: 'x' } })).toEqual({
    ok: false,
    message: 'There is no run in this file.',
  });
});

test('the baseline of a spec, and the run that a run is compared with', async () => {
  const { client, uri, labels } = await start();
  const [one, two, entry] = [
    uri('runs/1/run_manifest.json'),
    uri('runs/2/run_manifest.json'),
    `${uri('s/sweep_results.json')}#0`,
  ];
  const baseline = (of: string) => client.request('kynml/baseline', { uri: of });
  expect(await baseline(two)).toEqual({ state: 'none' });
  expect(await client.request('kynml/setBaseline', { uri: one, isBaseline: true })).toEqual({ ok: true });
  expect(await baseline(two)).toEqual({ state: 'found', uri: one });
  expect(await baseline(one)).toEqual({ state: 'itself' });
  expect((await labels()).filter(l => l.startsWith('baseline'))).toHaveLength(1);
  await client.request('kynml/setBaseline', { uri: entry, isBaseline: true });
  expect(await baseline(two)).toEqual({ state: 'found', uri: entry });
  await client.request('kynml/setBaseline', { uri: entry, isBaseline: false });
  expect(await baseline(two)).toEqual({ state: 'none' });
});

test('of two runs with one content, only the one that was marked is the baseline and has the name', async () => {
  const { client, uri, runs } = await start();
  const [one, copy] = [uri('runs/1/run_manifest.json'), uri('runs/0/run_manifest.json')];
  client.write('runs/0/run_manifest.json', run(1));
  const changed = (type: FileChangeType, of: string) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: of, type }] });
  await changed(FileChangeType.Created, copy);
  await client.request('kynml/setBaseline', { uri: one, isBaseline: true });
  await client.request('kynml/writeNote', { uri: one, change: { name: 'first' } });
  await client.request('kynml/writeNote', { uri: copy, change: { name: 'second' } });
  const marked = async () => (await runs()).filter(r => r.mark === 'baseline').map(r => [r.uri, r.label.split(' ')[0]]);
  expect(await marked()).toEqual([[one, 'first']]);
  expect(await client.request('kynml/baseline', { uri: copy })).toEqual({ state: 'found', uri: one });
  expect(await client.request('kynml/runNote', { uri: copy })).toMatchObject({ name: 'second', isBaseline: false });
  // Its folder is renamed.
  const moved = uri('runs/moved/run_manifest.json');
  client.write('runs/moved/run_manifest.json', run(1));
  client.write('runs/1/run_manifest.json', run(7));
  await changed(FileChangeType.Created, moved);
  await changed(FileChangeType.Changed, one);
  expect(await client.request('kynml/runNote', { uri: moved })).toMatchObject({ name: 'first', isBaseline: true });
});

test('only a run whose spec is known can be a baseline, and a baseline that was deleted is said', async () => {
  const { client, uri } = await start();
  const other = uri('other/run_manifest.json');
  expect(await client.request('kynml/setBaseline', { uri: other, isBaseline: true })).toMatchObject({
    ok: false,
    message: expect.stringContaining('The spec of this run is not known'),
  });
  expect(await client.request('kynml/baseline', { uri: other })).toEqual({ state: 'unknown' });
  const one = uri('runs/1/run_manifest.json');
  await client.request('kynml/setBaseline', { uri: one, isBaseline: true });
  client.write('runs/1/run_manifest.json', run(9));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: one, type: FileChangeType.Changed }],
  });
  expect(await client.request('kynml/baseline', { uri: one })).toEqual({ state: 'gone' });
});

test('a workspace that is not trusted has no notes, and none is written', async () => {
  const { client, uri, labels } = await start(false);
  client.write(
    `.kynml/notes/${sha256(run(1))}.json`,
    JSON.stringify({ run: sha256(run(1)), version: 1, name: 'from elsewhere' }),
  );
  expect((await labels()).join()).not.toContain('from elsewhere');
  expect(
    await client.request('kynml/writeNote', { uri: uri('runs/1/run_manifest.json'), change: { name: 'x' } }),
  ).toEqual({ ok: false, message: 'The workspace is not trusted, so nothing is written in its folder .kynml.' });
});

test('the client hears of notes that another program changed', async () => {
  const { client } = await start();
  const told = new Promise<readonly string[]>(resolve =>
    client.connection.onNotification('kynml/changed', ({ uris }: { uris: readonly string[] }) => resolve(uris)),
  );
  const note = `.kynml/notes/${sha256(run(1))}.json`;
  client.write(note, '{');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(note), type: FileChangeType.Created }],
  });
  expect(await told).toContain(client.uri(note));
  const tree = await client.request('kynml/runTree', {});
  expect(tree?.message).toContain(`${note} is not used: it is not valid JSON.`);
  expect(tree?.message).not.toContain(`/${note}`);
});

test('a manifest that cannot be read is in the tree with its reason', async () => {
  const client = await startClient({ 'a.kyn': SPEC, 'runs/1/run_manifest.json': '{"config_hash": ' });
  const nodes = (await client.request('kynml/runTree', {}))?.nodes ?? [];
  expect(nodes.at(-1)).toMatchObject({ kind: 'unreadable', runs: [{ label: 'runs/1/run_manifest.json' }] });
  expect(nodes.at(-1)?.runs[0]?.description).toMatch(/^not valid JSON\. /);
  // Other programs have files with this name.
  const foreign = await startClient({ 'runs/1/run_manifest.json': new Uint8Array([0xff, 0x80, 0x81]) });
  expect((await foreign.request('kynml/runTree', {}))?.nodes).toEqual([]);
});

test('what is missing of a sweep comes from the spec as it is now', async () => {
  const spec = 'params:\n    lr = 1\n\ntrain:\n    epochs = $lr\n\nsweep:\n    lr = [1, 2, 3]\n';
  const manifest = JSON.parse(manifestText({ config_hash: sha256(spec) }));
  const client = await startClient({
    'a.kyn': spec,
    's/sweep_results.json': JSON.stringify([{ combo: { lr: 1 }, exit_code: 0, manifest, script: 'x' }]),
  });
  const [node] = (await client.request('kynml/runTree', {}))?.nodes ?? [];
  expect(node?.groups[0]).toMatchObject({ kind: 'sweep', label: 'Sweep · 1 of 3 done · 2 missing', description: 's' });
  expect(node?.groups[0]?.runs.map(r => r.label).slice(1)).toEqual(['did not run · lr=2', 'did not run · lr=3']);
});

test('the setting for the first metric', async () => {
  const metrics = { mae: 1, rmse: 2 };
  const client = await startClient(
    { 'a.kyn': SPEC, 'run_manifest.json': manifestText({ config_hash: sha256(SPEC), metrics }) },
    { settings: { runs: { headlineMetric: 'rmse' } } },
  );
  // The settings arrive after the start.
  const label = async () => (await client.request('kynml/runTree', {}))?.nodes[0]?.groups[0]?.runs[0]?.label;
  await expect.poll(label).toBe('rmse 2 · seed 42');
});
