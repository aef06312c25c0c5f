// A generated workspace whose truth is known: what `kyn runs` lists, and what the server knows from its index.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kynOnDisk, parseJsonOutput } from '../cli/cliEnvironment';
import { type GeneratedWorkspace, generateWorkspace, type TrueRun } from '../generated/workspace';
import { startClient, type TestClient } from '../lsp/client';

let truth: GeneratedWorkspace;

beforeAll(() => {
  truth = generateWorkspace();
});
afterAll(() => truth.remove());

const byPath = <T extends { readonly path: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.path < b.path ? -1 : 1));

const listed = async (...args: readonly string[]) =>
  parseJsonOutput(await kynOnDisk(truth.folder, 'runs', '--format', 'json', ...args)).runs as {
    readonly path: string;
    readonly metrics: { readonly mae?: number | string };
  }[];

const expected = ({ path: file, configHash, spec, state, commit, seed, mae, timeSource, time }: TrueRun) => ({
  path: file,
  configHash: configHash ?? null,
  ...(spec !== undefined && { spec }),
  state,
  ...(commit !== undefined && { commit }),
  seed: seed ?? null,
  metrics: mae === undefined ? {} : { mae: Number.isNaN(mae) ? 'NaN' : mae },
  timeSource,
  time,
});

test('it has what it promises', () => {
  expect(truth.runs).toHaveLength(200);
  expect(new Set(truth.runs.map(r => r.timeSource))).toEqual(new Set(['record', 'folder', 'commit', 'file']));
  expect(new Set(truth.runs.map(r => r.state))).toEqual(new Set(['current', 'stale', 'unknown']));
  expect(truth.runs.filter(r => Number.isNaN(r.mae)).length).toBeGreaterThan(3);
  expect(truth.sweeps.map(s => s.total - s.done - s.failed)).toEqual([0, 3, 3]);
});

test('kyn runs lists each run once, with its version, seed, metric and time', async () => {
  const runs = await listed();
  expect(byPath(runs)).toEqual(byPath(truth.runs).map(run => expect.objectContaining(expected(run))));
});

test.each([0, 1, 2, 3])('the best run of the current version of spec %i is the first by its metric', async index => {
  const { path: spec, hash } = truth.specs[index] as GeneratedWorkspace['specs'][number];
  const own = truth.runs.filter(run => run.configHash === hash);
  const sorted = await listed('--spec', spec, '--where', 'state = current', '--sort', 'mae');
  expect(sorted).toHaveLength(own.length);
  expect(sorted[0]?.path).toBe(bestOf(own)?.path);
  // NaN and missing values are last.
  const numbers = own.filter(run => Number.isFinite(run.mae)).length;
  expect(sorted.slice(numbers).every(({ metrics }) => typeof metrics.mae !== 'number')).toBe(true);
});

const bestOf = (runs: readonly TrueRun[]): TrueRun | undefined =>
  runs
    .filter(run => Number.isFinite(run.mae))
    .reduce<TrueRun | undefined>((a, b) => (a && (a.mae as number) <= (b.mae as number) ? a : b), undefined);

const start = (): Promise<TestClient> =>
  startClient({}, { at: truth.folder, options: { commands: true, trusted: true } });

test('the server lists the same runs, with the same versions and times', async () => {
  const client = await start();
  const items = await client.request('kynml/runs', { withEntries: true });
  const pathIn = (uri: string): string => decodeURIComponent(uri.slice(client.uri('').length + 1));
  const found = items.map(({ uri, configHash, spec, state, seed, time, version }) => ({
    path: pathIn(uri),
    configHash,
    spec,
    state,
    seed,
    time,
    version,
  }));
  const wanted = truth.runs.map(run => ({
    path: run.path,
    configHash: run.configHash ?? null,
    spec: run.spec,
    state: run.state,
    seed: run.seed === undefined ? undefined : String(run.seed),
    time: run.time,
  }));
  expect(byPath(found)).toEqual(byPath(wanted).map(run => expect.objectContaining(run)));
  const committed = items.filter(({ uri }) => uri.includes('/committed/'));
  expect(committed.length).toBeGreaterThan(0);
  expect(committed.every(({ when }) => when.endsWith(' (commit)'))).toBe(true);
  const stale = found.filter(({ state }) => state === 'stale');
  expect(stale.every(({ path: file, version }) => version === `commit ${commitOf(file)?.slice(0, 8)}`)).toBe(true);
});

const commitOf = (file: string): string | undefined => truth.runs.find(run => run.path === file)?.commit;

test.each([0, 1, 2, 3])('the lenses of spec %i count its runs, name the best and show its sweep', async index => {
  const { path: spec, hash } = truth.specs[index] as GeneratedWorkspace['specs'][number];
  const own = truth.runs.filter(run => run.configHash === hash);
  const client = await start();
  await client.request('kynml/runs', {});
  await client.open(spec, readFileSync(path.join(truth.folder, spec), 'utf8'));
  const titles = await client.lensTitles(spec);
  const plain = own.filter(run => !run.path.includes('#'));
  const best = bestOf(plain)?.mae ?? Number.NaN;
  expect(titles.find(title => /^\d+ runs/.test(title))).toMatch(new RegExp(`^${own.length} runs, `));
  const shown = /already run (\d+) times: best mae ([\d.]+),/.exec(titles.join('\n'));
  expect([Number(shown?.[1]), Number(shown?.[2])]).toEqual([plain.length, expect.closeTo(best, 1)]);
  const sweep = truth.sweeps.find(s => s.spec === spec && !s.path.includes('old_sweep'));
  const missing = sweep && sweep.total - sweep.done - sweep.failed;
  expect(titles.find(title => / of \d+ done/.test(title))?.replace(/ · .*/, '')).toBe(
    sweep &&
      `${sweep.done} of ${sweep.total} done${missing === 0 ? '' : `, ${sweep.failed} failed, ${missing} missing`}`,
  );
});
