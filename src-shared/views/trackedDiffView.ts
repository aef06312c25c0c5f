// The view of a comparison with a run of another tracker.
import type { DiffSide, DiffView } from '../protocol/views';
import type { TrackedComparison } from '../runs/trackers/compare/compareTracked';
import type { Identity } from '../runs/trackers/trackedRun';
import { oneLine } from '../text/oneLine';
import { diffView } from './diffView';

const TITLES: Readonly<Record<Identity, string>> = {
  config: 'Settings',
  data: 'Data',
  code: 'Code',
  environment: 'Environment',
  seed: 'Seeds',
};

/** The view, with the five identities in their order. */
export const trackedDiffView = (comparison: TrackedComparison, sides: { a: DiffSide; b: DiffSide }): DiffView => ({
  ...diffView(comparison, sides),
  identities: comparison.identities.map(({ identity, state, reason }) => ({
    id: identity,
    title: TITLES[identity],
    state,
    reason: oneLine(reason),
  })),
});
