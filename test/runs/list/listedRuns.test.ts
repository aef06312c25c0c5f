// Which rows a list has, and which run is the best.
import { describe, expect, test } from 'vitest';
import type { Directions } from '../../../src-shared/kyn/catalogue/metricDirection';
import type { RecordedText, RunRecord } from '../../../src-shared/repro/reproduce/runRecord';
import { bestRuns, type MeasurementOf } from '../../../src-shared/runs/list/bestRuns';
import { allColumns, usualColumns } from '../../../src-shared/runs/list/columns';
import { distinctRunSteps } from '../../../src-shared/runs/list/distinctRuns';
import { headlineMetric } from '../../../src-shared/runs/list/headlineMetric';
import type { CurrentImports } from '../../../src-shared/runs/list/importsState';
import { listedRuns, type ReadFileRuns, type RunFacts } from '../../../src-shared/runs/list/listedRuns';
import { readRows } from '../../../src-shared/runs/list/readRows';
import { recordedRunsOf } from '../../../src-shared/runs/list/recordedRuns';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { manifestText, sha256 } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

const NOTHING: RunFacts = {
  specs: new Map(),
  records: { ends: new Map(), specs: new Map() },
  repositories: [],
  committedAt: () => undefined,
  hashAt: () => undefined,
  faultOf: () => undefined,
  importsOf: () => ({ files: [], isComplete: true, identity: path => path }),
};
const same = (): string => 'same';
const HASH = 'a'.repeat(64);

// The record of a run that wrote a manifest into `/w`.
const recordOf = (text: string, spec: string, imports: readonly RecordedText[] = []): RunRecord => ({
  name: 'r',
  file: '/w/.kynml/records/r.json',
  command: 'train',
  manifest: sha256(text),
  spec: { configHash: HASH, path: spec },
  imports,
  overrides: [],
  folder: '/w',
  started: undefined,
  ended: 77,
  data: undefined,
});

function rowsOf(files: Readonly<Record<string, string>>, facts: Partial<RunFacts> = {}, isNamed = false): RunRow[] {
  const host = hostOf(files);
  const read = Object.keys(files).flatMap((path): ReadFileRuns[] => {
    const found = readRows(host, path, { keys: [], isNamed: false });
    return found && found.fault === undefined
      ? [{ path, relative: path.slice(1), hash: found.hash, rows: found.rows, isNamed }]
      : [];
  });
  return listedRuns(host, read, { ...NOTHING, ...facts });
}

const paths = (rows: readonly RunRow[]): string[] => rows.map(r => r.path);

const sweep = JSON.stringify([
  { combo: { lr: 0.1 }, exit_code: 0, manifest: JSON.parse(manifestText()), script: 'combo-0000/train.py' },
  { combo: { lr: 0.2 }, exit_code: 3, manifest: null, script: 'combo-0001/train.py' },
]);

