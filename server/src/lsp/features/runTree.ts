// `kynml/runTree`: the specs of the workspace with their versions and runs, for the view of runs.
import { evaluatedMetrics } from '../../../../src-shared/kyn/training/evaluatedMetrics';
import { measurements } from '../../../../src-shared/runs/list/measurement';
import { type TreeSpec, runTree as treeOf } from '../../../../src-shared/views/runs/runTree';
import { workspaceRuns } from '../artifact/workspaceRuns';
import { uriOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/runTree`. Other requests are answered between its parts. */
export const runTree = ownFeature('kynml/runTree', null, async (context, _, { cancelled }) => {
  const { workspace, inventory } = context;
  const runs = await workspaceRuns(context, { cancelled });
  if (!runs) return null;
  const specs = [...inventory.specs.keys()].map(path => treeSpec(context, path));
  return treeOf(runs.rows, specs, {
    label: path => workspace.label(path),
    uri: uriOf,
    clock: systemClock,
    measurementOf: measurements(runs.textOf),
  });
});

function treeSpec({ workspace }: FeatureContext, path: string): TreeSpec {
  const tree = workspace.treeAt(path);
  return {
    path,
    hash: workspace.hashAt(path),
    lock: workspace.lock(path).state,
    metrics: tree ? evaluatedMetrics(tree) : [],
  };
}
