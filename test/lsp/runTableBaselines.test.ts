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
