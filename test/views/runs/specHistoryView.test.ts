// The history of a spec in words.
import { describe, expect, test } from 'vitest';
import { utcClock } from '../../../src-shared/protocol/clock';
import type { MeasurementOf } from '../../../src-shared/runs/list/bestRuns';
import type { SpecVersion } from '../../../src-shared/runs/versions/specVersions';
import { type HistoryOfSpec, specHistoryView } from '../../../src-shared/views/runs/specHistoryView';
import { commit, hash, run, version } from '../../runs/versions/versionRuns';

const view = (
  versions: readonly SpecVersion[],
  more: Partial<HistoryOfSpec> = {},
  measurementOf: MeasurementOf = () => 'same',
) =>
  specHistoryView(
    { path: '/w/net.kyn', versions, metrics: [], gaps: [], ...more },
    { label: path => path.slice('/w/'.length), clock: utcClock, measurementOf, headline: '' },
  );

const lines = (versions: readonly SpecVersion[]) =>
  view(versions).versions.map(({ place, label, description, detail }) =>
    [place, label, description, detail].join(' | '),
  );

test('a version has its commit, time, author, runs and best metric', () => {
  const moved = commit('a', 18, { path: '/w/old/net.kyn' });
  expect(
    lines([
      { ...version('e'), commit: undefined as never, isCurrent: true, time: undefined },
      { ...version('b', 3, 2), commit: commit('b', 19), time: commit('b', 19).time, isCurrent: false },
      { ...version('k', 7), commit: undefined as never, time: Date.UTC(2026, 3, 18, 12) },
      { ...version('a'), commit: moved, time: moved.time, earlier: 2 },
    ]),
  ).toEqual([
    'editor | Not committed | current text · eeeeeeeeeeee | no runs',
    'commit | bbbb0019 Change b | 2026-04-19 10:30 · Ann · bbbbbbbbbbbb | 2 runs, best mae 2',
    'kept | Kept by a run | 2026-04-18 12:00 · kkkkkkkkkkkk | 1 run, mae 7',
    'commit | aaaa0018 Change a | 2026-04-18 10:30 · Ann · aaaaaaaaaaaa | no runs · as old/net.kyn · the same text in 2 earlier commits',
  ]);
});

test('where git was not read, the current text is not said to be uncommitted', () => {
  const now = { ...version('e'), commit: undefined as never, isCurrent: true, time: undefined };
  expect(view([now], { gaps: ['Git was not read.'] }).versions[0]).toMatchObject({
    place: 'editor',
    label: 'Commit not known',
    description: 'current text · eeeeeeeeeeee',
  });
});

test('a text that came back states that its runs may be of either place', () => {
  const [a, b] = [version('a', 1), version('b', 2)];
  const back = commit('a', 20);
  const shown = view([{ ...a, commit: back }, b, { ...a, commit: commit('a', 18), cameBack: back }]);
  expect(shown.versions.map(({ detail }) => detail)).toEqual([
    '1 run, mae 1',
    '1 run, mae 2',
    '1 run, mae 1 · the same text as aaaa0020, so its runs may be of either',
  ]);
  expect(shown.steps.map(({ label }) => label)).toEqual(['mae got worse: 1.000 → 2.000']);
});

test('a long author does not push the rest out of the line', () => {
  const signed = { ...version('a'), commit: commit('a', 18, { author: 'A'.repeat(100) }) };
  expect(view([signed]).versions[0]?.description).toMatch(/ · A{30,40}… · aaaaaaaaaaaa$/);
});

test('runs of a version with one value have that value, and runs that measured something else have no best one', () => {
  const details = (measured: string | undefined) => (values: readonly number[]) =>
    view([version('a', ...values)], {}, () => measured).versions[0]?.detail;
  expect(
    [
      [2, 2],
      [2, 3],
    ].map(details('same')),
  ).toEqual(['2 runs, mae 2', '2 runs, best mae 2']);
  expect(
    [
      [2, 2],
      [2, 3],
    ].map(details(undefined)),
  ).toEqual(['2 runs, mae 2', '2 runs']);
});

describe('a step at which the metric got worse', () => {
  const step = (...versions: SpecVersion[]) => view(versions).steps[0];

  test('names both versions, with their means', () => {
    expect(step(version('b', 15), version('a', 13.5))).toEqual({
      label: 'mae got worse: 13.50 → 15.00',
      description: 'aaaa0001 → bbbb0001',
      detail: 'One run each, so noise is not excluded.',
      older: hash('a'),
      newer: hash('b'),
    });
  });

  test.each([
    [[3, 4], [5, 6], 'Each of 2 runs is worse than each of 2 older ones.'],
    [[3, 5], [4, 6], 'Means of 2 and 2 runs that overlap, so noise is not excluded.'],
    [[3], [5, 6], '1 run and 2 runs, so noise is not excluded.'],
  ])('%j and %j: %s', (older, newer, detail) => {
    expect(step(version('b', ...newer), version('a', ...older))?.detail).toBe(detail);
  });

  test('states that versions between them have no run', () => {
    expect(step(version('c', 5), version('b'), version('a', 3))?.detail).toBe(
      'One run each, so noise is not excluded. The version between has no usable value.',
    );
    expect(step(version('d', 5), version('c'), version('b'), version('a', 3))?.detail).toContain(
      'The 2 versions between have no usable value.',
    );
  });
});

describe('what is not known is a note', () => {
  test.each([
    [
      'no direction',
      [{ ...version('a'), runs: run('a', { foo: 1 }) }],
      'It is not known whether foo is better when it is lower or higher, so no version is called worse.',
    ],
    [
      'no metric',
      [{ ...version('a'), runs: run('a', {}) }],
      'No run has a metric, so it is not known which version is worse.',
    ],
    [
      'one version',
      [version('b', 3), version('a')],
      'Only one version has a usable value of mae, so nothing is compared.',
    ],
    [
      'no worse step',
      [version('b', 2), version('a', 3)],
      'mae did not get worse between the versions that were compared (1 pair).',
    ],
  ])('%s', (_, versions, note) => {
    expect(view(versions).notes).toEqual([note]);
  });

  test('other data, and what git did not tell', () => {
    const versions = [version('b', 5), version('a', 3)];
    const { steps, notes } = view(versions, { gaps: ['A gap.'] }, () => undefined);
    expect(steps).toEqual([]);
    expect(notes).toEqual([
      '1 pair of versions is not compared, because it is not known whether their runs measured mae on the same data.',
      'A gap.',
    ]);
  });

  test('without runs there is nothing to note', () => {
    expect(view([version('b'), version('a')])).toMatchObject({ notes: [], steps: [] });
  });
});

test('the metric is the first that the spec evaluates and runs have', () => {
  const versions = [{ ...version('a'), runs: run('a', { mae: 1, rmse: 2 }) }];
  expect(view(versions, { metrics: ['r2', 'rmse'] }).versions[0]?.detail).toBe('1 run, rmse 2');
});
