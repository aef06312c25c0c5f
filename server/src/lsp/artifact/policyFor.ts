// How differences from a file are judged.
import { type Policy, policyOf } from '../../../../src-shared/repro/compare/policy';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The policy of the settings for a file; without one, of those for all. */
export function policyFor(workspace: Pick<WorkspaceView, 'settingsFor'>, path: string | undefined): Policy {
  const { policy, runs } = workspace.settingsFor(path);
  return policyOf(policy, runs.metricDirections);
}
