// The baselines in `kynml/runTable`: those of the specs, one for all runs, or none.
import { expect, test } from 'vitest';
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

async function start() {
  const client = await startClient(FILES, { options: { commands: true, trusted: true } });
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
  const record = (mae: number) =>
    JSON.stringify({
      spec: { config_hash: sha256(importing), path: 'a.kyn' },
      imports: [{ config_hash: sha256(''), path: 'lib.kyn' }],
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
