// The runs that are offered for a comparison.
import { expect, test } from 'vitest';
import { comparableRuns } from '../../../client/src/runs/comparableRuns';
import { run } from '../fixtures';

const at = (uri: string) => ({ ...run, uri });
const title = 'evaluation report';
const report = (uri: string) => ({ ...at(uri), kind: 'eval-report', noun: title, fingerprint: { title, short: null } });
const uris = (all: Parameters<typeof comparableRuns>[0], chosen?: string) =>
  comparableRuns(all, chosen).runs.map(({ uri }) => uri);

test('only runs of one kind are offered, and only where there are two of it', () => {
  const all = [at('a'), at('b'), report('c')];
  expect(uris(all)).toEqual(['a', 'b']);
  expect(uris(all, 'a')).toEqual(['b']);
  expect(uris([...all, report('d')], 'c')).toEqual(['d']);
  // The kind of a file that is not listed is not known.
  expect(uris(all, 'elsewhere')).toEqual(['a', 'b', 'c']);
});

test.each([
  [[], undefined, 'No run manifests were found in this workspace. Train a spec twice to get two runs to compare.'],
  [[at('a')], undefined, 'Only one run was found. Train a spec again to get a second run to compare.'],
  [[at('a'), report('c')], 'a', 'Only one run was found. Train a spec again to get a second run to compare.'],
  [
    [at('a'), report('c')],
    'c',
    'No other evaluation report was found in this workspace, so there is nothing to compare it with.',
  ],
  [[at('a'), at('b')], 'a', undefined],
])('without another one, the reason is shown (%#)', (all, chosen, problem) => {
  expect(comparableRuns(all, chosen).problem).toBe(problem);
});
