// The list and the tree of all runs of a workspace, in parts.
import { expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc/node';
import { joinedTree } from '../../src-shared/protocol/joinedTree';
import type { RunItem, RunTreeView } from '../../src-shared/protocol/views';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { startClient, type TestClient } from './client';

const COUNT = 1100;
const PART = new ProgressType<readonly RunItem[]>();

const start = (): Promise<TestClient> =>
  startClient(
    Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [`runs/${i}.json`, manifestText({ seed: i })])),
  );

async function listed(client: TestClient, onPart: () => void = () => undefined, stop = new CancellationTokenSource()) {
  const parts: (readonly RunItem[])[] = [];
  const listener = client.connection.onProgress(PART, 'runs', part => {
    parts.push(part);
    onPart();
  });
  const params = { partialResultToken: 'runs' };
  const rest = await client.connection.sendRequest<RunItem[]>('kynml/runs', params, stop.token);
  listener.dispose();
  return { parts, rest };
}

test('the parts are the whole list, newest first', async () => {
  const client = await start();
  const { parts, rest } = await listed(client);
  expect([parts.map(part => part.length), rest]).toEqual([[200, 200, 200, 200, 200, 100], []]);
  const whole = await client.request('kynml/runs', {});
  expect(parts.flat()).toEqual(whole);
  const times = whole.map(({ time }) => time);
  expect(times).toEqual([...times].sort().reverse());
  expect(new Set(whole.map(({ uri }) => uri)).size).toBe(COUNT);
});

test('other requests are answered between the parts', async () => {
  const client = await start();
  // The scan and git come first.
  await client.request('kynml/runs', {});
  const answered: string[] = [];
  const list = listed(client, () => answered.push('part'));
  const other = client.request('kynml/run', { uri: client.uri('runs/1.json') });
  await Promise.all([list, other.then(() => answered.push('other'))]);
  expect(answered.filter(what => what === 'part')).toHaveLength(6);
  expect(answered.at(-1)).toBe('part');
});

test('the parts of the tree are the whole tree', async () => {
  const client = await start();
  const parts: RunTreeView[] = [];
  client.connection.onProgress(new ProgressType<RunTreeView>(), 'tree', part => void parts.push(part));
  const params = { partialResultToken: 'tree' };
  const last = await client.connection.sendRequest<RunTreeView>('kynml/runTree', params);
  expect([parts.length, last.nodes, last.total]).toEqual([3, [], COUNT]);
  expect(joinedTree(parts, last)).toEqual(await client.request('kynml/runTree', {}));
});

// The last part may have been sent before the server knows: unsentParts.test.ts cancels after each part.
test('a list that is cancelled ends, and what was sent is the start of the list', async () => {
  const client = await start();
  const stop = new CancellationTokenSource();
  const { parts, rest } = await listed(client, () => stop.cancel(), stop);
  const whole = await client.request('kynml/runs', {});
  expect(parts.length).toBeGreaterThan(0);
  expect([...parts.flat(), ...rest]).toEqual(whole.slice(0, parts.flat().length));
});

test('the runs of the spec that was asked for come first, with its headline metric, the seed and the version', async () => {
  const metrics = { mae: 1, rmse: 2 };
  const run = (spec: string, seed: number): string => manifestText({ config_hash: sha256(spec), seed, metrics });
  const [asked, other] = ['evaluate:\n    metrics = [rmse]\n', 'evaluate:\n    metrics = [mae]\n'];
  const client = await startClient({
    'asked.kyn': asked,
    'other.kyn': other,
    '2026-04-17/run_manifest.json': run(asked, 7),
    '2026-04-18/run_manifest.json': run(other, 8),
  });
  const items = await client.request('kynml/runs', { spec: client.uri('asked.kyn') });
  expect(
    items.map(({ when, metric, seed, spec, state, isAsked }) => [when, metric, seed, spec, state, isAsked]),
  ).toEqual([
    ['about 2026-04-17', 'rmse 2', '7', 'asked.kyn', 'current', true],
    ['about 2026-04-18', 'mae 1', '8', 'other.kyn', 'current', undefined],
  ]);
  const only = await client.request('kynml/runs', { configHash: sha256(other) });
  expect(only.map(({ seed }) => seed)).toEqual(['8']);
});

test('the name and the tags of a run are in the list', async () => {
  const client = await startClient(
    { 'a.json': manifestText({ seed: 1 }), 'b.json': manifestText({ seed: 2 }) },
    { options: { trusted: true } },
  );
  const uri = client.uri('a.json');
  await client.request('kynml/writeNote', { uri, change: { name: 'paper', tags: 'wide ok' } });
  const items = await client.request('kynml/runs', {});
  expect(items.map(({ label, name, tags }) => [label, name, tags]).sort()).toEqual([
    ['a.json', 'paper', ['ok', 'wide']],
    ['b.json', undefined, undefined],
  ]);
});

test('a combination of a sweep is listed by its number where it is asked for', async () => {
  const manifest = manifestText();
  const client = await startClient({
    's/sweep_results.json': JSON.stringify([
      { combo: { lr: 0.1 }, exit_code: 0, manifest: JSON.parse(manifest), script: 'combo-0000/train.py' },
      { combo: { lr: 0.2 }, exit_code: 3, manifest: null, script: 'combo-0001/train.py' },
    ]),
    's/combo-0000/run_manifest.json': manifest,
  });
  const list = async (withEntries: boolean) =>
    (await client.request('kynml/runs', { withEntries })).map(({ uri, values, metric }) => [uri, values, metric]);
  const sweep = client.uri('s/sweep_results.json');
  expect(await list(true)).toEqual([
    [`${sweep}#0`, 'lr=0.1', 'mae 0.5000'],
    [`${sweep}#1`, 'lr=0.2', 'failed (exit code 3)'],
  ]);
  expect(await list(false)).toEqual([[client.uri('s/combo-0000/run_manifest.json'), undefined, 'mae 0.5000']]);
});

test('a run with a metric that is not finite is marked, so that its result is not called a success', async () => {
  const diverged = manifestText().replace('"mae":0.5', '"mae":0.5,"r2":NaN');
  const client = await startClient({ 'a/run_manifest.json': diverged, 'b/run_manifest.json': manifestText() });
  const [a, b] = await Promise.all(
    ['a', 'b'].map(folder => client.request('kynml/run', { uri: client.uri(`${folder}/run_manifest.json`) })),
  );
  expect([a?.hasDiverged, b?.hasDiverged]).toEqual([true, undefined]);
});
