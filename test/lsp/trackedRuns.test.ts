// Runs of other trackers in the lists of the server.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import packageJson from '../../package.json';
import { StartGate } from '../../server/src/lsp/base/startGate';
import { Files } from '../../server/src/lsp/workspace/files';
import { Inventory } from '../../server/src/lsp/workspace/inventory';
import { TrackedRuns } from '../../server/src/lsp/workspace/trackedRuns';
import type { DiffAnswer } from '../../src-shared/protocol/requests';
import { RunIndex } from '../../src-shared/runs/index/runIndex';
import { allSteps } from '../../src-shared/runs/steps';
import { trackers } from '../../src-shared/runs/trackers/kinds';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import {
  dvcProject,
  hostOf,
  hydraJob,
  mlflowRun,
  offlineRun,
  sacredRun,
  trainLock,
  type Files as Written,
} from '../runs/trackers/stores';
import { startClient, type TestClient } from './client';
import { texts } from './tableTexts';

const EXPERIMENT = 'mlruns/866294776621734270';
const MLFLOW = `${EXPERIMENT}/9d56b8b7a1c145e28169e8c788f01d68`;
const ONE = mlflowRun({ params: { lr: '0.1' }, metrics: { auc: '1767458000183 0.9 1\n' } });
const ALL: Written = {
  ...ONE,
  ...offlineRun('1b2c3d4e'),
  ...dvcProject({ 'dvc.lock': trainLock(), 'metrics.json': '{"auc": 0.8}' }),
};

const inFolder = (files: Written): Record<string, string | Uint8Array> =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace(/^\/w\//, ''), content as string | Uint8Array]),
  );

async function treeOf(client: TestClient) {
  const tree = await client.request('kynml/runTree', {});
  return tree?.nodes.flatMap(node => [...node.runs, ...node.groups.flatMap(group => group.runs)]) ?? [];
}

const places = async (client: TestClient): Promise<string[]> =>
  (await treeOf(client)).map(({ uri }) => uri.slice(client.uri('').length).replace(/^\//, '')).sort();

const changed = (client: TestClient, path: string, type: FileChangeType): Promise<void> =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(path), type }] });

test('runs of other trackers are in the tree, each by the file that opens', async () => {
  const client = await startClient(inFolder(ALL));
  const wandb = 'wandb/offline-run-20261128_165017-1b2c3d4e/run-1b2c3d4e.wandb';
  expect(await places(client)).toEqual(['dvc/dvc.lock', `${MLFLOW}/meta.yaml`, wandb]);
  const runs = await treeOf(client);
  expect(runs.map(({ artifact }) => artifact).sort()).toEqual(['dvc-run', 'mlflow-run', 'wandb-run']);
  expect(runs.find(({ artifact }) => artifact === 'mlflow-run')?.label).toBe('masked-trout-303 · auc 0.9000');
  const listed = await client.request('kynml/runs', {});
  expect(listed.map(({ isTracked }) => isTracked)).toEqual([true, true, true]);
  expect(listed.map(({ kind }) => kind).sort()).toEqual(['dvc-run', 'mlflow-run', 'wandb-run']);
  expect(listed.find(({ kind }) => kind === 'mlflow-run')?.name).toBe('masked-trout-303');
});

test('a run of another tracker cannot be the baseline of a spec, and the message says what to do', async () => {
  const client = await startClient(inFolder(ONE), { options: { commands: true, trusted: true } });
  const uri = client.uri(`${MLFLOW}/meta.yaml`);
  expect(await client.request('kynml/setBaseline', { uri, isBaseline: true })).toEqual({
    ok: false,
    message: expect.stringContaining('A run of another tracker has no spec'),
  });
});

test('a change below the folder of a run refreshes that run, and a deletion removes it', async () => {
  const client = await startClient(inFolder(ALL));
  const label = async () => (await treeOf(client)).find(({ artifact }) => artifact === 'mlflow-run')?.label;
  expect(await label()).toContain('auc 0.9');
  client.write(`${MLFLOW}/metrics/auc`, '1767458000183 0.9 1\n1767458000184 0.95 2\n');
  await changed(client, `${MLFLOW}/metrics/auc`, FileChangeType.Changed);
  await expect.poll(label).toContain('auc 0.95');
  await expect.poll(() => client.changed.flat()).toContain(client.uri(`${MLFLOW}/meta.yaml`));
  rmSync(client.path(MLFLOW), { recursive: true });
  await changed(client, MLFLOW, FileChangeType.Deleted);
  await expect.poll(label).toBeUndefined();
  expect(await places(client)).toHaveLength(2);
});

