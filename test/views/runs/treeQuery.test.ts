// The tree of runs with a filter, an order and groups, and after a verification.
import { describe, expect, test } from 'vitest';
import type { RunTreeQuery } from '../../../src-shared/protocol/views';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { VERIFY_STEPS, type VerifyStep } from '../../../src-shared/runs/verify/verification';
import { manifestText } from '../../cli/cliEnvironment';
import { A, C, current, lines, older, rows, run, spec, tree, view } from './treeFixture';

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
    const stepsOf = ({ path }: Pick<RunRow, 'path'>) =>
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
      message: 'Filter: nothing (0 of 3 runs). Clear or change the filter to see runs.',
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
      '  best alpha · mae 2 · seed 10 | house.kyn · 2026-04-02 10:30 · current · best · #a',
      '#b | 1 run',
      '  current beta · mae 3 · seed 2 | house.kyn · 2026-04-01 10:30 · current · #b',
      'Not tagged | 1 run',
      '  stale mae 4 · seed 1 | house.kyn · 2026-04-03 10:30 · stale',
    ]);
  });

  test('a run with two tags is below both, under two ids', () => {
    const twice = run({ mae: 3 }, current, 1).map((row): RunRow => ({ ...row, tags: ['a', 'b'] }));
    const ids = tree(twice, specs, { query: { group: 'tag' } }).flatMap(node => node.runs.map(r => r.id));
    expect(ids).toEqual([':tag:a:/w/runs/1.json', ':tag:b:/w/runs/1.json']);
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

  test('a seed that diverged makes the mean NaN', () => {
    const text = manifestText({ config_hash: A, seed: 1 }).replace('0.5', 'NaN');
    const seen = lines(
      tree([...run({ mae: 2 }, current, 2), ...rows(text, current, 1)], [spec('house')], { query: { group: 'seed' } }),
    );
    expect(seen[1]).toBe('  mae NaN · 2 seeds | aaaaaaaaaaaa · 2 runs · Current version');
  });

  test('the metric of the setting comes before those of the spec, where runs have it', () => {
    const both = run({ mae: 3, rmse: 1 }, current, 1);
    const label = (headline: string) =>
      tree(both, [spec('house', { metrics: ['mae'] })], { wording: { headline: () => headline } })[0]?.groups[0]
        ?.runs[0]?.label;
    expect([label('rmse'), label('auc'), label('')]).toEqual([
      'rmse 1 · seed 42',
      'mae 3 · seed 42',
      'mae 3 · seed 42',
    ]);
  });
});
