// The baselines in `kynml/runTable`: those of the specs, one for all runs, or none.
import { describe, expect, test } from 'vitest';
import type { RunTableQuery } from '../../src-shared/protocol/runTableView';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { startClient } from './client';

const spec = (epochs: number): string => `train:\n    epochs = ${epochs}\n`;
const run = (epochs: number, mae: number): string =>
  manifestText({ config_hash: sha256(spec(epochs)), metrics: { mae } });
const path = (name: string): string => `runs/${name}/run_manifest.json`;

const FILES = {
  'a.kyn': spec(3),
  'b.kyn': spec(5),
  [path('2026-04-14')]: run(3, 4),
  [path('2026-04-15')]: run(3, 3),
  [path('2026-04-16')]: run(5, 2),
  [path('2026-04-17')]: run(5, 1),
  // Its spec is not known.
  [path('2026-04-18')]: run(7, 9),
};

async function start(more: Readonly<Record<string, string>> = {}) {
  const client = await startClient({ ...FILES, ...more }, { options: { commands: true, trusted: true } });
  const uri = (name: string): string => client.uri(path(name));
  const set = async (name: string, isBaseline = true): Promise<void> =>
    expect(await client.request('kynml/setBaseline', { uri: uri(name), isBaseline })).toEqual({ ok: true });
  const nameOf = (found: string | null | undefined): string | undefined => found?.split('/').at(-2);
  /** The baseline and the difference of `mae` of each run. */
  const compared = async (query: RunTableQuery = {}) => {
    const view = await client.request('kynml/runTable', query);
    const deltas = view?.columns.find(({ key }) => key === 'mae')?.deltas;
    return view?.runs.map((found, i) => {
      const baseline = view.baselineOf?.[i] ?? -1;
      return [nameOf(found), nameOf(view.runs[baseline]), deltas?.[i]?.text].filter(Boolean).join(' ');
    });
  };
  const exported = (query: RunTableQuery) =>
    client.request('kynml/exportRuns', { ...query, format: 'csv', columns: ['mae'], runs: [uri('2026-04-15')] });
  return { client, uri, set, compared, exported };
}

test('each run is compared with the baseline of its spec', async () => {
  const { set, compared } = await start();
  expect(await compared()).toEqual(['2026-04-18', '2026-04-17', '2026-04-16', '2026-04-15', '2026-04-14']);
  await set('2026-04-14');
  await set('2026-04-16');
  expect(await compared()).toEqual([
    '2026-04-18',
    '2026-04-17 2026-04-16 -1',
    '2026-04-16 2026-04-16',
    '2026-04-15 2026-04-14 -1',
    '2026-04-14 2026-04-14',
  ]);
  await set('2026-04-14', false);
  expect((await compared())?.slice(3)).toEqual(['2026-04-15', '2026-04-14']);
});

test('a chosen run is the baseline of all, and null of none', async () => {
  const { set, compared, uri } = await start();
  await set('2026-04-14');
  expect(await compared({ baseline: uri('2026-04-16') })).toEqual([
    '2026-04-18 2026-04-16 +7',
    '2026-04-17 2026-04-16 -1',
    '2026-04-16 2026-04-16',
    '2026-04-15 2026-04-16 +1',
    '2026-04-14 2026-04-16 +2',
  ]);
  expect(await compared({ baseline: null })).toEqual([
    '2026-04-18',
    '2026-04-17',
    '2026-04-16',
    '2026-04-15',
    '2026-04-14',
  ]);
});

test('an export has differences only from one baseline for all runs, as kyn runs has', async () => {
  const { set, exported, uri } = await start();
  await set('2026-04-14');
  expect(await exported({})).toBe('mae\n3\n');
  expect(await exported({ baseline: uri('2026-04-16') })).toBe('mae,mae delta\n3,1\n');
});

test('a run of one spec has the inputs of its baseline only where the imports of both are known', async () => {
  const importing = `import "lib.kyn"\n${spec(3)}`;
  const same = (mae: number) =>
    manifestText({ config_hash: sha256(importing), data_hash: 'd'.repeat(64), seed: 1, metrics: { mae } });
  const files = { 'a.kyn': importing, 'lib.kyn': '', [path('2026-04-14')]: same(1), [path('2026-04-15')]: same(2) };
  const record = (mae: number, lib = '') =>
    JSON.stringify({
      spec: { config_hash: sha256(importing), path: 'a.kyn' },
      imports: [{ config_hash: sha256(lib), path: 'lib.kyn' }],
      overrides: {},
      folder: '.',
      ended: { manifest: sha256(same(mae)), time: '2026-04-18T17:30:05.000Z', exit_code: 0 },
    });
  const compared = async (more = {}) => {
    const client = await startClient({ ...files, ...more }, { options: { commands: true, trusted: true } });
    const [a, b] = ['2026-04-14', '2026-04-15'].map(name => client.uri(path(name)));
    const view = await client.request('kynml/runTable', { baseline: a ?? '' });
    const texts = view?.comparability
      ?.map(i => view.comparabilities?.[i]?.text)
      .filter(text => text !== 'The baseline.');
    const diff = await client.request('kynml/diff', { a: a ?? '', b: b ?? '' });
    return [...(texts ?? []), diff.ok ? diff.view.verdictText : diff.message];
  };
  const records = { '.kynml/records/a.json': record(1), '.kynml/records/b.json': record(2) };
  expect(await compared()).toEqual([
    'Comparable. The spec imports files, and what A and B imported is not known from .kynml, so the inputs may differ.',
    'Comparable',
  ]);
  expect(await compared(records)).toEqual([expect.stringMatching(/^Identical inputs\./), 'Identical inputs']);
  const old = 'param a = 1\n';
  const kept = { [`.kynml/specs/${sha256(old)}`]: old };
  const both = { '.kynml/records/a.json': record(1, old), '.kynml/records/b.json': record(2, old), ...kept };
  expect(await compared(both)).toEqual([expect.stringMatching(/^Identical inputs\./), 'Identical inputs']);
  expect(await compared({ ...both, '.kynml/records/b.json': record(2) })).toEqual([
    'Not comparable. Imported files differ: lib.kyn. The CONFIG_HASH is equal, because it covers only the text of the spec.',
    'Not comparable',
  ]);
  const unread = { '.kynml/records/a.json': record(1, 'other'), '.kynml/records/b.json': record(2, 'other') };
  expect(await compared(unread)).toEqual([expect.stringContaining('what A and B imported is not known'), 'Comparable']);
});

