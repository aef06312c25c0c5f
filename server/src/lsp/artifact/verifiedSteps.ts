// What a user verified of the runs of the workspace, as long as their files stay the same.
import { entryPath } from '../../../../src-shared/artifacts/read';
import { memoized } from '../../../../src-shared/host/memoized';
import type { StepsOf } from '../../../../src-shared/runs/list/trust';
import type { FeatureContext } from '../protocol/featureContext';

/** The steps of each run. Each file that was verified is read once, and no other. */
export function verifiedSteps({ workspace, results }: FeatureContext): StepsOf {
  const ofFile = memoized((file: string) => {
    const read = results.verifiedRuns.has(file) ? workspace.read(file) : undefined;
    return read?.ok ? results.verifiedRuns.find(file, read.text)?.runs : undefined;
  });
  return ({ path }) => {
    const entry = entryPath(path);
    return ofFile(entry?.file ?? path)?.[entry?.index ?? 0]?.steps;
  };
}
