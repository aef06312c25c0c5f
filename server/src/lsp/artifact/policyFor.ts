// How differences from a file are judged.
import { dirname } from '../../../../src-shared/host/paths';
import { type Directions, sharedDirections } from '../../../../src-shared/kyn/catalogue/metricDirection';
import { type Policy, policyOf } from '../../../../src-shared/repro/compare/policy';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { eachInSteps, type Steps } from '../../../../src-shared/runs/steps';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The policy of the settings for a file; without one, of those for all. */
export function policyFor(workspace: Pick<WorkspaceView, 'settingsFor'>, path: string | undefined): Policy {
  const { policy, runs } = workspace.settingsFor(path);
  return policyOf(policy, runs.metricDirections);
}

/** The metric to show first for the runs of one spec: that of the settings for the spec; empty for none. */
export const headlineFor = (
  workspace: Pick<WorkspaceView, 'settingsFor'>,
  [first]: readonly Pick<RunRow, 'path' | 'spec'>[],
): string => workspace.settingsFor(first?.spec.path ?? first?.path).runs.headlineMetric;

/** The directions of metrics in a list of many runs, as `directionsFor` has them. */
export function* directionSteps(
  workspace: Pick<WorkspaceView, 'settingsFor'>,
  runs: readonly { readonly path: string }[],
): Steps<Directions> {
  const settings = new Set<Directions>();
  yield* eachInSteps(runs, ({ path }) => settings.add(workspace.settingsFor(path).runs.metricDirections));
  return directionsOf(workspace, settings);
}

/** The directions of metrics in a list of runs: those of the settings for their files, unknown where they disagree. Without a run, those for all. */
export function directionsFor(workspace: Pick<WorkspaceView, 'settingsFor'>, paths: Iterable<string>): Directions {
  const files = new Map([...paths].map(path => [dirname(path), path]));
  return directionsOf(
    workspace,
    new Set([...files.values()].map(path => workspace.settingsFor(path).runs.metricDirections)),
  );
}

function directionsOf(workspace: Pick<WorkspaceView, 'settingsFor'>, settings: ReadonlySet<Directions>): Directions {
  return settings.size === 0 ? workspace.settingsFor(undefined).runs.metricDirections : sharedDirections([...settings]);
}
