// The tree of specs, versions and runs.
import { describe, expect, test } from 'vitest';
import { utcClock } from '../../../src-shared/protocol/clock';
import type { RunTreeQuery, RunTreeRun, RunTreeSpec, RunTreeView } from '../../../src-shared/protocol/views';
import { readRows } from '../../../src-shared/runs/list/readRows';
import type { RunRow, RunSpec } from '../../../src-shared/runs/list/runRow';
import { VERIFY_STEPS, type VerifyStep } from '../../../src-shared/runs/verify/verification';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { runTree, type TreeSpec, type UnreadableRun } from '../../../src-shared/views/runs/runTree';
import type { TreeWording } from '../../../src-shared/views/runs/treeRun';
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

const WORDING: TreeWording = {
  label: path => path.slice('/w/'.length),
  uri: path => `file://${path}`,
  clock: utcClock,
  measurementOf: () => 'same',
  textOf: () => undefined,
  stepsOf: () => undefined,
  headline: '',
};

interface Setup {
  readonly query?: RunTreeQuery;
  readonly wording?: Partial<TreeWording>;
  readonly unreadable?: readonly UnreadableRun[];
  readonly problems?: readonly string[];
}

function view(found: readonly RunRow[], specs: readonly TreeSpec[], setup: Setup = {}): RunTreeView {
  const { query = {}, wording, unreadable = [], problems = [] } = setup;
  return runTree({ rows: found, specs, unreadable, problems }, query, { ...WORDING, ...wording });
}

const tree = (...args: Parameters<typeof view>): readonly RunTreeSpec[] => view(...args).nodes;

/** The tree as indented lines. */
const lines = (specs: readonly RunTreeSpec[]): string[] =>
  specs.flatMap(({ label, description, groups, runs }) => [
    `${label} | ${description}`,
    ...groups.flatMap(group => [
      `  ${group.label} | ${group.description}`,
      ...group.runs.map(run => `    ${line(run)}`),
    ]),
    ...runs.map(run => `  ${line(run)}`),
  ]);
const line = ({ mark, state, label, description }: RunTreeRun): string => `${mark ?? state} ${label} | ${description}`;

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
    '    current mae 4 | 2026-04-02 10:30 · current · no seed',
    '    current mae 3 · seed 42 | 2026-04-01 10:30 · current',
    '  Commit 01234567 | bbbbbbbbbbbb · 1 run',
    '    best mae 2 · seed 7 | 2026-04-05 10:30 · stale · best',
    'wide.kyn | cccccccccccc · locked · no runs',
  ]);
});

test('the metric in the label is the first one that the spec evaluates', () => {
  const found = run({ mae: 3, rmse: 1, foo: 9 }, current, 1);
  const label = (metrics: readonly string[]) => tree(found, [spec('house', { metrics })])[0]?.groups[0]?.runs[0]?.label;
  expect(label(['rmse', 'mae'])).toBe('rmse 1 · seed 42');
  expect(label(['auc'])).toBe('mae 3 · seed 42');
  expect(label([])).toBe('mae 3 · seed 42');
});

test('the combinations of a sweep, with those that failed', () => {
  const sweep = JSON.stringify([
    { combo: { lr: 0.1, n: 8 }, exit_code: 0, manifest: JSON.parse(manifestText()), script: 's.py' },
    { combo: { lr: 0.2, n: 8 }, exit_code: 3, manifest: null, script: 's.py' },
  ]);
  const [first, second] = tree(rows(sweep, current, 1), [spec('house')])[0]?.groups.flatMap(v => v.runs) ?? [];
  expect(first).toMatchObject({
    id: '/w/runs/1.json#0',
    uri: 'file:///w/runs/1.json',
    label: 'mae 0.5000 · lr=0.1, n=8',
    entry: 0,
  });
  expect(second).toMatchObject({ label: 'failed (exit code 3) · lr=0.2, n=8', mark: 'failed' });
});

