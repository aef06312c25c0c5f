// The table of runs of a generated workspace whose truth is known.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunTableView } from '../../src-shared/protocol/runTableView';
import { kynOnDisk } from '../cli/cliEnvironment';
import { type GeneratedWorkspace, generateWorkspace, type TrueRun } from '../generated/workspace';
import { startClient, type TestClient } from '../lsp/client';

let truth: GeneratedWorkspace;
beforeAll(() => {
  truth = generateWorkspace();
});
afterAll(() => truth.remove());

async function start() {
  const client: TestClient = await startClient({}, { at: truth.folder, options: { commands: true, trusted: true } });
  const table = async (query = {}): Promise<RunTableView> => {
    const view = await client.request('kynml/runTable', query);
    if (!view) throw new Error('There is no table.');
    return view;
  };
  const pathIn = (uri: string | null): string => decodeURIComponent((uri ?? '').slice(client.uri('').length + 1));
  /** The texts of a column by the path of the run. */
  const textsOf = (view: RunTableView, key: string): ReadonlyMap<string, string | undefined> => {
    const column = view.columns.find(c => c.key === key);
    return new Map(view.runs.map((uri, run) => [pathIn(uri), column?.values[column.at[run] ?? -1]?.text]));
  };
  return { client, table, pathIn, textsOf };
}

const ofTruth = <T>(value: (run: TrueRun) => T): ReadonlyMap<string, T> =>
  new Map(truth.runs.map(run => [run.path, value(run)]));

test('each run is a row with its metric, seed, state and failure', async () => {
  const { table, pathIn, textsOf } = await start();
  const view = await table();
  expect(view.runs).toHaveLength(truth.runs.length);
  const column = view.columns.find(c => c.key === 'mae');
  const numbers = new Map(view.runs.map((uri, run) => [pathIn(uri), column?.values[column.at[run] ?? -1]]));
  for (const { path, mae } of truth.runs) {
    const found = numbers.get(path);
    if (mae === undefined) expect(found).toBeUndefined();
    else if (Number.isNaN(mae)) expect(found).toEqual({ text: 'NaN' });
    else expect(found?.number).toBe(mae);
  }
  expect(textsOf(view, 'seed')).toEqual(ofTruth(({ seed }) => (seed === undefined ? undefined : String(seed))));
  expect(textsOf(view, 'state')).toEqual(ofTruth(({ state }) => state));
  const failed = [...textsOf(view, 'status')].filter(([, status]) => status?.startsWith('failed'));
  expect(failed.map(([path]) => path).sort()).toEqual(
    truth.runs.flatMap(({ path, isFailed }) => (isFailed ? [path] : [])).sort(),
  );
});

test('what counts against a run is in its trust: older versions, failures and metrics that diverged', async () => {
  const { table, textsOf } = await start();
  const trust = textsOf(await table(), ':trust');
  const having = (badge: string) =>
    [...trust].flatMap(([path, text]) => (text?.split(', ').includes(badge) ? [path] : []));
  const expected = (matches: (run: TrueRun) => boolean) => truth.runs.filter(matches).map(({ path }) => path);
  expect(having('stale').sort()).toEqual(expected(({ state }) => state === 'stale').sort());
  expect(having('failed').sort()).toEqual(expected(({ isFailed }) => isFailed).sort());
  expect(having('diverged').sort()).toEqual(expected(({ mae }) => Number.isNaN(mae)).sort());
});

test('each run of a spec is compared with the kept baseline of that spec, and no other run is', async () => {
  const { client, table, pathIn } = await start();
  const baselines = truth.specs.map(({ path: spec }) => {
    const run = truth.runs.find(r => r.spec === spec && Number.isFinite(r.mae) && !r.path.startsWith('.kynml'));
    if (!run) throw new Error(`There is no run of ${spec}.`);
    return run;
  });
  for (const { path } of baselines)
    expect(await client.request('kynml/setBaseline', { uri: client.uri(path), isBaseline: true })).toEqual({
      ok: true,
    });
  const view = await table();
  const shown = new Map(
    view.runs.map((uri, run) => [pathIn(uri), pathIn(view.runs[view.baselineOf?.[run] ?? -1] ?? null)]),
  );
  const wanted = ofTruth(({ spec }) => baselines.find(run => run.spec !== undefined && run.spec === spec)?.path ?? '');
  expect(shown).toEqual(wanted);
  const deltas = view.columns.find(c => c.key === 'mae')?.deltas ?? [];
  const maeOf = ofTruth(({ mae }) => mae);
  const compared = view.runs.flatMap((uri, run) => {
    const [own, base] = [maeOf.get(pathIn(uri)), maeOf.get(shown.get(pathIn(uri)) ?? '')];
    // A difference has four digits.
    const difference = Number(((own ?? Number.NaN) - (base ?? Number.NaN)).toPrecision(4));
    const text = deltas[run]?.text;
    return text === undefined ? [] : [{ run: pathIn(uri), delta: Number(text), difference }];
  });
  expect(compared.length).toBeGreaterThan(50);
  expect(compared.filter(({ delta, difference }) => delta !== difference)).toEqual([]);
});

test.each([0, 1, 2])('sweep %i is a table of its combinations, with those that have not run', async index => {
  const { client, table } = await start();
  const { path, total, done, failed } = truth.sweeps[index] as GeneratedWorkspace['sweeps'][number];
  const view = await table({ file: client.uri(path) });
  const missing = total - done - failed;
  expect(view.runs).toHaveLength(total);
  expect(view.runs.filter(uri => uri === null)).toHaveLength(missing);
  const parts = [`${done} of ${total} combinations are done`, ...(failed > 0 ? [`${failed} failed`] : [])];
  const last = missing > 0 ? [`${missing} ${missing === 1 ? 'is' : 'are'} missing`] : [];
  expect(view.remarks[0]).toMatch(new RegExp(`^${[...parts, ...last].join(', ')}\\.`));
});

test('an export has the bytes of kyn runs', async () => {
  const { client, table, pathIn } = await start();
  const columns = ['path', 'mae', 'seed', 'state', 'configHash'];
  const printed = await kynOnDisk(
    truth.folder,
    'runs',
    '--format',
    'csv',
    '--columns',
    columns.join(','),
    '--sort',
    'path',
  );
  const order = new Map(printed.stdout.split('\n').map((line, i) => [line.split(',')[0], i]));
  const { runs } = await table();
  const sorted = runs
    .flatMap(uri => uri ?? [])
    .sort((a, b) => (order.get(pathIn(a)) ?? 0) - (order.get(pathIn(b)) ?? 0));
  const exported = await client.request('kynml/exportRuns', { format: 'csv', columns, runs: sorted });
  expect(exported?.split('\n').length).toBe(truth.runs.length + 2);
  expect(exported).toBe(printed.stdout);
});
