// The versions of a spec, and which runs belong to each.
import { expect, test } from 'vitest';
import { type KnownVersions, specVersions } from '../../../src-shared/runs/versions/specVersions';
import { commit, hash, run } from './versionRuns';

const NOTHING: KnownVersions = { current: undefined, commits: [], kept: [], rows: [] };

const shown = (known: Partial<KnownVersions>): string[] =>
  specVersions({ ...NOTHING, ...known }).map(
    ({ hash: of, isCurrent, commit: its, earlier, runs }) =>
      `${of[0]} ${its ? its.subject : 'no commit'}${isCurrent ? ' current' : ''} +${earlier} ${runs.length} runs`,
  );

test('the text that is not committed comes first, then commits and kept texts by their time, newest first', () => {
  const commits = [commit('c', 20), commit('b', 10)];
  const kept = [
    { hash: hash('k'), time: Date.UTC(2026, 3, 15) },
    { hash: hash('u'), time: undefined },
  ];
  const rows = [...run('b', { mae: 1 }), ...run('b', { mae: 2 }), ...run('k', { mae: 3 }), ...run('x', { mae: 4 })];
  expect(shown({ current: hash('n'), commits, kept, rows })).toEqual([
    'n no commit current +0 0 runs',
    'c Change c +0 0 runs',
    'k no commit +0 1 runs',
    'b Change b +0 2 runs',
    'u no commit +0 0 runs',
  ]);
});

test('commits keep the order of git where their dates contradict it, as after a rebase', () => {
  const commits = [commit('c', 5), commit('b', 10), commit('a', 1)];
  const kept = [{ hash: hash('k'), time: Date.UTC(2026, 3, 7) }];
  expect(shown({ commits, kept })).toEqual([
    'k no commit +0 0 runs',
    'c Change c +0 0 runs',
    'b Change b +0 0 runs',
    'a Change a +0 0 runs',
  ]);
});

test('a committed or kept text that is the current one is not listed twice', () => {
  expect(shown({ current: hash('a'), commits: [commit('a', 1)] })).toEqual(['a Change a current +0 0 runs']);
  expect(shown({ current: hash('a'), kept: [{ hash: hash('a'), time: 1 }] })).toEqual([
    'a no commit current +0 0 runs',
  ]);
  expect(shown({ commits: [commit('a', 1)], kept: [{ hash: hash('a'), time: 1 }] })).toEqual(['a Change a +0 0 runs']);
});

test('a text that came back is listed at each place, and commits in a row with one text once', () => {
  const back = commit('a', 4, { subject: 'Back' });
  const commits = [back, commit('b', 3), commit('a', 2, { subject: 'Rename' }), commit('a', 1)];
  const rows = run('a', { mae: 1 });
  expect(shown({ commits, rows })).toEqual(['a Back +0 1 runs', 'b Change b +0 0 runs', 'a Rename +1 1 runs']);
  const versions = specVersions({ ...NOTHING, commits, rows });
  expect(versions.map(({ cameBack }) => cameBack)).toEqual([undefined, undefined, back]);
  expect(shown({ current: hash('a'), commits })).toEqual([
    'a Back current +0 0 runs',
    'b Change b +0 0 runs',
    'a Rename +1 0 runs',
  ]);
});
