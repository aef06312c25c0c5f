// The combinations of a sweep that have not run.
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { rowsOf } from '../../../src-shared/runs/list/readRows';
import { sweepGap, sweepText } from '../../../src-shared/runs/table/sweepRows';
import { manifestText, sha256 } from '../../cli/cliEnvironment';

const SPEC = 'params:\n    lr = 1\n    h = 8\n\nsweep:\n    lr = [0.1, 0.2]\n    h = [8, 16]\n';

function gapOf(combos: readonly Record<string, unknown>[], { text = SPEC as string | null, failed = 0 } = {}) {
  const entries = combos.map((combo, i) => ({
    combo,
    exit_code: i < failed ? 1 : 0,
    manifest: i < failed ? null : JSON.parse(manifestText()),
  }));
  const artifact = readArtifact('/w/sweep_results.json', JSON.stringify(entries));
  const kind = artifact?.kind.entries?.kind;
  if (!artifact || !kind) throw new Error('This is not a sweep.');
  const rows = rowsOf('/w/sweep_results.json', artifact, { keys: [], sha256: data => sha256(String(data)) }).map(
    ({ id = '', ...row }) => ({
      ...row,
      id,
      spec: { state: 'current' as const, path: '/w/a.kyn' },
    }),
  );
  const file = { path: '/w/sweep_results.json', kind, rows };
  const gap = sweepGap(file, text ?? undefined);
  return { ...gap, text: sweepText(file, gap) };
}

const combo = (lr: number, h: number) => ({ h, lr });

test('what the file lacks is missing, with its values and its spec', () => {
  const gap = gapOf([combo(0.1, 8), combo(0.2, 16), combo(0.1, 16)], { failed: 1 });
  expect(gap).toMatchObject({ count: 4, missing: 1 });
  expect([...(gap.rows[0]?.fields ?? [])].map(([key, node]) => [key, 'text' in node && node.text])).toEqual([
    ['combo.lr', '0.2'],
    ['combo.h', '8'],
  ]);
  expect(gap.rows[0]).toMatchObject({ isMissing: true, spec: { path: '/w/a.kyn' } });
  expect(gap.text).toBe('2 of 4 combinations are done, 1 failed, 1 is missing.');
});

test('a complete sweep lacks nothing', () => {
  const all = [combo(0.1, 8), combo(0.1, 16), combo(0.2, 8), combo(0.2, 16)];
  expect(gapOf(all).text).toBe('4 of 4 combinations are done.');
});

test('equal numbers are the same combination however they are written', () => {
  expect(gapOf([{ h: 8, lr: 1e-1 }]).missing).toBe(3);
});

test.each<[string, Parameters<typeof gapOf>[1]]>([
  ['a spec that was not found', { text: null }],
  ['a spec with syntax errors', { text: `${SPEC}    x =\n` }],
  ['a spec without a sweep', { text: 'train:\n    epochs = 3\n' }],
  ['a spec with other combinations', { text: SPEC.replace('0.1', '0.5') }],
])('with %s it is not known what is missing', (_, options) => {
  const gap = gapOf([combo(0.1, 8)], options);
  expect(gap).toMatchObject({ count: undefined, missing: 0, rows: [] });
  expect(gap.text).toBe(
    '1 of 1 combination is done. The spec of this sweep was not found, so it is not known whether combinations are missing.',
  );
});

test('a sweep of millions is not searched, and only the first missing combinations are rows', () => {
  const axis = (count: number): string => `[${Array.from({ length: count }, (_, i) => i + 1).join(', ')}]`;
  const spec = (n: number): string =>
    `params:\n    lr = 1\n    h = 8\n\nsweep:\n    lr = ${axis(n)}\n    h = ${axis(n)}\n`;
  expect(gapOf([combo(1, 8)], { text: spec(1000) }).count).toBeUndefined();
  const gap = gapOf([combo(1, 8)], { text: spec(60) });
  expect([gap.count, gap.missing, gap.rows.length]).toEqual([3600, 3599, 1000]);
});
