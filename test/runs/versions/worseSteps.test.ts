// Where a metric became worse, and what the runs do not show.
import { describe, expect, test } from 'vitest';
import type { MeasurementOf } from '../../../src-shared/runs/list/bestRuns';
import type { SpecVersion } from '../../../src-shared/runs/versions/specVersions';
import { worseSteps } from '../../../src-shared/runs/versions/worseSteps';
import { rowsIn, run, version } from './versionRuns';

const SAME: MeasurementOf = () => 'same';

function steps(versions: readonly SpecVersion[], metric = 'mae', measurementOf = SAME): string[] {
  const search = worseSteps(versions, metric, { measurementOf });
  if (search.state !== 'searched') return [search.state];
  return search.steps.map(
    ({ older, newer, between, evidence }) =>
      `${older.version.hash[0]} ${older.mean} -> ${newer.version.hash[0]} ${newer.mean}, ${between} between, ${evidence}`,
  );
}

const withRuns = (of: string, runs: SpecVersion['runs']): SpecVersion => ({ ...version(of), runs });

describe('a step', () => {
  test('is where the mean of the newer version is worse, in the direction of the metric; newest first', () => {
    const versions = [version('d', 5), version('c', 2), version('b', 4), version('a', 3)];
    expect(steps(versions)).toEqual(['c 2 -> d 5, 0 between, one-run', 'a 3 -> b 4, 0 between, one-run']);
    const accuracy = (of: string, value: number) => withRuns(of, run(of, { accuracy: value }));
    expect(steps([accuracy('b', 0.8), accuracy('a', 0.9)], 'accuracy')).toEqual(['a 0.9 -> b 0.8, 0 between, one-run']);
    expect(steps([accuracy('b', 0.9), accuracy('a', 0.8)], 'accuracy')).toEqual([]);
  });

  test('counts the versions between its ends that have no run', () => {
    expect(steps([version('d', 5), version('c'), version('b'), version('a', 3)])).toEqual([
      'a 3 -> d 5, 2 between, one-run',
    ]);
  });

  test('is not certain where one version has one run, or where the runs of both overlap', () => {
    expect(steps([version('b', 4, 5), version('a', 3)])).toEqual(['a 3 -> b 4.5, 0 between, one-run']);
    expect(steps([version('b', 4, 6), version('a', 3, 5)])).toEqual(['a 4 -> b 5, 0 between, overlap']);
    expect(steps([version('b', 3, 5), version('a', 1, 3)])).toEqual(['a 2 -> b 4, 0 between, overlap']);
    expect(steps([version('b', 6, 7), version('a', 3, 5)])).toEqual(['a 4 -> b 6.5, 0 between, separate']);
  });

  test('is not where both are equal, or only one version has a run', () => {
    expect(steps([version('b', 3), version('a', 3)])).toEqual([]);
    expect(steps([version('b'), version('a', 3)])).toEqual([]);
  });
});

test('a metric whose direction is not known has no steps', () => {
  expect(steps([withRuns('b', run('b', { foo: 2 })), withRuns('a', run('a', { foo: 1 }))], 'foo')).toEqual([
    'unknown-direction',
  ]);
});

test('the direction of a metric can be set', () => {
  const versions = [withRuns('b', run('b', { foo: 2 })), withRuns('a', run('a', { foo: 1 }))];
  const search = (foo: 'lower' | 'higher') => worseSteps(versions, 'foo', { measurementOf: SAME, directions: { foo } });
  expect(search('lower')).toMatchObject({ steps: [{ between: 0 }] });
  expect(search('higher')).toMatchObject({ steps: [] });
});

test('versions that are not known to measure the same are not compared, and counted', () => {
  const versions = [version('c', 5), version('b', 4), version('a', 3)];
  const byVersion: MeasurementOf = ({ claims }) => (claims.configHash?.startsWith('a') ? 'a' : 'other');
  expect(worseSteps(versions, 'mae', { measurementOf: byVersion })).toMatchObject({
    recorded: 3,
    incomparable: 1,
    steps: [{ between: 0 }],
  });
  expect(worseSteps(versions, 'mae', { measurementOf: () => undefined })).toMatchObject({ incomparable: 2, steps: [] });
  // One of two runs measured something else.
  const mixed: MeasurementOf = ({ claims }) =>
    JSON.stringify(claims.metrics?.get('mae')?.node).includes('"5"') ? 'other' : 'same';
  expect(worseSteps([version('b', 4, 5), version('a', 3)], 'mae', { measurementOf: mixed })).toMatchObject({
    incomparable: 1,
  });
});

describe('a run is not used', () => {
  const entry = (of: string, mae: unknown) => ({ combo: { lr: 1 }, exit_code: 0, manifest: manifest(of, mae) });
  const manifest = (of: string, mae: unknown) => ({
    kynml_version: '0.4.0',
    config_hash: of.repeat(64),
    data_hash: 'd'.repeat(64),
    env: { platform: 'Linux', python: '3.11.9' },
    seed: 1,
    metrics: { mae },
  });

  test.each([
    ['where it diverged', () => rowsIn(JSON.stringify(manifest('b', 9)).replace('9}', 'NaN}'))],
    ['where its values replace those of the spec', () => rowsIn(JSON.stringify([entry('b', 9)]))],
    ['where it has no such metric', () => run('b', { rmse: 9 })],
  ])('%s', (_, rows) => {
    const search = worseSteps([withRuns('b', rows()), version('a', 3)], 'mae', { measurementOf: SAME });
    expect(search).toMatchObject({ recorded: 1, steps: [] });
  });
});
