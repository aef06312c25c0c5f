// The history of runs that the editor starts with the official tool, and the copies of overwritten manifests in the list of runs.
import { mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { manifestText } from '../cli/cliEnvironment';
import { startClient, type TestClient } from './client';
import { sha } from './lockFixture';

const NET = 'model M:\n    input 2\n    dense 1 linear\n';
const SPEC = 'import "net.kyn"\n\ntrain:\n    model = M\n';
const FILES = { 'net.kyn': NET, 'sub/a.kyn': SPEC.replace('net', '../net') };
const TEXT = FILES['sub/a.kyn'];
const TIME = '2026-04-18T17:30:05.000Z';
const TRUSTED = { options: { commands: true, trusted: true } } as const;

function writeManifest(client: TestClient, text: string): void {
  client.write('run_manifest.json', text);
  utimesSync(client.path('run_manifest.json'), new Date(TIME), new Date(TIME));
}

// The scan of the workspace may have ended before the manifest was written.
const changed = (client: TestClient): Promise<void> =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('run_manifest.json'), type: FileChangeType.Changed }],
  });

const names = (client: TestClient, part: string): string[] => readdirSync(client.path(`.kynml/${part}`));
const keep = (client: TestClient) => client.request('kynml/keepManifest', { folder: client.uri('') });
const keepRun = (client: TestClient) =>
  client.request('kynml/keepRun', {
    uri: client.uri('sub/a.kyn'),
    folder: client.uri(''),
    command: 'train',
    tool: '/opt/kynml',
    params: [['lr', '0.1']],
  });

test('a manifest is kept once, and listed as a copy with the time of its run after it was overwritten', async () => {
  const client = await startClient(FILES, TRUSTED);
  expect(await keep(client)).toEqual({ ok: true, uri: null });
  writeManifest(client, manifestText({ seed: 1, config_hash: sha(TEXT) }));
  const kept = await keep(client);
  expect(kept).toMatchObject({ ok: true, uri: expect.stringMatching(/\.kynml\/runs\/2026-04-18T17-30-05\.000Z-/) });
  expect(await keep(client)).toEqual(kept);
  expect(names(client, 'runs')).toHaveLength(1);
  client.write('run_manifest.json', manifestText({ seed: 2, config_hash: sha(TEXT) }));
  await changed(client);
  const list = await client.request('kynml/runs', {});
  expect(list.map(({ time, isKept }) => [time === TIME, isKept])).toEqual([
    [false, undefined],
    [true, true],
  ]);
  expect(list[1]).toMatchObject({ state: 'unknown', imports: 'unknown', spec: 'sub/a.kyn' });
});

test('a lens does not count the copy of a manifest that still exists', async () => {
  const client = await startClient(FILES, TRUSTED);
  writeManifest(client, manifestText({ config_hash: sha(TEXT) }));
  await keep(client);
  await changed(client);
  await client.request('kynml/runs', {});
  await client.open('sub/a.kyn', TEXT);
  const counts = async () => (await client.lensTitles('sub/a.kyn')).filter(title => /^\d runs?\b/.test(title));
  expect(await counts()).toEqual([expect.stringMatching(/^1 run\b/)]);
  client.write('run_manifest.json', manifestText({ seed: 7, config_hash: sha(TEXT) }));
  await changed(client);
  await client.request('kynml/runs', {});
  expect(await counts()).toEqual([expect.stringMatching(/^2 runs\b/)]);
});

test('a run of the official tool keeps its texts, its params and how it ended', async () => {
  const client = await startClient(FILES, TRUSTED);
  writeManifest(client, manifestText({ seed: 1 }));
  const run = await keepRun(client);
  if (!run.ok) throw new Error(run.message);
  expect(run.warning).toBeUndefined();
  expect(names(client, 'specs').sort()).toEqual([sha(TEXT), sha(NET)].sort());
  const record = () => JSON.parse(readFileSync(client.path(`.kynml/records/${run.id}.json`), 'utf8'));
  expect(record()).toMatchObject({
    command: 'train',
    tool: '/opt/kynml',
    overrides: { lr: '0.1' },
    spec: { path: 'sub/a.kyn', config_hash: sha(TEXT) },
    imports: [{ path: 'net.kyn' }],
    kept_manifest: `.kynml/runs/${names(client, 'runs')[0]}`,
    ended: null,
  });
  const text = manifestText({ seed: 2 });
  client.write('run_manifest.json', text);
  await client.request('kynml/runEnded', { id: run.id, exitCode: 0 });
  expect(record().ended).toMatchObject({ exit_code: 0, manifest: sha(text) });
  // A run ends once.
  expect(await client.request('kynml/runEnded', { id: run.id, exitCode: 1 })).toBeNull();
  expect(record().ended).toMatchObject({ exit_code: 0 });
});

test('a run is current where its record has every import as it is now, and unknown where it has only some', async () => {
  const [inner, net] = ['param a = 1\n', `import "inner.kyn"\n${NET}`];
  const run = manifestText({ config_hash: sha(TEXT) });
  const state = async (texts: Record<string, string>) => {
    const record = {
      spec: { config_hash: sha(TEXT), path: 'sub/a.kyn' },
      imports: Object.entries(texts).map(([path, text]) => ({ config_hash: sha(text), path })),
      overrides: {},
      folder: '.',
      ended: { manifest: sha(run), time: TIME, exit_code: 0 },
    };
    const kept = { '.kynml/records/a.json': JSON.stringify(record), 'run_manifest.json': run };
    const client = await startClient({ ...FILES, 'net.kyn': net, 'inner.kyn': inner, ...kept }, TRUSTED);
    return (await client.request('kynml/runs', {})).map(listed => listed.state);
  };
  expect(await state({ 'net.kyn': net, 'inner.kyn': inner })).toEqual(['current']);
  expect(await state({ 'net.kyn': net })).toEqual(['unknown']);
  expect(await state({ 'net.kyn': NET })).toEqual(['stale']);
});

test('nothing is written without trust', async () => {
  const client = await startClient(FILES, { options: { commands: true, trusted: false } });
  writeManifest(client, manifestText({ seed: 1 }));
  expect(await keep(client)).toEqual({ ok: false, message: 'the workspace is not trusted' });
  expect(await keepRun(client)).toEqual({ ok: false, message: 'the workspace is not trusted' });
  expect(readdirSync(client.folder)).not.toContain('.kynml');
});

test('a history that cannot be written is reported', async () => {
  const client = await startClient({ ...FILES, '.kynml': 'a file' }, TRUSTED);
  writeManifest(client, manifestText({ seed: 1 }));
  expect(await keep(client)).toMatchObject({ ok: false, message: expect.stringContaining('could not be written') });
  expect(await keepRun(client)).toMatchObject({ ok: true, warning: expect.stringContaining('could not be written') });
});

test('files in the history that are not copies of manifests are not listed', async () => {
  const client = await startClient(FILES, TRUSTED);
  mkdirSync(client.path('.kynml/runs'), { recursive: true });
  client.write('.kynml/runs/notes.json', manifestText({ seed: 1 }));
  client.write('.kynml/runs/2026-04-18T17-30-05.123Z-13e9f1e1db50.json', '{}');
  expect(await client.request('kynml/runs', {})).toEqual([]);
});