describe('the rows', () => {
  test('of many files are found in steps, so that a program can do something else meanwhile', () => {
    const row = readRows(hostOf({ '/m.json': manifestText() }), '/m.json', { keys: [], isNamed: true });
    const rows = row && row.fault === undefined ? row.rows : [];
    const files = Array.from(
      { length: 3000 },
      (_, i): ReadFileRuns => ({ path: `/${i}`, relative: `${i}`, hash: `${i}`, rows }),
    );
    const steps = distinctRunSteps(files);
    let [count, step] = [0, steps.next()];
    for (; !step.done; step = steps.next()) count++;
    expect(count).toBeGreaterThanOrEqual(4);
    expect(step.value).toHaveLength(3000);
  });

  test('a sweep has a row for each entry, and its manifests are not listed again', () => {
    const rows = rowsOf({
      '/w/s/sweep_results.json': sweep,
      '/w/s/combo-0000/run_manifest.json': manifestText(),
      '/w/s/combo-0001/run_manifest.json': manifestText({ metrics: { mae: 0.75 } }),
      '/w/other/run_manifest.json': manifestText(),
    });
    // The manifest in combo-0001 is not that of the entry, which failed.
    expect(paths(rows)).toEqual([
      '/w/s/sweep_results.json#0',
      '/w/s/sweep_results.json#1',
      '/w/s/combo-0001/run_manifest.json',
      '/w/other/run_manifest.json',
    ]);
    expect(rows[1]?.failure).toBe('failed (exit code 3)');
    expect(usualColumns(rows)).toEqual(['path', 'state', 'time', 'seed', 'status', 'combo.lr', 'mae']);
    expect(allColumns(rows)).not.toContain('comparison');
  });

  test('a kept copy is listed unless the manifest still exists', () => {
    const kept = '/w/.kynml/runs/2026-04-18T10-00-00.000Z-aaaaaaaaaaaa.json';
    const other = '/w/.kynml/runs/2026-04-19T10-00-00.000Z-bbbbbbbbbbbb.json';
    const rows = rowsOf({
      '/w/run_manifest.json': manifestText(),
      [kept]: manifestText(),
      [other]: manifestText({ seed: 1 }),
    });
    expect(paths(rows)).toEqual(['/w/run_manifest.json', other]);
    expect(rows[1]?.time).toEqual({ time: Date.parse('2026-04-19T10:00:00Z'), source: 'record' });
  });

  test('the record of a run has its time and the path of its spec', () => {
    const text = manifestText();
    const records = recordedRunsOf([recordOf(text, '/w/a.kyn')]);
    const [row] = rowsOf({ '/w/run_manifest.json': text }, { records });
    expect(row?.time).toEqual({ time: 77, source: 'record' });
    expect(row?.spec).toEqual({ state: 'stale', path: '/w/a.kyn' });
  });

  test('a run that was committed before a recorded one started is another run, although it has the same content', () => {
    const text = manifestText();
    const records = recordedRunsOf([{ ...recordOf(text, '/w/a.kyn'), started: '2026-04-18T10:00:00.000Z' }]);
    const files = { '/w/run_manifest.json': text, '/w/old/run_manifest.json': text };
    const times = rowsOf(files, { records, committedAt: () => 5 }).map(row => row.time);
    expect(times).toEqual([
      { time: 77, source: 'record' },
      { time: 5, source: 'commit' },
    ]);
  });

  test('a spec is current before it is an older version, and of the own repository before another', () => {
    const version = (commit: string) =>
      new Map([[HASH, [{ commit, date: '', path: 'a.kyn', blob: '', author: '' }] as const]]);
    const repositories = [
      { top: '/v', versions: version('1') },
      { top: '/w', versions: version('2') },
    ];
    const committedAt = (path: string) => (path === '/w/run_manifest.json' ? 5 : undefined);
    const files = { '/w/run_manifest.json': manifestText() };
    expect(rowsOf(files, { repositories, committedAt })[0]).toMatchObject({
      spec: { state: 'stale', path: '/w/a.kyn', commit: '2' },
      time: { time: 5, source: 'commit' },
    });
    const specs = new Map([[HASH, '/w/b.kyn']]);
    expect(rowsOf(files, { repositories, specs })[0]?.spec).toEqual({ state: 'current', path: '/w/b.kyn' });
    expect(rowsOf(files)[0]?.spec).toEqual({ state: 'unknown' });
  });

  test('a manifest in the folder of a combination is another run if it differs, and a named one is listed', () => {
    const files = { '/w/s/sweep_results.json': sweep, '/w/s/combo-0000/run_manifest.json': manifestText({ seed: 7 }) };
    expect(paths(rowsOf(files))).toHaveLength(3);
    const same = { ...files, '/w/s/combo-0000/run_manifest.json': manifestText() };
    expect(paths(rowsOf(same))).toHaveLength(2);
    expect(paths(rowsOf(same, {}, true))).toHaveLength(3);
  });

  const NET = { path: '/w/m.kyn', configHash: 'c'.repeat(64) };
  const importing = (...files: CurrentImports['files']) => ({
    specs: new Map([[HASH, '/w/a.kyn']]),
    importsOf: () => ({ files, isComplete: true, identity: (path: string) => path.replace('/link/', '/w/') }),
  });
  const recording = (text: string, ...imports: readonly RecordedText[]): Partial<RunFacts> => ({
    records: { ...recordedRunsOf([recordOf(text, '/w/a.kyn', imports)]), specs: new Map() },
  });

  test('a run of a current spec is stale where an import changed since', () => {
    const text = manifestText();
    const state = (configHash: string) =>
      rowsOf({ '/w/run_manifest.json': text }, { ...importing({ ...NET, configHash }), ...recording(text, NET) })[0]
        ?.spec;
    expect(state(NET.configHash)).toEqual({ state: 'current', path: '/w/a.kyn' });
    expect(state('d'.repeat(64))).toEqual({ state: 'stale', path: '/w/a.kyn', imports: 'changed' });
  });

  test('a record that was written under another path of the same folder has the same imports', () => {
    const text = manifestText();
    const recorded = recording(text, { ...NET, path: '/link/m.kyn' });
    const [row] = rowsOf({ '/w/run_manifest.json': text }, { ...importing(NET), ...recorded });
    expect(row?.spec).toEqual({ state: 'current', path: '/w/a.kyn' });
  });

  test('the combinations of a sweep are current where the record of its results has the same imports', () => {
    const first = (more: Partial<RunFacts>) =>
      rowsOf({ '/w/s/sweep_results.json': sweep }, { ...importing(NET), ...more })[0];
    expect(first(recording(sweep, NET))).toMatchObject({
      spec: { state: 'current' },
      time: { time: 77, source: 'record' },
    });
    expect(first({})?.spec).toMatchObject({ state: 'unknown', imports: 'unknown' });
  });

  test('a run is not current where its record does not have all imports of its spec', () => {
    const other = { ...NET, path: '/w/n.kyn' };
    const spec = (...recorded: readonly RecordedText[]) =>
      rowsOf({ '/w/s/sweep_results.json': sweep }, { ...importing(NET, other), ...recording(sweep, ...recorded) })[0]
        ?.spec;
    expect(spec()).toMatchObject({ state: 'unknown', imports: 'unknown' });
    expect(spec(NET)).toMatchObject({ state: 'unknown', imports: 'unknown' });
    expect(spec(NET, other)).toMatchObject({ state: 'current' });
  });

  test('a run of a current spec is unknown where what it imported is not known', () => {
    const spec = (...files: CurrentImports['files']) =>
      rowsOf({ '/w/run_manifest.json': manifestText() }, importing(...files))[0]?.spec;
    expect(spec(NET)).toEqual({ state: 'unknown', path: '/w/a.kyn', imports: 'unknown' });
    expect(spec()).toEqual({ state: 'current', path: '/w/a.kyn' });
  });

  test('of two specs with one text, the recorded one is named', () => {
    const records = { ends: new Map(), specs: new Map([[HASH, '/w/real.kyn']]) };
    const facts = { records, specs: new Map([[HASH, '/w/copy.kyn']]) };
    const spec = (hash: string | undefined) =>
      rowsOf({ '/w/run_manifest.json': manifestText() }, { ...facts, hashAt: () => hash })[0]?.spec;
    expect(spec(HASH)).toEqual({ state: 'current', path: '/w/real.kyn' });
    expect(spec(undefined)).toEqual({ state: 'current', path: '/w/copy.kyn' });
  });

  test('of two specs with one text, that of the very run is named, and its imports are compared', () => {
    const text = manifestText();
    const at = (folder: string) => ({ ...NET, path: `${folder}/m.kyn` });
    const facts: Partial<RunFacts> = {
      specs: new Map([[HASH, '/w/a.kyn']]),
      records: {
        ...recordedRunsOf([recordOf(text, '/w/two/a.kyn', [at('/w/two')])]),
        specs: new Map([[HASH, '/w/one/a.kyn']]),
      },
      hashAt: () => HASH,
      importsOf: spec => ({ files: [at(spec.replace('/a.kyn', ''))], isComplete: true, identity: path => path }),
    };
    expect(rowsOf({ '/w/run_manifest.json': text }, facts)[0]?.spec).toEqual({
      state: 'current',
      path: '/w/two/a.kyn',
    });
  });

  test('a look-alike is not a run', () => {
    expect(rowsOf({ '/w/run_manifest.json': '{"config_hash": 5}', '/w/package.json': '{"name": "x"}' })).toEqual([]);
  });
});

