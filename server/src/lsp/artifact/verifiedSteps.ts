// What a user verified of the runs of the workspace, as long as their files stay the same.
import { entryPath } from '../../../../src-shared/artifacts/read';
import { memoized } from '../../../../src-shared/host/memoized';
import type { StepsOf } from '../../../../src-shared/runs/list/trust';
import type { FeatureContext } from '../protocol/featureContext';
import { trackedRunIn, trackedText } from './trackedRunAt';

/** The steps of each run. Each file that was verified is read once, and no other. */
export function verifiedSteps({ workspace, inventory, results }: FeatureContext): StepsOf {
  const textOf = (file: string): string | undefined => {
    const tracked = trackedRunIn(inventory, file);
    if (tracked) return trackedText(tracked);
    const read = workspace.read(file);
    return read.ok ? read.text : undefined;
  };
  const ofFile = memoized((file: string) => {
    const text = results.verifiedRuns.has(file) ? textOf(file) : undefined;
    return text === undefined ? undefined : results.verifiedRuns.find(file, text)?.runs;
  });
  return ({ path }) => {
    const entry = entryPath(path);
    return ofFile(entry?.file ?? path)?.[entry?.index ?? 0]?.steps;
  };
}