test('a run that diverged is marked', () => {
  const text = manifestText({ config_hash: A, metrics: { mae: 1 } }).replace('"mae":1', '"mae":NaN');
  expect(tree(rows(text, current, 1), [spec('house')])[0]?.groups[0]?.runs[0]?.mark).toBe('untrusted');
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
    '    unknown mae 0.5000 · seed 42 | 2026-04-03 10:30 · unknown spec',
    '  Not in git, other.kyn | cccccccccccc · 1 run',
    '    stale mae 0.5000 · seed 42 | 2026-04-02 10:30 · stale',
    '  Commit fedcba98, gone.kyn | bbbbbbbbbbbb · 1 run',
    '    stale mae 1 · seed 42 | 2026-04-01 10:30 · stale',
  ]);
});

test('names from files show no control characters', () => {
  const found = run({ '\u001b[31mx': 1 }, { state: 'stale', path: '/w/a\nb.kyn' }, 1);
  const shown = lines(tree(found, [spec('x\u202ey')])).join('\n');
  expect(shown).not.toMatch(/\u001b|\u202e/);
  expect(shown).toContain('x\\u202ey.kyn | ');
  expect(shown).toContain('Not in git, a\\u000ab.kyn');
});

test('what a person wrote, the baseline and what speaks against a run are in its texts', () => {
  const found = run({ mae: 3 }, current, 1, { data_hash: null }).map(
    (row): RunRow => ({
      ...row,
      name: 'the\u202e one',
      tags: ['paper'],
      note: 'line 1\nline \u001b2',
      isBaseline: true,
    }),
  );
  const [node] = tree(found, [spec('house')])[0]?.groups[0]?.runs ?? [];
  expect(node).toMatchObject({
    label: 'the\\u202e one · mae 3 · seed 42',
    description: '2026-04-01 10:30 · current · baseline · no data hash · #paper',
    mark: 'baseline',
    isBaseline: true,
  });
  expect(node?.tooltip.split('\n')).toEqual([
    'the\\u202e one',
    'runs/1.json',
    'mae 3',
    'seed 42',
    '2026-04-01 10:30 UTC',
    'Current version of house.kyn',
    'Baseline of its spec',
    'Tags: paper',
    'It recorded no hash of its data, so which data it read is not known.',
    '',
    'line 1',
    'line \\u001b2',
  ]);
});

describe('verification', () => {
  const steps = (states: Partial<Record<VerifyStep['name'], VerifyStep['state']>>): VerifyStep[] =>
    VERIFY_STEPS.map(name => ({ name, state: states[name] ?? 'confirmed', detail: `${name} detail.` }));
  const shown = (of: VerifyStep[] | undefined) => {
    const [node] =
      tree(run({ mae: 3 }, current, 1), [spec('house')], { wording: { stepsOf: () => of } })[0]?.groups[0]?.runs ?? [];
    return [node?.mark, node?.description.replace('2026-04-01 10:30 · current', '')];
  };

  test('is shown only where it was made', () => {
    expect(shown(undefined)).toEqual([undefined, '']);
    expect(shown(steps({ lock: 'unknown', script: 'unknown' }))).toEqual([undefined, ' · verified']);
    expect(shown(steps({ data_hash: 'unknown' }))).toEqual([undefined, '']);
    expect(shown(steps({ data_hash: 'contradicted' }))).toEqual(['untrusted', ' · data changed']);
    expect(shown(steps({ config_hash: 'contradicted' }))).toEqual(['untrusted', ' · spec contradicted']);
  });

  test('decides which runs the filter for trusted ones shows, and what it says about the others', () => {
    const found = [...run({ mae: 1 }, current, 1), ...run({ mae: 2 }, current, 2), ...run({ mae: 3 }, current, 3)];
    const stepsOf = ({ path }: RunRow) =>
      path.endsWith('1.json') ? steps({}) : path.endsWith('2.json') ? steps({ manifest: 'unknown' }) : undefined;
    const seen = view(found, [spec('house')], { query: { filter: 'state:trusted' }, wording: { stepsOf } });
    expect(lines(seen.nodes)).toEqual([
      'house.kyn | aaaaaaaaaaaa · not locked',
      '  Current version | aaaaaaaaaaaa · 1 of 3 runs',
      '    best mae 1 · seed 42 | 2026-04-01 10:30 · current · best · verified',
    ]);
    expect(seen).toMatchObject({
      total: 3,
      shown: 1,
      unverified: 1,
      message: 'Filter: state:trusted (1 of 3 runs). 1 was not verified, so it is not shown; verify all runs to know.',
    });
  });
});

