// `kynml/runTree` over a server.
import { expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import type { Host } from '../../src-shared/host/host';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { nodeHost } from '../nodeHost';
import { startClient } from './client';
import { DOCUMENT, LOCK, STORE } from './dlmClient';

const SPEC = 'train:\n    epochs = 3\n';

const short = (text: string): string => sha256(text).slice(0, 12);

test('the tree follows the files and the buffers', async () => {
  const client = await startClient({
    'a.kyn': SPEC,
    'runs/2026-04-18/run_manifest.json': manifestText({ config_hash: sha256(SPEC), metrics: { mae: 3 } }),
    'sweep_results.json': JSON.stringify([
      {
        combo: { lr: 1 },
        exit_code: 0,
        manifest: JSON.parse(manifestText({ config_hash: sha256(SPEC) })),
        script: 'x',
      },
    ]),
    'look-alike.json': '{"metrics": {"mae": 1}}',
  });
  const tree = async () =>
    (await client.request('kynml/runTree', {}))?.nodes.map(({ label, description, groups }) => [
      label,
      description,
      ...groups.map(v => [v.label, ...v.runs.map(r => r.label)]),
    ]);
  expect(await tree()).toEqual([
    [
      'a.kyn',
      `${short(SPEC)} · not locked · advisory`,
      ['Current version', expect.stringContaining('mae')],
      ['Sweep · 1 done', expect.stringContaining('mae')],
    ],
  ]);
  // The buffer counts, not the file.
  await client.open('a.kyn', `${SPEC}# changed\n`);
  expect(await tree()).toEqual([
    ['a.kyn', `${short(`${SPEC}# changed\n`)} · not locked · advisory · no runs`],
    ['Other runs', '2 runs', ['Unknown spec', expect.any(String)], ['Sweep · 1 done', expect.any(String)]],
  ]);
});

test('a run of a spec with imports that were not recorded is unknown', async () => {
  const importing = `import "net.kyn"\n${SPEC}`;
  const manifest = manifestText({ config_hash: sha256(importing) });
  const client = await startClient({ 'a.kyn': importing, 'net.kyn': '', 'run_manifest.json': manifest });
  const states = async () =>
    (await client.request('kynml/runTree', {}))?.nodes.flatMap(({ label, groups }) =>
      groups.map(v => [label, v.label, ...v.runs.map(r => r.state)]),
    );
  expect(await states()).toEqual([['a.kyn', 'Current version', 'unknown']]);
});

const EXPERIMENT = {
  manifest_schema_version: 1,
  experiment_id: 'trial',
  timestamp_utc: '2026-04-19T17:30:00+00:00',
  git: { sha: '0'.repeat(40), dirty: false, branch: 'main' },
  env: { python: '3.12.1', platform: 'linux' },
  params: {},
  data_provenance: { kind: 'synthetic', seed: 7 },
};
const lock = (source_path: string): string =>
  JSON.stringify({
    backend: 'pytorch',
    config_hash: sha256(SPEC),
    kynml_version: '1',
    schema_version: '1',
    source_path,
  });

test('artifacts that are not runs are listed by kind from what the search read, and follow their files', async () => {
  const read: string[] = [];
  const host: Host = {
    ...nodeHost,
    readBytes: (path, limit) => {
      read.push(path.split('/').slice(-2).join('/'));
      return nodeHost.readBytes(path, limit);
    },
  };
  const files = {
    'work/a.kyn': SPEC,
    'work/kynml.lock': lock('a.kyn'),
    'work/old/kynml.lock': lock('gone.kyn'),
    'work/x/experiment_manifest.json': JSON.stringify(EXPERIMENT),
    'work/y/experiment_manifest.json': '{"manifest_schema_version": 1, "experiment_id": ',
    'work/notes.dlm': DOCUMENT,
    [STORE]: JSON.stringify(LOCK),
  };
  const client = await startClient(files, { options: { trusted: true }, folders: ['work'], host });
  const shown = async () =>
    (await client.request('kynml/runTree', {}))?.nodes
      .filter(({ kind }) => kind !== 'spec')
      .map(({ label, runs }) => [label, ...runs.map(r => `${r.label} | ${r.description}`)]);
  const stores = ['DLM stores', 'notes.dlm | locked · cpu · advisory'];
  const first = await shown();
  expect(first).toEqual([
    stores,
    ['Experiment manifests', expect.stringContaining('trial | 2026-04-19 ')],
    ['Locks of other specs', expect.stringContaining(`${short(SPEC)} · valid · old/kynml.lock`)],
    ['Cannot be read', expect.stringContaining('y/experiment_manifest.json | not valid JSON.')],
  ]);
  const before = read.filter(path => path.endsWith('experiment_manifest.json')).length;
  expect(await shown()).toEqual(first);
  expect(before).toBe(2);
  expect(read.filter(path => path.endsWith('experiment_manifest.json'))).toHaveLength(before);
  client.write('work/notes.dlm', '---\nbase_model: smol\n---\n');
  client.write('work/x/experiment_manifest.json', JSON.stringify({ ...EXPERIMENT, params: 7 }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: ['work/notes.dlm', 'work/x/experiment_manifest.json'].map(path => ({
      uri: client.uri(path),
      type: FileChangeType.Changed,
    })),
  });
  expect((await shown())?.slice(0, 2)).toEqual([
    ['DLM stores', 'notes.dlm | no store'],
    ['Experiment manifests', expect.stringContaining('1 warning')],
  ]);
});

test('the store of a DLM document is not read before the workspace is trusted', async () => {
  const client = await startClient(
    { 'work/notes.dlm': DOCUMENT, [STORE]: JSON.stringify(LOCK) },
    { folders: ['work'], options: { trusted: false } },
  );
  const nodes = (await client.request('kynml/runTree', {}))?.nodes ?? [];
  expect(nodes.map(({ runs }) => runs.map(run => run.description))).toEqual([
    ['not read, because the workspace is not trusted'],
  ]);
});
