// The tree of specs, versions and runs.
import { expect, test } from 'vitest';
import { utcClock } from '../../../src-shared/protocol/clock';
import type { RunTreeSpec } from '../../../src-shared/protocol/views';
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow, RunSpec } from '../../../src-shared/runs/list/runRow';
import { runTree, type TreeSpec } from '../../../src-shared/views/runs/runTree';
import { manifestText } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

const [A, B, C] = ['a', 'b', 'c'].map(c => c.repeat(64)) as [string, string, string];
const spec = (name: string, more: Partial<TreeSpec> = {}): TreeSpec => ({
  path: `/w/${name}.kyn`,
  hash: A,
  lock: 'missing',
  metrics: [],
  ...more,
});
const current: RunSpec = { state: 'current', path: '/w/house.kyn' };
const older: RunSpec = { state: 'stale', path: '/w/house.kyn', commit: '0123456789abcdef' };

function rows(text: string, of: RunSpec, day: number): RunRow[] {
  const path = `/w/runs/${day}.json`;
  const read = readRows(hostOf({ [path]: text }), path, { keys: [], isNamed: true });
  if (!read || read.fault !== undefined) throw new Error(`${day} is not a run`);
  const time = { time: Date.UTC(2026, 3, day, 10, 30), source: 'record' } as const;
  return read.rows.map(row => ({ id: row.path, ...row, spec: of, time }));
}

const tree = (found: readonly RunRow[], specs: readonly TreeSpec[]): readonly RunTreeSpec[] =>
  runTree(found, specs, {
    label: path => path.slice('/w/'.length),
    uri: path => `file://${path}`,
    clock: utcClock,
    measurementOf: () => 'same',
  });

/** The tree as indented lines. */
const lines = (specs: readonly RunTreeSpec[]): string[] =>
  specs.flatMap(({ label, description, versions }) => [
    `${label} | ${description}`,
    ...versions.flatMap(version => [
      `  ${version.label} | ${version.description}`,
      ...version.runs.map(run => `    ${run.mark ?? run.state} ${run.label} | ${run.description}`),
    ]),
  ]);

const run = (metrics: object, of: RunSpec, day: number, more: object = {}): RunRow[] =>
  rows(manifestText({ config_hash: of === current ? A : B, metrics, ...more }), of, day);

test('specs with their lock, versions and runs; the current version first, the newest run first, the best one marked', () => {
  const found = [
    ...run({ mae: 3, rmse: 1 }, current, 1),
    ...run({ mae: 2, rmse: 2 }, older, 5, { seed: 7 }),
    ...run({ mae: 4, rmse: 3 }, current, 2, { seed: null }),
  ];
  const specs = [spec('wide', { lock: 'locked', hash: C }), spec('house', { lock: 'drifted' })];
  expect(lines(tree(found, specs))).toEqual([
    'house.kyn | aaaaaaaaaaaa · drifted',
    '  Current version | aaaaaaaaaaaa · 2 runs',
    '    current mae 4 | 2026-04-02 10:30',
    '    current mae 3 · seed 42 | 2026-04-01 10:30',
    '  Commit 01234567 | bbbbbbbbbbbb · 1 run',
    '    best mae 2 · seed 7 | 2026-04-05 10:30',
    'wide.kyn | cccccccccccc · locked · no runs',
  ]);
});

test('a version of which the imports are not known is the current one, and its runs state that', () => {
  const unknown: RunSpec = { ...current, state: 'unknown', imports: 'unknown' };
  const changed: RunSpec = { ...current, state: 'stale', imports: 'changed' };
  const text = (metrics: object) => manifestText({ config_hash: A, metrics });
  const found = [...rows(text({ mae: 3 }), unknown, 1), ...rows(text({ mae: 4 }), changed, 2)];
  const shown = tree(found, [spec('house')]);
  expect(lines(shown)).toEqual([
    'house.kyn | aaaaaaaaaaaa · not locked',
    '  Current version | aaaaaaaaaaaa · 2 runs',
    '    stale mae 4 · seed 42 | 2026-04-02 10:30',
    '    best mae 3 · seed 42 | 2026-04-01 10:30',
  ]);
  expect(shown[0]?.versions[0]?.runs.map(r => r.tooltip.split('\n').at(-1))).toEqual([
    'A file that the spec imports changed since.',
    'What the spec imported then is not known, so it may have been another version.',
  ]);
});

test('the metric in the label is the first one that the spec evaluates', () => {
  const found = run({ mae: 3, rmse: 1, foo: 9 }, current, 1);
  const label = (metrics: readonly string[]) =>
    tree(found, [spec('house', { metrics })])[0]?.versions[0]?.runs[0]?.label;
  expect(label(['rmse', 'mae'])).toBe('rmse 1 · seed 42');
  expect(label(['auc'])).toBe('mae 3 · seed 42');
  expect(label([])).toBe('mae 3 · seed 42');
});

test('the combinations of a sweep, with those that failed', () => {
  const sweep = JSON.stringify([
    { combo: { lr: 0.1, n: 8 }, exit_code: 0, manifest: JSON.parse(manifestText()), script: 's.py' },
    { combo: { lr: 0.2, n: 8 }, exit_code: 3, manifest: null, script: 's.py' },
  ]);
  const [first, second] = tree(rows(sweep, current, 1), [spec('house')])[0]?.versions.flatMap(v => v.runs) ?? [];
  expect(first).toMatchObject({
    id: '/w/runs/1.json#0',
    uri: 'file:///w/runs/1.json',
    label: 'mae 0.5000 · lr=0.1, n=8',
    isEntry: true,
  });
  expect(second).toMatchObject({ label: 'failed (exit code 3) · lr=0.2, n=8', mark: 'failed' });
});

test('a run that diverged is marked', () => {
  const text = manifestText({ config_hash: A, metrics: { mae: 1 } }).replace('"mae":1', '"mae":NaN');
  expect(tree(rows(text, current, 1), [spec('house')])[0]?.versions[0]?.runs[0]?.mark).toBe('not-finite');
});

test('runs whose spec is not in the workspace come last, with what is known', () => {
  const found = [
    ...run({ mae: 1 }, { state: 'stale', path: '/w/gone.kyn', commit: 'fedcba9876543210' }, 1),
    ...rows(manifestText({ config_hash: C }), { state: 'stale', path: '/w/other.kyn' }, 2),
    ...rows(manifestText(), { state: 'unknown' }, 3),
  ];
  expect(lines(tree(found, [spec('house')]))).toEqual([
    'house.kyn | aaaaaaaaaaaa · not locked · no runs',
    'Other runs | 3 runs',
    '  Unknown spec | aaaaaaaaaaaa · 1 run',
    '    unknown mae 0.5000 · seed 42 | 2026-04-03 10:30',
    '  Not in git, other.kyn | cccccccccccc · 1 run',
    '    stale mae 0.5000 · seed 42 | 2026-04-02 10:30',
    '  Commit fedcba98, gone.kyn | bbbbbbbbbbbb · 1 run',
    '    stale mae 1 · seed 42 | 2026-04-01 10:30',
  ]);
});

test('names from files show no control characters', () => {
  const found = run({ '\u001b[31mx': 1 }, { state: 'stale', path: '/w/a\nb.kyn' }, 1);
  const shown = lines(tree(found, [spec('x\u202ey')])).join('\n');
  expect(shown).not.toMatch(/\u001b|\u202e/);
  expect(shown).toContain('x\\u202ey.kyn | ');
  expect(shown).toContain('Not in git, a\\u000ab.kyn');
});
