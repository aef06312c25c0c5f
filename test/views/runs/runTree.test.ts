// The tree of specs, versions and runs.
import { describe, expect, test } from 'vitest';
import type { RunRow, RunSpec } from '../../../src-shared/runs/list/runRow';
import { manifestText } from '../../cli/cliEnvironment';
import { A, C, current, lines, older, rows, run, spec, tree, view } from './treeFixture';

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
    '    untrusted mae 4 | 2026-04-02 10:30 · current · no seed',
    '    current mae 3 · seed 42 | 2026-04-01 10:30 · current',
    '  Commit 01234567 | bbbbbbbbbbbb · 1 run',
    '    best mae 2 · seed 7 | 2026-04-05 10:30 · stale · best',
    'wide.kyn | cccccccccccc · locked · no runs',
  ]);
});

test('a spec shows how repeatable its trainings are, with the reasons', () => {
  const repeatability = { tier: 'advisory', reasons: ['`seed` is not set'] } as const;
  const [node] = tree([], [spec('house', { repeatability })]);
  expect(node?.description).toBe('aaaaaaaaaaaa · not locked · advisory · no runs');
  expect(node?.tooltip).toContain('Repeatability: advisory\nseed is not set\n');
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
    '    stale mae 4 · seed 42 | 2026-04-02 10:30 · imports changed',
    '    best mae 3 · seed 42 | 2026-04-01 10:30 · imports not known · best',
  ]);
  expect(shown[0]?.groups[0]?.runs.map(r => r.tooltip.split('\n').find(line => line.includes('import')))).toEqual([
    'A file that the spec imports changed since.',
    'What the spec imported then is not known, because no record of this run in .kynml could be used. It may have been another version.',
  ]);
});

test('the metric in the label is the first one that the spec evaluates', () => {
  const found = run({ mae: 3, rmse: 1, foo: 9 }, current, 1);
  const label = (metrics: readonly string[]) => tree(found, [spec('house', { metrics })])[0]?.groups[0]?.runs[0]?.label;
  expect(label(['rmse', 'mae'])).toBe('rmse 1 · seed 42');
  expect(label(['auc'])).toBe('mae 3 · seed 42');
  expect(label([])).toBe('mae 3 · seed 42');
});

test('a run without the metric of its group shows one of its own, and only one without any has no metrics', () => {
  const found = [...run({ mae: 3 }, current, 1), ...run({ foo: 1, auc: 0.5 }, current, 2), ...run({}, current, 3)];
  const labels = tree(found, [spec('house')])[0]?.groups[0]?.runs.map(r => r.label);
  expect(labels).toEqual(['no metrics · seed 42', 'auc 0.5000 · seed 42', 'mae 3 · seed 42']);
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

test('what a person wrote, the baseline and what counts against a run are in its texts', () => {
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
    mark: 'untrusted',
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
    'It was not verified.',
    '',
    'line 1',
    'line \\u001b2',
  ]);
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
    expect(view([], [spec('house')]).message).toBe(
      'No runs yet. Train a spec to see its runs here. Runs of MLflow, W&B and other trackers in this workspace are listed too.',
    );
    expect(view([], [spec('house')], { query: { filter: 'x' } }).message).toBe(
      'Filter: x (0 of 0 runs). No runs yet. Train a spec to see its runs here. Runs of MLflow, W&B and other trackers in this workspace are listed too.',
    );
    expect(view([], []).message).toBe('');
    expect(view(run({ mae: 1 }, current, 1), [spec('house')]).message).toBe('');
  });

  test('names notes that are not used', () => {
    expect(view([], [], { problems: ['x is not used: y.'] }).message).toBe('x is not used: y.');
  });
});
