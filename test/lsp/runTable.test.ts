// `kynml/runTable` and `kynml/exportRuns` over a server.
import { expect, test } from 'vitest';
import type { RunExportFormat } from '../../src-shared/protocol/runTableView';
import { kyn, manifestText, sha256 } from '../cli/cliEnvironment';
import { startClient } from './client';
import { texts } from './tableTexts';

const spec = (epochs: number): string => `train:\n    epochs = ${epochs}\n`;
const run = (epochs: number, more: Record<string, unknown> = {}): string =>
  manifestText({ config_hash: sha256(spec(epochs)), ...more });

const FILES = {
  'a.kyn': spec(3),
  'runs/2026-04-18/run_manifest.json': run(3, { metrics: { mae: 3, odd: '=cmd()' } }),
  'runs/2026-04-19/run_manifest.json': run(3, {
    metrics: { mae: 2 },
    seed: 7,
    env: { platform: 'Linux', python: '3.11.9', torch: '2.4.0' },
  }),
  'runs/2026-04-20/run_manifest.json': run(5, { metrics: { mae: 1 }, data_hash: null }),
  'sweep/sweep_results.json': JSON.stringify([
    { combo: { lr: 0.1 }, exit_code: 0, manifest: JSON.parse(run(3)), script: 'combo-0000/train.py' },
    { combo: { lr: 0.2 }, exit_code: 3, manifest: null, script: 'combo-0001/train.py' },
  ]),
  'look-alike.json': '{"metrics": {"mae": 1}}',
};

test('all runs of the workspace, the newest first, with settings, environment and metrics', async () => {
  const client = await startClient(FILES);
  const view = await client.request('kynml/runTable', {});
  expect(texts(view, 'path').slice(2)).toEqual([
    'runs/2026-04-20/run_manifest.json',
    'runs/2026-04-19/run_manifest.json',
    'runs/2026-04-18/run_manifest.json',
  ]);
  expect(texts(view, 'train.epochs').slice(2)).toEqual([undefined, '3', '3']);
  expect(texts(view, 'env.torch').slice(2)).toEqual([undefined, '2.4.0', undefined]);
  expect(texts(view, 'state').slice(2)).toEqual(['unknown', 'current', 'current']);
  expect(view?.runs[2]).toMatch(/^file:.*2026-04-20\/run_manifest\.json$/);
  expect(view?.title).toBeUndefined();
});

