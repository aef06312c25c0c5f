// A version may have very many runs: the entries of large sweep results.
import { expect, test } from 'vitest';
import { worseSteps } from '../../../src-shared/runs/versions/worseSteps';
import { version } from './versionRuns';

test('a version with a million runs is compared', () => {
  const [older, newer] = [version('a', 3, 5), version('b', 6)];
  const runs = newer.runs.flatMap(row => Array<typeof row>(1_000_000).fill(row));
  const search = worseSteps([{ ...newer, runs }, older], 'mae', { measurementOf: () => 'same' });
  expect(search).toMatchObject({ steps: [{ evidence: 'separate' }] });
});
