// The runs that are offered for a comparison.
import { expect, test } from 'vitest';
import { comparableRuns } from '../../../client/src/runs/comparableRuns';
import { run } from '../fixtures';

const at = (uri: string) => ({ ...run, uri });
const title = 'evaluation report';
const report = (uri: string) => ({ ...at(uri), kind: 'eval-report', noun: title, fingerprint: { title, short: null } });
function uris(all: Parameters<typeof comparableRuns>[0], chosen?: string): string[] | undefined {
  const choice = comparableRuns(all, chosen);
  return choice.ok ? choice.runs.map(({ uri }) => uri) : undefined;
}

test('only runs of one kind are offered, and only where there are two of it', () => {
  const all = [at('a'), at('b'), report('c')];
  expect(uris(all)).toEqual(['a', 'b']);
  expect(uris(all, 'a')).toEqual(['b']);
  expect(uris([...all, report('d')], 'c')).toEqual(['d']);
  // The kind of a file that is not listed is not known.
  expect(uris(all, 'elsewhere')).toEqual(['a', 'b', 'c']);
});

test('a run of another tracker can be compared with any run, but not with an evaluation', () => {
  const mlflow = { ...report('m'), kind: 'mlflow-run', isTracked: true as const };
  const dvc = { ...report('d'), kind: 'dvc-run', isTracked: true as const };
  expect(uris([at('a'), mlflow, dvc, report('c')], 'm')).toEqual(['a', 'd']);
  expect(uris([at('a'), mlflow, report('c')])).toEqual(['a', 'm']);
});

test('a combination of a sweep can be compared with another run of a spec', () => {
  const entry = { ...at('s#0'), kind: 'kynml-sweep-entry' };
  expect(uris([at('a'), entry, report('c')])).toEqual(['a', 's#0']);
  expect(uris([at('a'), entry, report('c')], 's#0')).toEqual(['a']);
});

test.each([
  [[], undefined, 'No runs were found in this workspace. Train a spec twice to get two runs to compare.', true],
  [[at('a')], undefined, 'Only one run was found. Train a spec again to get a second run to compare.', true],
  [[at('a'), report('c')], 'a', 'Only one run was found. Train a spec again to get a second run to compare.', true],
  ...[undefined, 'c'].map(
    chosen =>
      [
        chosen === undefined ? [report('c')] : [at('a'), report('c')],
        chosen,
        'No other evaluation report was found in this workspace, so there is nothing to compare it with.',
        false,
      ] as const,
  ),
] as const)(
  'without another one, the reason is shown, and whether training helps (%#)',
  (all, chosen, problem, needsTraining) => {
    expect(comparableRuns(all, chosen)).toEqual({ ok: false, problem, needsTraining });
  },
);