describe('filter, order and groups', () => {
  const named = (name: string | undefined, rest: RunRow[]): RunRow[] =>
    rest.map(row => ({ ...row, ...(name !== undefined && { name, tags: [name[0] ?? ''] }) }));
  const found = [
    ...named('beta', run({ mae: 3 }, current, 1, { seed: 2 })),
    ...named('alpha', run({ mae: 2 }, current, 2, { seed: 10 })),
    ...named(undefined, run({ mae: 4 }, older, 3, { seed: 1 })),
  ];
  const specs = [spec('house'), spec('other', { hash: C })];
  const labels = (query: RunTreeQuery): string[] =>
    tree(found, specs, { query }).flatMap(s => [...s.groups.flatMap(g => g.runs), ...s.runs].map(r => r.label));

  test('a spec without a run that matches is not shown', () => {
    const seen = view(found, specs, { query: { filter: 'alpha' } });
    expect(lines(seen.nodes).map(l => l.split(' | ')[0])).toEqual([
      'house.kyn',
      '  Current version',
      '    best alpha · mae 2 · seed 10',
    ]);
    expect(seen.message).toBe('Filter: alpha (1 of 3 runs).');
    expect(view(found, specs, { query: { filter: 'nothing' } })).toMatchObject({
      nodes: [],
      message: 'Filter: nothing (0 of 3 runs).',
    });
  });

  test('a filter that is not valid hides nothing', () => {
    const seen = view(found, specs, { query: { filter: 'state:good' } });
    expect(seen.shown).toBe(3);
    expect(seen.message).toBe(
      'All runs are shown, because the filter is not valid: `state:good` is not known. The states are current, stale, unknown, failed, diverged, baseline, contradicted, trusted, unreadable.',
    );
  });

  test.each([
    ['name', false, ['alpha', 'beta', 'mae 4']],
    ['name', true, ['beta', 'alpha', 'mae 4']],
    ['seed', false, ['beta', 'alpha', 'mae 4']],
    ['metric', false, ['alpha', 'beta', 'mae 4']],
    ['metric', true, ['beta', 'alpha', 'mae 4']],
    ['time', false, ['beta', 'alpha', 'mae 4']],
  ] as const)('by %s, descending: %s', (key, descending, expected) => {
    expect(labels({ sort: { key, descending } }).map(l => l.split(' · ')[0])).toEqual(expected);
  });

  test('by tag, where each run names its spec', () => {
    expect(lines(tree(found, specs, { query: { group: 'tag' } }))).toEqual([
      '#a | 1 run',
      '  best alpha · mae 2 · seed 10 | 2026-04-02 10:30 · house.kyn · current · best · #a',
      '#b | 1 run',
      '  current beta · mae 3 · seed 2 | 2026-04-01 10:30 · house.kyn · current · #b',
      'Not tagged | 1 run',
      '  stale mae 4 · seed 1 | 2026-04-03 10:30 · house.kyn · stale',
    ]);
  });

  test('by seed: the mean is that of all seeds, whatever the filter and the order', () => {
    const seeds = [1, 2, 3].flatMap(n => run({ mae: n }, current, n, { seed: n }));
    const all = [...seeds, ...run({ mae: 9 }, older, 9)];
    const seen = (query: RunTreeQuery) => lines(tree(all, [spec('house')], { query: { group: 'seed', ...query } }));
    expect(seen({ sort: { key: 'metric', descending: true } })).toEqual([
      'house.kyn | aaaaaaaaaaaa · not locked',
      '  mae 2.000 ± 1 · 3 seeds | aaaaaaaaaaaa · 3 runs · Current version',
      '    current mae 3 · seed 3 | 2026-04-03 10:30 · current',
      '    current mae 2 · seed 2 | 2026-04-02 10:30 · current',
      '    best mae 1 · seed 1 | 2026-04-01 10:30 · current · best',
      '  stale mae 9 · seed 42 | 2026-04-09 10:30 · stale',
    ]);
    expect(seen({ filter: 'seed = 2' }).slice(1)).toEqual([
      '  mae 2.000 ± 1 · 3 seeds | aaaaaaaaaaaa · 1 of 3 runs · Current version',
      '    current mae 2 · seed 2 | 2026-04-02 10:30 · current',
    ]);
  });

  test('the metric of the setting comes before those of the spec, where runs have it', () => {
    const both = run({ mae: 3, rmse: 1 }, current, 1);
    const label = (headline: string) =>
      tree(both, [spec('house', { metrics: ['mae'] })], { wording: { headline } })[0]?.groups[0]?.runs[0]?.label;
    expect([label('rmse'), label('auc'), label('')]).toEqual([
      'rmse 1 · seed 42',
      'mae 3 · seed 42',
      'mae 3 · seed 42',
    ]);
  });
});

