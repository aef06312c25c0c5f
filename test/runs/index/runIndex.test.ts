// The runs of a workspace by file and by CONFIG_HASH.
import { expect, test } from 'vitest';
import { RunIndex } from '../../../src-shared/runs/index/runIndex';
import { readRows } from '../../../src-shared/runs/list/readRows';
import { manifestText } from '../../cli/cliEnvironment';
import { hostOf } from '../../repro/memory';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];

function indexOf(files: Readonly<Record<string, string>>) {
  const index = new RunIndex();
  const add = (path: string, text: string): void => {
    const found = readRows(hostOf({ [path]: text }), path, { keys: [], isNamed: false });
    if (found && found.fault === undefined) index.set({ path, hash: found.hash, rows: found.rows, modified: 0 });
  };
  for (const [path, text] of Object.entries(files)) add(path, text);
  const paths = (hash: string): string[] => index.withHash(hash).map(({ row }) => row.path);
  return { index, add, paths };
}

const run = (config_hash: string, seed = 1): string => manifestText({ config_hash, seed });

test('the runs with a hash follow what is added, replaced and removed', () => {
  const { index, add, paths } = indexOf({ '/w/1.json': run(A), '/w/2.json': run(A, 2), '/w/3.json': run(B) });
  expect([paths(A), paths(B), paths('c')]).toEqual([['/w/1.json', '/w/2.json'], ['/w/3.json'], []]);
  add('/w/1.json', run(B));
  expect([paths(A), paths(B)]).toEqual([['/w/2.json'], ['/w/3.json', '/w/1.json']]);
  index.delete('/w/2.json');
  index.delete('/w/none.json');
  expect([paths(A), [...index.all()].length, index.get('/w/2.json')]).toEqual([[], 2, undefined]);
});

test('the hashes follow the runs', () => {
  const { index, add } = indexOf({ '/w/1.json': run(A) });
  const found = (): string[] => [A, B].filter(hash => index.hashes.startingWith(hash.slice(0, 12)).includes(hash));
  expect(found()).toEqual([A]);
  add('/w/2.json', run(B));
  expect(found()).toEqual([A, B]);
  index.delete('/w/1.json');
  expect(found()).toEqual([B]);
});

test('a look-up has the same object until a run with the hash changes', () => {
  const { index, add } = indexOf({ '/w/1.json': run(A), '/w/3.json': run(B) });
  const before = index.withHash(A);
  add('/w/3.json', run(B, 9));
  expect(index.withHash(A)).toBe(before);
  add('/w/2.json', run(A, 2));
  expect(index.withHash(A)).toHaveLength(2);
});

test('a manifest of a combination counts once, as does a kept copy of one that still exists', () => {
  const manifest = JSON.parse(run(A));
  const sweep = JSON.stringify([
    { combo: { lr: 1 }, exit_code: 0, manifest, script: 'combo-0000/train.py' },
    { combo: { lr: 2 }, exit_code: 1, manifest: null, script: 'combo-0001/train.py' },
  ]);
  const kept = '/w/.kynml/runs/2026-04-18T10-00-00.000Z-aaaaaaaaaaaa.json';
  const { index, paths } = indexOf({
    '/w/s/sweep_results.json': sweep,
    '/w/s/combo-0000/run_manifest.json': run(A),
    '/w/run_manifest.json': run(A, 5),
    [kept]: run(A, 5),
  });
  expect(paths(A)).toEqual(['/w/s/sweep_results.json#0', '/w/run_manifest.json']);
  index.delete('/w/run_manifest.json');
  expect(paths(A)).toEqual(['/w/s/sweep_results.json#0', kept]);
});