describe('the best run', () => {
  const of = (...metrics: readonly Readonly<Record<string, unknown>>[]) =>
    rowsOf(
      Object.fromEntries(
        metrics.map(({ data, ...values }, i) => [
          `/w/${i}/run_manifest.json`,
          manifestText({ metrics: values, ...(data !== undefined && { data_hash: data }) }),
        ]),
      ),
    );
  const best = (rows: readonly RunRow[], key: string, measurementOf: MeasurementOf = same): string =>
    [...bestRuns(rows, key, { measurementOf })].map(r => r.path.slice(3, 4)).join('');

  test('is the lowest or the highest by the direction of the metric', () => {
    const rows = of({ mae: 3, r2: 0.5 }, { mae: 2, r2: 0.4 }, { mae: 2, r2: 0.9 });
    expect(best(rows, 'mae')).toBe('12');
    expect(best(rows, 'metrics.r2')).toBe('2');
    expect(best(of({ val: { mae: 3 } }, { val: { mae: 2 } }), 'val.mae')).toBe('1');
  });

  test.each([
    ['an unknown direction', of({ foo: 1 }, { foo: 2 }), 'foo'],
    ['equal values', of({ mae: 1 }, { mae: 1 }), 'mae'],
    ['one run', of({ mae: 1 }), 'mae'],
  ])('does not exist for %s', (_, rows, key) => expect(best(rows, key)).toBe(''));

  test('follows the directions in the settings, before what a name shows', () => {
    const rows = of({ bleu: 1, mae: 1 }, { bleu: 2, mae: 2 });
    const directed = (key: string, directions: Directions) =>
      [...bestRuns(rows, key, { measurementOf: same, directions })].map(r => r.path.slice(3, 4)).join('');
    expect(directed('bleu', { bleu: 'higher' })).toBe('1');
    expect(directed('metrics.bleu', { bleu: 'lower' })).toBe('0');
    expect(directed('mae', { mae: 'higher' })).toBe('1');
    const first = (directions: Directions) =>
      headlineMetric(of({ aa: 1, bb: 2 }), { setting: '', evaluated: [], directions });
    expect([first({}), first({ bb: 'lower' })]).toEqual(['aa', 'bb']);
  });

  test('follows the direction that its program recorded, before the settings and the name, and none where programs disagree', () => {
    const recorded = (row: RunRow, direction: 'lower' | 'higher'): RunRow => ({
      ...row,
      claims: {
        ...row.claims,
        metrics: new Map([...(row.claims.metrics ?? [])].map(([name, metric]) => [name, { ...metric, direction }])),
      },
    });
    const [a, b] = of({ aa: 1, mae: 1 }, { aa: 2, mae: 2 }) as [RunRow, RunRow];
    const judgement = { measurementOf: same, directions: { mae: 'lower' } as const };
    const higher = [recorded(a, 'higher'), recorded(b, 'higher')];
    expect([...bestRuns(higher, 'mae', judgement)]).toEqual([higher[1]]);
    expect([...bestRuns(higher, 'metrics.aa', judgement)]).toEqual([higher[1]]);
    expect(bestRuns([recorded(a, 'higher'), recorded(b, 'lower')], 'mae', judgement).size).toBe(0);
    const headline = (rows: readonly RunRow[]) => headlineMetric(rows, { setting: '', evaluated: [] });
    expect([headline([a, b]), headline([recorded(a, 'higher'), b])]).toEqual(['mae', 'aa']);
  });

  test('does not exist where the runs do not measure the same, or it is not known', () => {
    const rows = of({ mae: 1 }, { mae: 2 });
    expect(best(rows, 'mae')).toBe('0');
    expect(best(rows, 'mae', row => row.path)).toBe('');
    expect(best(rows, 'mae', () => undefined)).toBe('');
  });

  test('is not a run that defines a metric twice', () => {
    const twice = manifestText({ metrics: { mae: 0 } }).replace('"mae":0', '"mae":99,"mae":0');
    const rows = rowsOf({
      '/w/0/run_manifest.json': twice,
      '/w/1/run_manifest.json': manifestText({ metrics: { mae: 4 } }),
      '/w/2/run_manifest.json': manifestText({ metrics: { mae: 5 } }),
    });
    expect(best(rows, 'mae')).toBe('1');
  });

  test('is never a run that diverged or failed', () => {
    const text = manifestText({ metrics: { mae: 1 } }).replace('"mae":1', '"mae":-Infinity');
    const entries = `[{"combo":{"a":1},"exit_code":1,"manifest":${manifestText({ metrics: { mae: 0 } })}}]`;
    const rows = rowsOf({
      '/w/0/run_manifest.json': text,
      '/w/1/run_manifest.json': manifestText({ metrics: { mae: 4 } }),
      '/w/2/run_manifest.json': manifestText({ metrics: { mae: 5 } }),
      '/w/3/sweep_results.json': entries,
    });
    expect(rows).toHaveLength(4);
    expect(best(rows, 'mae')).toBe('1');
  });
});