describe('a sweep', () => {
  const manifest = JSON.parse(manifestText());
  const entries = (...lrs: number[]): RunRow[] =>
    rows(
      JSON.stringify(
        lrs.map(lr => ({ combo: { lr }, exit_code: lr === 2 ? 1 : 0, manifest: lr === 2 ? null : manifest })),
      ),
      current,
      1,
    ).map(row => ({ ...row, claims: { ...row.claims, configHash: A } }));
  const sweepOf = (lrs: readonly number[]): TreeSpec =>
    spec('house', {
      combinations: () => ({
        axes: ['lr'],
        count: lrs.length,
        at: i => ({ overrides: new Map(), combo: parseJson(`{"lr": ${lrs[i]}.0}`).value as JsonNode }),
      }),
    });
  const shown = (found: readonly RunRow[], planned: readonly number[], query: RunTreeQuery = {}): string[] =>
    lines(tree(found, [sweepOf(planned)], { query })).map(l => l.replace(/ \| $/, ''));

  test('has its done, failed and missing combinations', () => {
    expect(shown(entries(1, 2), [1, 2, 3])).toEqual([
      'house.kyn | aaaaaaaaaaaa · not locked',
      '  Sweep runs | 1 of 3 done · 1 failed · 1 missing',
      '    current mae 0.5000 · lr=1 | 2026-04-01 10:30 · current',
      '    failed failed (exit code 1) · lr=2 | 2026-04-01 10:30 · current',
      '    missing did not run · lr=3.0',
    ]);
  });

  test('of other combinations than the spec has now: what is missing is not known', () => {
    expect(shown(entries(1, 7), [1, 2, 3])[1]).toBe('  Sweep runs | 2 done');
  });

  test('with a filter, the counts remain and the missing ones are left out', () => {
    expect(shown(entries(1, 2), [1, 2, 3], { filter: 'state:failed' }).slice(1)).toEqual([
      '  Sweep runs | 1 of 3 done · 1 failed · 1 missing',
      '    failed failed (exit code 1) · lr=2 | 2026-04-01 10:30 · current',
    ]);
  });

  test('many missing combinations are counted, not listed', () => {
    const found = shown(
      entries(1),
      [...Array(30)].map((_, i) => i + 1),
    );
    expect(found).toHaveLength(2 + 1 + 20 + 1);
    expect(found.at(-1)).toBe('    missing 9 more did not run');
  });
});

describe('files that cannot be read', () => {
  const unreadable = [{ path: '/w/runs/x/run_manifest.json', reason: 'not valid JSON.\u001b' }];
  const seen = (filter?: string): string[] =>
    lines(tree([], [], { unreadable, ...(filter !== undefined && { query: { filter } }) }));

  test('come last, with the reason', () => {
    expect(seen()).toEqual([
      'Cannot be read | 1 file',
      '  unreadable runs/x/run_manifest.json | not valid JSON.\\u001b',
    ]);
  });

  test.each([
    ['state:unreadable', 2],
    ['runs/x', 2],
    ['runs/y', 0],
    ['state:current', 0],
    ['tag:x', 0],
    ['mae < 1', 0],
  ])('with the filter %s', (filter, count) => {
    expect(seen(filter)).toHaveLength(count);
  });
});

describe('the message', () => {
  test('says what to do where there are no runs', () => {
    expect(view([], [spec('house')]).message).toBe('No runs yet. Train a spec to see its runs here.');
    expect(view([], []).message).toBe('');
    expect(view(run({ mae: 1 }, current, 1), [spec('house')]).message).toBe('');
  });

  test('names notes that are not used', () => {
    expect(view([], [], { problems: ['x is not used: y.'] }).message).toBe('x is not used: y.');
  });
});
