// The summary of verified runs.
import { expect, test } from 'vitest';
import type { StepState } from '../../src-shared/repro/reproduce/reproduction';
import { runsSummary } from '../../src-shared/views/verificationTexts';

const run = (...states: StepState[]) => ({ steps: states.map(state => ({ state })) });

test('counts a run with unknown steps also where another step is contradicted', () => {
  const runs = [run('contradicted', 'unknown'), run('confirmed', 'confirmed'), run('unknown', 'confirmed'), run()];
  expect(runsSummary(runs)).toBe('4 runs: 1 contradicted, 1 confirmed in every step, 3 with unknown steps.');
});