test('one file alone, in its order; none for a file without runs', async () => {
  const client = await startClient(FILES);
  const view = await client.request('kynml/runTable', { file: client.uri('sweep/sweep_results.json') });
  expect(view).toMatchObject({ title: 'sweep/sweep_results.json' });
  expect(view?.runs.map(uri => uri?.replace(/.*#/, '#'))).toEqual(['#0', '#1']);
  expect(texts(view, 'combo.lr')).toEqual(['0.1', '0.2']);
  expect(texts(view, 'status')).toEqual(['finished', 'failed (exit code 3)']);
  expect(await client.request('kynml/runTable', { file: client.uri('look-alike.json') })).toBeNull();
});

test('selected runs and files alone, and how many of them have no runs', async () => {
  const client = await startClient(FILES);
  const selected = ['runs/2026-04-19/run_manifest.json', 'sweep/sweep_results.json', 'look-alike.json'];
  const view = await client.request('kynml/runTable', { selected: selected.map(path => client.uri(path)) });
  expect(texts(view, 'path').sort()).toEqual([
    'runs/2026-04-19/run_manifest.json',
    'sweep/sweep_results.json#0',
    'sweep/sweep_results.json#1',
  ]);
  expect(view?.remarks).toEqual([
    expect.stringContaining('Only the selected runs are shown.'),
    '1 of the 3 selected files has no runs.',
  ]);
  const entry = await client.request('kynml/runTable', { selected: [`${client.uri('sweep/sweep_results.json')}#1`] });
  expect(texts(entry, 'path')).toEqual(['sweep/sweep_results.json#1']);
  expect(entry?.remarks).toEqual([expect.stringContaining('Only the selected runs are shown.')]);
});

test('the baseline is compared with each run', async () => {
  const client = await startClient(FILES);
  const baseline = client.uri('runs/2026-04-18/run_manifest.json');
  const view = await client.request('kynml/runTable', { baseline });
  expect([view?.baselines, view?.baselineOf]).toEqual([[4], [4, 4, 4, 4, 4]]);
  expect(view?.comparability?.map(i => view.comparabilities?.[i]?.verdict).slice(2)).toEqual([
    'not-comparable',
    'comparable',
    'baseline',
  ]);
});

test('what was verified is in the trust of each run', async () => {
  const client = await startClient(FILES, { options: { trusted: true } });
  const trust = async () => texts(await client.request('kynml/runTable', {}), ':trust').slice(2);
  expect(await trust()).toEqual(['no data hash', 'not verified', 'not verified']);
  expect(await client.request('kynml/verify', {})).toMatchObject({ state: 'done' });
  expect(await trust()).toEqual(['no data hash', 'verified in part', 'verified in part']);
});

test.each<RunExportFormat>(['csv', 'markdown', 'latex', 'json'])('%s has the bytes of `kyn runs`', async format => {
  const { 'sweep/sweep_results.json': _, ...files } = FILES;
  const client = await startClient(files);
  const columns = ['path', 'seed', 'mae', 'odd', 'env.torch', 'train.epochs'];
  const view = await client.request('kynml/runTable', {});
  const runs = view?.runs.flatMap(uri => uri ?? []) ?? [];
  const exported = await client.request('kynml/exportRuns', { format, columns, runs });
  const inMemory = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/${path}`, text]));
  const printed = await kyn({ files: inMemory }, 'runs', '--format', format, '--columns', columns.join(','));
  expect(printed.stdout).toContain('2026-04-18');
  expect(exported).toBe(printed.stdout);
});

test('an export has the runs and the order of the table', async () => {
  const client = await startClient(FILES);
  const runs = ['runs/2026-04-19', 'runs/2026-04-20'].map(folder => client.uri(`${folder}/run_manifest.json`));
  expect(await client.request('kynml/exportRuns', { format: 'csv', columns: ['mae'], runs })).toBe('mae\n2\n1\n');
});

test('the results of a sweep with what is missing', async () => {
  const text = 'params:\n    lr = 1\n\nsweep:\n    lr = [0.1, 0.2, 0.3]\n';
  const entry = (lr: number) => ({
    combo: { lr },
    exit_code: 0,
    manifest: JSON.parse(manifestText({ config_hash: sha256(text) })),
    script: 'x',
  });
  const client = await startClient({ 'a.kyn': text, 'sweep_results.json': JSON.stringify([entry(0.1), entry(0.3)]) });
  const view = await client.request('kynml/runTable', { file: client.uri('sweep_results.json') });
  expect(view?.remarks).toEqual(['2 of 3 combinations are done, 1 is missing.']);
  expect(texts(view, 'combo.lr')).toEqual(['0.1', '0.3', '0.2']);
  expect(texts(view, 'status')).toEqual(['finished', 'finished', 'missing (it has not run)']);
  expect(view?.runs[2]).toBeNull();
});

test('a column whose key has hidden characters or a line end is one line on the page, and is in the export', async () => {
  const [odd, token] = ['loss\u202e\n=x', `ghp_${'a1'.repeat(18)}`];
  const metrics = (a: number) => ({ metrics: { [odd]: a, [token]: a + 1, [`${token}b2`]: a + 2 } });
  const client = await startClient({
    'a/run_manifest.json': run(3, metrics(1)),
    'b/run_manifest.json': run(3, metrics(2)),
  });
  const view = await client.request('kynml/runTable', {});
  const keys = view?.columns.filter(c => c.group === 'metrics').map(c => c.key) ?? [];
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(3);
  expect(keys.join(' ')).not.toMatch(/[\n\u202e]|a1a1/);
  const columns = keys.filter(key => key.includes('loss'));
  const runs = view?.runs.flatMap(uri => uri ?? []) ?? [];
  const exported = await client.request('kynml/exportRuns', { format: 'csv', columns, runs });
  expect(exported?.split('\n').slice(-3, -1).sort()).toEqual(['1', '2']);
});
