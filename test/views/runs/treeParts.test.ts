// A long tree of runs in parts, and joined again.
import { expect, test } from 'vitest';
import { joinedTree } from '../../../src-shared/protocol/joinedTree';
import type { RunTreeGroup, RunTreeRun, RunTreeSpec, RunTreeView } from '../../../src-shared/protocol/views';
import { treeParts } from '../../../src-shared/views/runs/treeParts';

const TEXTS = { label: '', description: '', tooltip: '' };
const run = (id: string): RunTreeRun => ({ ...TEXTS, id, uri: id }) as RunTreeRun;
const runs = (node: string, count: number): RunTreeRun[] =>
  Array.from({ length: count }, (_, i) => run(`${node}/${i}`));
const group = (id: string, count: number): RunTreeGroup => ({ ...TEXTS, id, kind: 'version', runs: runs(id, count) });
const node = (id: string, groups: RunTreeGroup[], count: number): RunTreeSpec => ({
  ...TEXTS,
  ...{ id, kind: 'spec', groups, runs: runs(id, count) },
});

const view = (nodes: readonly RunTreeSpec[]): RunTreeView => ({
  ...{ nodes, message: 'all', total: 1, shown: 1, unverified: 0 },
});
const rowsOf = (nodes: readonly RunTreeSpec[]): number =>
  nodes
    .flatMap(one => [one, ...one.runs, ...one.groups, ...one.groups.flatMap(inner => inner.runs)])
    .reduce(sum => sum + 1, 0);

test.each<[string, RunTreeSpec[]]>([
  ['no nodes', []],
  ['one spec with one version', [node('a', [group('a1', 1234)], 0)]],
  ['versions without runs, and runs of the spec itself', [node('a', [group('a1', 0), group('a2', 3)], 1001)]],
  ['many specs', Array.from({ length: 1300 }, (_, i) => node(`s${i}`, i % 3 ? [group(`v${i}`, i % 7)] : [], i % 2))],
])('%s', (_, nodes) => {
  const parts = [...treeParts(nodes)];
  expect(joinedTree(parts.map(view), view([]))).toEqual(view(nodes));
  expect(parts.every(part => part.length > 0 && rowsOf(part) <= 500)).toBe(true);
  expect(parts.length).toBeLessThanOrEqual(Math.ceil(rowsOf(nodes) / 300));
});