test('the client watches the files that trackers write when a run ends', async () => {
  const client = await startClient({});
  await expect.poll(() => JSON.stringify(client.registered)).toContain('"**/{meta,params,dvc}.yaml","kind":2');
  expect(JSON.stringify(client.registered)).toContain('"**/*.{wandb,tsv}","kind":2');
});

test('a run that appears is found by its files, or by its folder', async () => {
  const client = await startClient({ 'a.kyn': '' });
  expect(await places(client)).toEqual([]);
  for (const [path, content] of Object.entries(inFolder(ONE))) client.write(path, content);
  await changed(client, `${MLFLOW}/meta.yaml`, FileChangeType.Created);
  await expect.poll(() => places(client)).toEqual([`${MLFLOW}/meta.yaml`]);
  for (const [path, content] of Object.entries(inFolder(offlineRun('1b2c3d4e')))) client.write(path, content);
  await changed(client, 'wandb', FileChangeType.Created);
  await expect.poll(() => places(client)).toHaveLength(2);
});

test('a run that was deleted in its tracker is not listed, and what is not read is said', async () => {
  const client = await startClient(
    inFolder({ ...mlflowRun({ meta: { lifecycle_stage: 'deleted' } }), '/w/mlflow.db': '', '/w/a.kyn': '' }),
  );
  expect(await places(client)).toEqual([]);
  expect((await client.request('kynml/runTree', {}))?.message).toContain(
    'mlflow.db is not read, so the runs in it are not listed.',
  );
});

test('requests are answered between the folders of the search, which can be cancelled', async () => {
  let time = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => (time += 100));
  onTestFinished(() => now.mockRestore());
  const gate = new StartGate();
  const host = hostOf(ALL);
  const inventory = new Inventory(host, new Files(host), gate);
  gate.open();
  const seen = new Set<number>();
  const count = (): number => [...inventory.index.all()].length;
  let isDone = false;
  void inventory.scan(['/w']).then(() => (isDone = true));
  while (!isDone) {
    seen.add(count());
    await new Promise(setImmediate);
  }
  expect([...seen].sort()).toEqual([0, 1, 2, 3]);
  const again = inventory.scan(['/w']);
  inventory.cancel();
  await again;
  expect(inventory.isFilled).toBe(false);
});

test('a lock of DVC stays a run when its file changes', async () => {
  const files = dvcProject({ 'dvc.lock': trainLock() });
  const host = hostOf(files);
  const inventory = new Inventory(host, new Files(host), new StartGate());
  await Promise.all([inventory.scan(['/w']), inventory.demand()]);
  inventory.add('/w/dvc/dvc.lock');
  expect(inventory.index.get('/w/dvc/dvc.lock')?.rows).toHaveLength(1);
});

test('no more runs are kept than the limit, and this is said', () => {
  const second = 'a'.repeat(32);
  const index = new RunIndex();
  const tracked = new TrackedRuns(hostOf({ ...ONE, ...mlflowRun({ id: second }) }), index, 1);
  allSteps(tracked.search('/w'));
  expect([...index.all()]).toHaveLength(1);
  expect(tracked.gaps).toEqual([
    { path: '/w', text: expect.stringContaining('more runs of other trackers than the 1') },
  ]);
});

test('a folder that left the workspace takes its runs with it', async () => {
  const host = hostOf({ ...ONE, '/x/dvc.lock': trainLock() });
  const inventory = new Inventory(host, new Files(host), new StartGate());
  await Promise.all([inventory.scan(['/w', '/x']), inventory.demand()]);
  const paths = () => [...inventory.index.all()].map(({ path }) => path);
  expect(paths()).toEqual([`/w/${MLFLOW}/meta.yaml`, '/x/dvc.lock']);
  await inventory.scan(['/w']);
  expect(paths()).toEqual([`/w/${MLFLOW}/meta.yaml`]);
});

const SPEC = 'train:\n    epochs = 10\n    seed = 7\n';

test('the table has the settings, versions and metrics of runs of several tools, next to ours', async () => {
  const client = await startClient({
    ...inFolder(ALL),
    'a.kyn': SPEC,
    'runs/1/run_manifest.json': manifestText({ config_hash: sha256(SPEC), metrics: { auc: 0.7 } }),
  });
  const view = await client.request('kynml/runTable', {});
  const kinds = texts(view, 'kind');
  const ofKind = (key: string) => new Map(texts(view, key).map((text, i) => [kinds[i], text]));
  expect(kinds.toSorted()).toEqual(['dvc-run', 'kynml-run-manifest', 'mlflow-run', 'wandb-run']);
  expect(ofKind('auc').get('mlflow-run')).toBe('0.9000');
  expect(ofKind('auc').get('kynml-run-manifest')).toBe('0.7000');
  expect(ofKind('lr').get('mlflow-run')).toBe('0.1');
  expect([ofKind('train.epochs').get('dvc-run'), ofKind('train.epochs').get('kynml-run-manifest')]).toEqual([
    '10',
    '10',
  ]);
  expect(view?.columns.find(({ key }) => key === 'lr')?.group).toBe('settings');
});

