// Sweeps in the tree of runs.
import { describe, expect, test } from 'vitest';
import type { RunTreeQuery } from '../../../src-shared/protocol/views';
import type { RunRow } from '../../../src-shared/runs/list/runRow';
import { manifestText } from '../../cli/cliEnvironment';
import { A, B, current, lines, rows, spec, tree } from './treeFixture';

describe('a sweep', () => {
  const manifest = JSON.parse(manifestText({ config_hash: A }));
  const entries = (...lrs: number[]): RunRow[] =>
    rows(
      JSON.stringify(
        lrs.map(lr => ({ combo: { lr }, exit_code: lr === 2 ? 1 : 0, manifest: lr === 2 ? null : manifest })),
      ),
      current,
      1,
    ).map((row): RunRow => (row.failure === undefined ? row : { ...row, spec: { state: 'unknown' } }));
  const specText = (lrs: readonly number[]): string => `params:\n    lr = 1\n\nsweep:\n    lr = [${lrs.join(', ')}]\n`;
  const treeOf = (found: readonly RunRow[], planned: readonly number[] | undefined, query: RunTreeQuery = {}) =>
    tree(found, [spec('house')], { query, wording: { textOf: () => planned && specText(planned) } });
  const shown = (
    found: readonly RunRow[],
    planned: readonly number[] | undefined,
    query: RunTreeQuery = {},
  ): string[] => lines(treeOf(found, planned, query)).map(l => l.replace(/ \| $/, ''));

  test('has its done, failed and missing combinations', () => {
    expect(shown(entries(1, 2), [1, 2, 3])).toEqual([
      'house.kyn | aaaaaaaaaaaa · not locked',
      '  Sweep · 1 of 3 done · 1 failed · 1 missing | runs',
      '    current mae 0.5000 · lr=1 | 2026-04-01 10:30 · current',
      '    failed failed (exit code 1) · lr=2 | 2026-04-01 10:30 · current',
      '    missing did not run · lr=3',
    ]);
  });

  test('names the values in one order, whatever that of the file and of the spec is', () => {
    const text = JSON.stringify([{ combo: { lr: 1, hidden: 8 }, exit_code: 0, manifest }]);
    const planned = 'params:\n    lr = 1\n    hidden = 8\n\nsweep:\n    lr = [1, 2]\n    hidden = [8]\n';
    const found = tree(rows(text, current, 1), [spec('house')], {
      wording: { textOf: () => planned },
    });
    expect(
      lines(found)
        .slice(2)
        .map(line => /hidden.*lr=\d/.exec(line)?.[0]),
    ).toEqual(['hidden=8, lr=1', 'hidden=8, lr=2']);
  });

  test('of two specs: it is not known which of them a combination without a manifest is of', () => {
    const found = entries(1, 2, 3).map(
      (row, i): RunRow => (i === 0 ? { ...row, claims: { ...row.claims, configHash: B } } : row),
    );
    expect(shown(found, [1, 2, 3]).at(-1)).toBe(
      '    failed failed (exit code 1) · lr=2 | 2026-04-01 10:30 · unknown spec',
    );
  });

  test('of an older version states the version', () => {
    const older = entries(1, 3).map((row): RunRow => ({ ...row, spec: { state: 'stale', path: '/w/house.kyn' } }));
    expect(shown(older, [1, 2, 3])[1]).toBe('  Sweep · 2 of 3 done · 1 missing | runs · Not in git');
    expect(shown(older, undefined)[1]).toBe('  Sweep · 2 done | runs · Not in git');
  });

  test('of two versions has a node of its own below each', () => {
    const found = entries(1, 3).map(
      (row, i): RunRow => (i === 0 ? { ...row, claims: { ...row.claims, configHash: B } } : row),
    );
    const ids = treeOf(found, [1, 2, 3]).flatMap(node => node.groups.map(group => group.id));
    expect(new Set(ids).size).toBe(2);
  });

  test('of other combinations than the spec has now: what is missing is not known', () => {
    expect(shown(entries(1, 7), [1, 2, 3])[1]).toBe('  Sweep · 2 done | runs');
  });

  test('with a filter, the counts remain and the missing ones are left out', () => {
    expect(shown(entries(1, 2), [1, 2, 3], { filter: 'state:failed' }).slice(1)).toEqual([
      '  Sweep · 1 of 3 done · 1 failed · 1 missing | runs',
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
