// `kynml/runTree`: the specs of the workspace with their versions and runs, for the view of runs.
import { setImmediate } from 'node:timers/promises';
import { relativeTo } from '../../../../src-shared/host/paths';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import { listedRuns, type ReadFileRuns, type RunFacts } from '../../../../src-shared/runs/list/listedRuns';
import { rowsOf } from '../../../../src-shared/runs/list/readRows';
import { recordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { type TreeSpec, runTree as treeOf } from '../../../../src-shared/views/runs/runTree';
import { originLookup } from '../artifact/originLookup';
import { uriOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/runTree`. Other requests are answered between its parts. */
export const runTree = ownFeature('kynml/runTree', null, async (context, _, { cancelled }) => {
  const { workspace, inventory } = context;
  await inventory.demand();
  await context.refreshHistory();
  const files: ReadFileRuns[] = [];
  const paths = [...inventory.artifacts, ...keptIn(context)];
  for (const [i, path] of paths.entries()) {
    if (i % PART === PART - 1) await setImmediate();
    if (cancelled.aborted) return null;
    const runs = workspace.isIgnored(path) ? undefined : runsIn(context, path);
    if (runs) files.push(runs);
  }
  const rows = withSpecs(context, listedRuns(workspace.host, files, factsOf(context)));
  const specs = [...inventory.specs.keys()].map(path => treeSpec(context, path));
  return treeOf(rows, specs, { label: path => workspace.label(path), uri: uriOf, clock: systemClock });
});

const PART = 200;

/** Copies of overwritten manifests in the tree; the history keeps all of them. */
const MAX_KEPT = 500;

const keptIn = ({ workspace: { host, folders } }: FeatureContext): string[] =>
  folders.flatMap(folder => keptManifests(host, folder, MAX_KEPT));

function runsIn({ workspace }: FeatureContext, path: string): ReadFileRuns | undefined {
  const artifact = workspace.artifactAt(path);
  const rows = artifact?.root && artifact.detectedBy !== 'name' ? rowsOf(path, artifact, { keys: [] }) : [];
  const text = rows.length > 0 ? workspace.read(path) : undefined;
  if (!text?.ok) return undefined;
  const folder = workspace.folderOf(path);
  const relative = folder === undefined ? path : relativeTo(folder, path);
  return { path, relative, hash: workspace.host.sha256(text.text), rows };
}

// The specs are those of the open buffers, which `withSpecs` finds.
function factsOf({ workspace: { host, folders, trusted } }: FeatureContext): RunFacts {
  const histories = trusted ? [...new Set(folders.map(folder => workspaceFolderOf(host, folder)))] : [];
  const records = histories.map(folder => recordedRuns(host, folder));
  return {
    specs: new Map(),
    repositories: [],
    records: {
      ends: new Map(records.flatMap(({ ends }) => [...ends])),
      specs: new Map(records.flatMap(({ specs }) => [...specs])),
    },
  };
}

function withSpecs(context: FeatureContext, rows: readonly RunRow[]): RunRow[] {
  const origins = originLookup(context);
  const specs = [...context.inventory.specs.keys()];
  return rows.map(row => {
    const origin = origins.find(row.claims.configHash);
    if (origin.state === 'unknown') return row;
    if (origin.state === 'current') return { ...row, spec: { state: 'current', path: origin.path } };
    // Git gives a path from the top of its work tree, which is a workspace folder or a folder above it.
    const path = specs.find(spec => spec.endsWith(`/${origin.path}`));
    return { ...row, spec: { state: 'stale', commit: origin.commit, ...(path !== undefined && { path }) } };
  });
}

function treeSpec({ workspace }: FeatureContext, path: string): TreeSpec {
  const tree = workspace.treeAt(path);
  return {
    path,
    hash: workspace.hashAt(path),
    lock: workspace.lock(path).state,
    metrics: tree ? evaluatedMetrics(tree) : [],
  };
}

function evaluatedMetrics(tree: SyntaxTree): string[] {
  const value = blocksOf(tree, 'evaluate')[0]?.item.entries.find(e => e.key.text === 'metrics')?.value;
  return value?.kind === 'list' ? value.items.flatMap(item => (item.kind === 'name' ? [item.text] : [])) : [];
}