test('the table and its exports name a run by its folder, as the command line does, and open its main file', async () => {
  const client = await startClient(inFolder({ ...ONE, ...hydraJob('/w/job') }));
  const view = await client.request('kynml/runTable', {});
  const names = view?.columns.find(({ key }) => key === 'path')?.values.map(({ text }) => text);
  expect(names?.toSorted()).toEqual(['job', MLFLOW]);
  expect(view?.runs.toSorted()).toEqual([client.uri('job/.hydra/config.yaml'), client.uri(`${MLFLOW}/meta.yaml`)]);
  const runs = view?.runs.flatMap(uri => uri ?? []) ?? [];
  const exported = await client.request('kynml/exportRuns', { runs, columns: ['path'], format: 'json' });
  const paths = JSON.parse(exported ?? '').runs.map(({ path }: { path: string }) => path);
  expect(paths.sort()).toEqual(['job', MLFLOW]);
});

test('a run that was stopped has the status of the command line in the table and in the tree', async () => {
  const client = await startClient(inFolder(sacredRun({ run: { status: 'INTERRUPTED' } })));
  const view = await client.request('kynml/runTable', {});
  expect(texts(view, 'status')).toEqual(['interrupted']);
  const tree = await client.request('kynml/runTree', {});
  expect(JSON.stringify(tree?.nodes)).toContain('"label":"3 · interrupted · seed 1"');
});

test('a baseline of another tool is compared with each run, also with ours', async () => {
  const second = 'a'.repeat(32);
  const client = await startClient({
    ...inFolder({ ...ONE, ...mlflowRun({ id: second, params: { lr: '0.2' } }) }),
    'a.kyn': SPEC,
    'runs/1/run_manifest.json': manifestText({ config_hash: sha256(SPEC) }),
  });
  const view = await client.request('kynml/runTable', { baseline: client.uri(`${MLFLOW}/meta.yaml`) });
  const verdicts = view?.comparability?.map(at => view.comparabilities?.[at]?.text);
  const byRun = new Map(view?.runs.map((uri, i) => [uri?.slice(client.uri('').length + 1), verdicts?.[i]]));
  expect(byRun.get(`${MLFLOW}/meta.yaml`)).toBe('The baseline.');
  expect(byRun.get(`${EXPERIMENT}/${second}/meta.yaml`)).toMatch(/^Not comparable\. The settings differ/);
  expect(byRun.get('runs/1/run_manifest.json')).toMatch(/^Not known whether comparable\. \S/);
});

test('a setting with the name of a column or of a metric has a name of its own', async () => {
  const run = mlflowRun({ params: { auc: 'high', kind: 'x' }, metrics: { auc: '1767458000183 0.9 1\n' } });
  const view = await (await startClient(inFolder(run))).request('kynml/runTable', {});
  expect([texts(view, 'auc'), texts(view, 'config.auc'), texts(view, 'config.kind')]).toEqual([
    ['0.9000'],
    ['high'],
    ['x'],
  ]);
});

const stateOf = (answer: DiffAnswer): unknown[] =>
  answer.ok
    ? [answer.view.verdict, ...(answer.view.identities ?? []).map(({ id, state }) => `${id} ${state}`)]
    : [answer.message];

test('two runs of other trackers are compared by five identities, and what was not recorded is said', async () => {
  const client = await startClient(inFolder(ALL));
  const answer = await client.request('kynml/diff', {
    a: client.uri(`${MLFLOW}/meta.yaml`),
    b: client.uri('dvc/dvc.lock'),
  });
  expect(stateOf(answer)).toEqual([
    'unknown',
    'config unknown',
    'data unknown',
    'code unknown',
    'environment unknown',
    'seed unknown',
  ]);
  if (!answer.ok) return expect.unreachable();
  const { a, b, identities, kindTitle } = answer.view;
  expect(identities?.[1]).toMatchObject({
    title: 'Data',
    reason: expect.stringContaining('MLflow recorded no digest'),
  });
  expect(a).toMatchObject({
    uri: client.uri(`${MLFLOW}/meta.yaml`),
    label: `${MLFLOW}/meta.yaml`,
    detail: expect.stringMatching(/^MLflow run · masked-trout-303 · 2026-01-03 .* · finished$/),
  });
  expect([b.detail, kindTitle]).toEqual(['DVC run · finished', 'runs']);
});

