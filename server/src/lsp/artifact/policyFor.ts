// How differences from a file are judged.
import { dirname } from '../../../../src-shared/host/paths';
import { type Directions, sharedDirections } from '../../../../src-shared/kyn/catalogue/metricDirection';
import { type Policy, policyOf } from '../../../../src-shared/repro/compare/policy';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The policy of the settings for a file; without one, of those for all. */
export function policyFor(workspace: Pick<WorkspaceView, 'settingsFor'>, path: string | undefined): Policy {
  const { policy, runs } = workspace.settingsFor(path);
  return policyOf(policy, runs.metricDirections);
}

/** The metric to show first in a list of runs: that of the settings for their files, none (empty) where they disagree. Without a run, that for all. */
export function headlineFor(workspace: Pick<WorkspaceView, 'settingsFor'>, paths: Iterable<string>): string {
  const files = new Map([...paths].map(path => [dirname(path), path]));
  const [first = workspace.settingsFor(undefined).runs.headlineMetric, ...others] = new Set(
    [...files.values()].map(path => workspace.settingsFor(path).runs.headlineMetric),
  );
  return others.length === 0 ? first : '';
}

/** The directions of metrics in a list of runs: those of the settings for their files, unknown where they disagree. Without a run, those for all. */
export function directionsFor(workspace: Pick<WorkspaceView, 'settingsFor'>, paths: Iterable<string>): Directions {
  const files = new Map([...paths].map(path => [dirname(path), path]));
  const settings = new Set([...files.values()].map(path => workspace.settingsFor(path).runs.metricDirections));
  return settings.size === 0 ? workspace.settingsFor(undefined).runs.metricDirections : sharedDirections([...settings]);
}
