// `kynml/runTree`: the specs of the workspace with their versions and runs, for the view of runs.
import { setImmediate } from 'node:timers/promises';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { join, relativeTo } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import { listedRuns, type ReadFileRuns, type RunFacts } from '../../../../src-shared/runs/list/listedRuns';
import { measurements } from '../../../../src-shared/runs/list/measurement';
import { rowsOf } from '../../../../src-shared/runs/list/readRows';
import { recordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { specsByHash } from '../../../../src-shared/runs/runOrigin';
import { type TreeSpec, runTree as treeOf } from '../../../../src-shared/views/runs/runTree';
import { originLookup } from '../artifact/originLookup';
import { uriOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';

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
  const facts = factsOf(context);
  const rows = withOlderVersions(context, listedRuns(workspace.host, files, facts));
  const specs = [...inventory.specs.keys()].map(path => treeSpec(context, path));
  return treeOf(rows, specs, {
    label: path => workspace.label(path),
    uri: uriOf,
    clock: systemClock,
    measurementOf: measurements(hash => textOf(context, facts.specs.get(hash), hash)),
  });
});

const PART = 200;

/** Copies of overwritten manifests in the tree; the history keeps all of them. */
const MAX_KEPT = 500;

const keptIn = ({ workspace: { host, folders } }: FeatureContext): string[] =>
  folders.flatMap(folder => keptManifests(host, folder, MAX_KEPT));

function runsIn({ workspace }: FeatureContext, path: string): ReadFileRuns | undefined {
  const artifact = workspace.artifactAt(path);
  if (!artifact?.root || artifact.detectedBy === 'name') return undefined;
  const known = KNOWN.get(artifact);
  if (known) return known;
  const rows = rowsOf(path, artifact, { keys: [], sha256: workspace.host.sha256 });
  const text = rows.length > 0 ? workspace.read(path) : undefined;
  if (!text?.ok) return undefined;
  const folder = workspace.folderOf(path);
  const relative = folder === undefined ? path : relativeTo(folder, path);
  const runs = { path, relative, hash: workspace.host.sha256(text.text), rows };
  KNOWN.set(artifact, runs);
  return runs;
}

// An artifact is the same object until its text changes.
const KNOWN = new WeakMap<Artifact, ReadFileRuns>();

function factsOf({ workspace, inventory }: FeatureContext): RunFacts {
  const hashAt = (path: string): string | undefined => workspace.hashAt(path);
  const paths = [...inventory.specs.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return {
    specs: specsByHash(paths.map(path => [path, hashAt(path)])),
    repositories: [],
    records: recordedRuns(workspace.host, histories(workspace)),
    hashAt,
  };
}

// A history may come with a repository, so it is read only where the workspace is trusted.
const histories = ({ host, folders, trusted }: WorkspaceView): string[] =>
  trusted ? [...new Set(folders.map(folder => workspaceFolderOf(host, folder)))] : [];

function textOf({ workspace, history }: FeatureContext, path: string | undefined, hash: string): string | undefined {
  const text = path === undefined ? undefined : workspace.read(path);
  if (text?.ok) return text.text;
  const { host } = workspace;
  return (
    history.storedText(hash) ??
    histories(workspace).flatMap(folder => keptText(host, historyOf(host, folder), hash) ?? [])[0]
  );
}

function withOlderVersions(context: FeatureContext, rows: readonly RunRow[]): RunRow[] {
  const { host, folders } = context.workspace;
  const tops = [...new Set(folders.flatMap(folder => repositoryOf(host, folder) ?? []))];
  const origins = originLookup(context);
  return rows.map(row => {
    const origin = row.spec.state === 'current' ? undefined : origins.find(row.claims.configHash);
    if (origin?.state !== 'stale') return row;
    // Git gives a path from the top of its work tree. The spec may have been deleted since.
    const paths = tops.map(top => join(top, origin.path));
    const path = paths.find(p => context.inventory.specs.has(p)) ?? paths[0];
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
