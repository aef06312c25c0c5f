// `kynml/runTree`: the specs of the workspace with their versions and runs, for the view of runs.

import { tierOf } from '../../../../src-shared/kyn/training/determinism';
import { evaluatedMetrics } from '../../../../src-shared/kyn/training/evaluatedMetrics';
import type { RunTreeView } from '../../../../src-shared/protocol/views';
import { packagesText } from '../../../../src-shared/repro/files/packageFolder';
import { measurements } from '../../../../src-shared/runs/list/measurement';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { runTree as treeOf } from '../../../../src-shared/views/runs/runTree';
import type { TreeSpec } from '../../../../src-shared/views/runs/treeContent';
import { treeParts } from '../../../../src-shared/views/runs/treeParts';
import { listedFiles, listedStores } from '../artifact/listedFiles';
import { directionsFor, headlineFor } from '../artifact/policyFor';
import { unreadableRuns } from '../artifact/unreadableRuns';
import { verifiedSteps } from '../artifact/verifiedSteps';
import { ignoredGaps, workspaceRuns } from '../artifact/workspaceRuns';
import { uriOf } from '../base/convert';
import { inSlices } from '../base/inSlices';
import { systemClock } from '../base/systemClock';
import { ownFeature, type RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { unsentParts } from '../protocol/unsentParts';

/** `kynml/runTree`. */
export const runTree = ownFeature('kynml/runTree', null, async (context, query, control) => {
  const { cancelled } = control;
  const { workspace, inventory } = context;
  const { rows, textOf, notes } = await workspaceRuns(context);
  if (cancelled.aborted) return null;
  const specs = [...inventory.specs.keys()].map(path => treeSpec(context, path));
  const [unreadable, files, stores] = [unreadableRuns(context), listedFiles(context), listedStores(context)];
  const problems = [...ignoredGaps(inventory), ...gapTexts(context), ...notes.problems];
  const steps = treeOf({ rows, specs, unreadable, files, stores, problems }, query, {
    label: path => workspace.label(path),
    uri: uriOf,
    clock: systemClock,
    measurementOf: measurements(textOf),
    textOf,
    stepsOf: verifiedSteps(context),
    headline: some => headlineFor(workspace, some),
    directions: directionsFor(
      workspace,
      rows.map(row => row.path),
    ),
  });
  const view = await inSlices(steps, cancelled);
  return view ? unsent(view, control) : null;
});

const gapTexts = ({ workspace, inventory }: FeatureContext): string[] => [
  ...packagesText(inventory.gaps.reduce((sum, { packages }) => sum + packages, 0)),
  ...inventory.trackedGaps.map(({ path, text }) => `${oneLine(workspace.label(path))} ${text}`),
];

/** A message with more runs would take too long to prepare and to send in one piece. */
const MAX_WHOLE = 1000;

// Sends the parts of a long tree that the client asked for; resolves to what is left.
async function unsent(view: RunTreeView, control: RequestControl): Promise<RunTreeView | null> {
  if (view.total <= MAX_WHOLE) return view;
  const none: RunTreeView = { nodes: [], message: '', total: 0, shown: 0, unverified: 0 };
  const parts = [...treeParts(view.nodes)].map(nodes => ({ ...none, nodes }));
  const left = await unsentParts(parts, control);
  if (!left) return null;
  return left.length > 0 ? view : { ...view, nodes: [] };
}

function treeSpec({ workspace }: FeatureContext, path: string): TreeSpec {
  const tree = workspace.treeAt(path);
  const analysis = workspace.specAt(path)?.analysis;
  const repeatability = analysis && tierOf(analysis);
  return {
    path,
    hash: workspace.hashAt(path),
    lock: workspace.lock(path).state,
    metrics: tree ? evaluatedMetrics(tree) : [],
    ...(repeatability && { repeatability }),
  };
}