test('a run of another tracker is compared with one of ours by the settings of its spec', async () => {
  const client = await startClient({
    ...inFolder(dvcProject({ 'dvc.lock': trainLock() })),
    'a.kyn': SPEC,
    'runs/1/run_manifest.json': manifestText({ config_hash: sha256(SPEC), seed: 8 }),
    'report.json': '{"a": 1}',
  });
  const compare = (a: string, b: string) => client.request('kynml/diff', { a: client.uri(a), b: client.uri(b) });
  const answer = await compare('runs/1/run_manifest.json', 'dvc/dvc.lock');
  expect(stateOf(answer)).toContain('seed differs');
  const rows = answer.ok ? answer.view.sections.flatMap(section => section.rows) : [];
  expect(rows.find(({ path }) => path === 'config.train.epochs')).toMatchObject({ differs: false });
  expect(stateOf(await compare('dvc/dvc.lock', 'report.json'))).toEqual([expect.stringContaining('report.json')]);
  expect(stateOf(await compare('dvc/dvc.lock', 'a.kyn'))).toEqual([expect.stringContaining('a.kyn')]);
});

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

test('a verification is in the trust of a run, and ends when a file that decided it changes', async () => {
  const lock = trainLock({ data: md5('x\n'), script: md5('y\n'), metrics: md5('{"auc": 0.8}') });
  const client = await startClient(
    inFolder({
      ...ONE,
      ...dvcProject({
        'dvc.lock': lock,
        'dvc.yaml': 'stages:\n  train:\n    cmd: python3 src/train.py\n    metrics:\n    - metrics.json\n',
        'params.yaml': 'train:\n  epochs: 10\n  seed: 7\n',
        'metrics.json': '{"auc": 0.8}',
        'data/train.csv': 'x\n',
        'src/train.py': 'y\n',
      }),
    }),
    { options: { trusted: true } },
  );
  const trust = async () => {
    const view = await client.request('kynml/runTable', {});
    const kinds = texts(view, 'kind');
    return Object.fromEntries(texts(view, ':trust').map((text, i) => [kinds[i], text]));
  };
  expect(await trust()).toEqual({ 'dvc-run': 'not verified', 'mlflow-run': 'not verified' });
  const answer = await client.request('kynml/verify', {});
  const states = answer.state === 'done' ? answer.runs.map(({ uri, state }) => [uri.split('/').at(-1), state]) : [];
  expect(states).toEqual([
    ['dvc.lock', 'unknown'],
    ['meta.yaml', 'unknown'],
  ]);
  const packable = answer.state === 'done' ? answer.runs.map(({ evidence, uri }) => evidence === uri) : [];
  expect(packable).toEqual([true, true]);
  expect(await trust()).toEqual({ 'dvc-run': 'verified', 'mlflow-run': 'verified in part' });
  client.write('dvc/params.yaml', 'train:\n  epochs: 11\n  seed: 7\n');
  await changed(client, 'dvc/params.yaml', FileChangeType.Changed);
  await expect.poll(trust).toMatchObject({ 'dvc-run': 'not verified' });
  client.write('dvc/data/train.csv', 'z\n');
  await client.request('kynml/verify', { uri: client.uri('dvc/dvc.lock') });
  expect(await trust()).toMatchObject({ 'dvc-run': 'data changed' });
});

test('the id of each tracker ends as the menus of the view of runs expect', () => {
  const menus: { command: string; when: string }[] = packageJson.contributes.menus['view/item/context'];
  for (const command of [
    'kynml.compareRuns',
    'kynml.verifyRun',
    'kynml.exportEvidence',
    'kynml.nameRun',
    'kynml.showRunTable',
  ]) {
    const patterns = menus
      .filter(menu => menu.command === command)
      .flatMap(({ when }) => [...when.matchAll(/viewItem =~ \/(.*?)\/ /g)].map(([, pattern = '']) => pattern));
    const isShown = (id: string): boolean => patterns.some(p => new RegExp(p).test(`kynml.artifact.${id}`));
    expect([command, trackers.filter(({ id }) => !isShown(id))]).toEqual([command, []]);
  }
});

test('the view says how many packages of evidence were not searched', async () => {
  const names = ['SHA256SUMS', 'evidence.json', 'ro-crate-metadata.json'];
  const packaged = Object.fromEntries(names.map(name => [`p/${name}`, '{"format": "kyn-evidence"}']));
  const client = await startClient({ ...inFolder(ONE), ...packaged });
  expect((await client.request('kynml/runTree', {}))?.message).toContain('1 package of evidence was not searched.');
});