test('one direction of a metric counts for its column and its differences: of two folders that disagree, none', async () => {
  const directed = (direction: string) => JSON.stringify({ runs: { metricDirections: { score: direction } } });
  const scored = (score: number) =>
    manifestText({ config_hash: `${score}`.repeat(64), data_hash: 'd'.repeat(64), metrics: { score } });
  const shown = async (one: string, two: string) => {
    const client = await startClient(
      {
        'one/.kynml.json': directed(one),
        'two/.kynml.json': directed(two),
        'one/a/run_manifest.json': scored(1),
        'two/b/run_manifest.json': scored(2),
      },
      { options: { commands: true, trusted: true }, folders: ['one', 'two'] },
    );
    const view = await client.request('kynml/runTable', { baseline: client.uri('one/a/run_manifest.json') });
    const column = view?.columns.find(({ key }) => key === 'score');
    return [column?.direction, column?.deltas?.flatMap(delta => delta?.tone ?? [])];
  };
  expect(await shown('lower', 'lower')).toEqual(['lower', ['worse']]);
  expect(await shown('higher', 'lower')).toEqual(['unknown', ['neutral']]);
});

/** A sweep of the spec with that many epochs; its runs are in no other file. */
const sweep = (epochs = 3): string =>
  JSON.stringify(
    [6, 5].map((mae, i) => ({
      combo: { lr: i },
      exit_code: 0,
      manifest: JSON.parse(
        manifestText({ config_hash: sha256(spec(epochs)), metrics: { mae }, kynml_version: 'kyn 0.1.0' }),
      ),
      script: 'x',
    })),
  );

async function startSweep(text = sweep()) {
  const { client } = await start({ 'sweep/sweep_results.json': text });
  const file = client.uri('sweep/sweep_results.json');
  const table = async (query: RunTableQuery = {}) => {
    const view = await client.request('kynml/runTable', { file, ...query });
    const { deltas, values = [], at = [] } = view?.columns.find(({ key }) => key === 'mae') ?? {};
    const rows = at.map((value, i) => [values[value]?.text, deltas?.[i]?.text].filter(Boolean).join(' '));
    return { rows, baselines: view?.baselines, remark: view?.remarks.at(-1) };
  };
  return { client, file, table };
}

describe('the table of a sweep', () => {
  test('compares its combinations with a run of another file, which is a row too', async () => {
    const { client, table } = await startSweep();
    expect((await table()).rows).toEqual(['6', '5']);
    expect(await table({ baseline: client.uri(path('2026-04-16')) })).toEqual({
      rows: ['2', '6 +4', '5 +3'],
      baselines: [0],
      remark: `Compared with a run that is not in this file: ${path('2026-04-16')}.`,
    });
    expect(await table({ baseline: `${client.uri('sweep/sweep_results.json')}#1` })).toMatchObject({
      rows: ['6 +1', '5'],
      baselines: [1],
    });
  });

  test('compares them with the kept baseline of their spec, unless the user wants none', async () => {
    const { client, table } = await startSweep();
    const set = (name: string) =>
      client.request('kynml/setBaseline', { uri: client.uri(path(name)), isBaseline: true });
    // That of another spec does not count.
    await set('2026-04-16');
    expect((await table()).rows).toEqual(['6', '5']);
    await set('2026-04-14');
    expect(await table()).toMatchObject({ rows: ['4', '6 +2', '5 +1'], baselines: [0] });
    expect((await table({ baseline: null })).rows).toEqual(['6', '5']);
  });

  test('compares each combination with the baseline of its own spec', async () => {
    const entries = [...JSON.parse(sweep()), ...JSON.parse(sweep(5))];
    const { client, table } = await startSweep(JSON.stringify(entries));
    const set = (name: string) =>
      client.request('kynml/setBaseline', { uri: client.uri(path(name)), isBaseline: true });
    await set('2026-04-14');
    await set('2026-04-16');
    expect(await table()).toEqual({
      rows: ['4', '2', '6 +2', '5 +1', '6 +4', '5 +3'],
      baselines: [0, 1],
      remark: `Compared with runs that are not in this file: ${path('2026-04-14')}, ${path('2026-04-16')}.`,
    });
    // A baseline in the file itself does not hide that of the other spec.
    const own = `${client.uri('sweep/sweep_results.json')}#1`;
    expect(await client.request('kynml/setBaseline', { uri: own, isBaseline: true })).toEqual({ ok: true });
    expect(await table()).toMatchObject({ rows: ['2', '6 +1', '5', '6 +4', '5 +3'], baselines: [0, 2] });
  });

  test('states that the chosen run was not found', async () => {
    const { client, table } = await startSweep();
    expect(await table({ baseline: client.uri('gone/run_manifest.json') })).toEqual({
      rows: ['6', '5'],
      baselines: undefined,
      remark: expect.stringContaining('the chosen baseline was not found'),
    });
  });
});
