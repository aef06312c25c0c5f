// The runs of the workspace, with where each comes from.
import { setImmediate } from 'node:timers/promises';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import type { StopSignal } from '../../../../src-shared/host/host';
import { join, relativeTo } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import { listedRuns, type ReadFileRuns, type RunFacts } from '../../../../src-shared/runs/list/listedRuns';
import type { SpecText } from '../../../../src-shared/runs/list/measurement';
import { rowsOf } from '../../../../src-shared/runs/list/readRows';
import { recordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { specsByHash } from '../../../../src-shared/runs/runOrigin';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { originLookup } from './originLookup';

/** The runs. */
export interface WorkspaceRuns {
  readonly rows: readonly RunRow[];
  /** The text of a spec: of a current one, of an older version, or one that a run kept. */
  readonly textOf: SpecText;
}

/** The runs of the workspace; undefined when it was cancelled. Other requests are answered between its parts. */
export async function workspaceRuns(
  context: FeatureContext,
  { cancelled }: { readonly cancelled: StopSignal },
): Promise<WorkspaceRuns | undefined> {
  const { workspace, inventory } = context;
  await inventory.demand();
  await context.refreshHistory();
  const files: ReadFileRuns[] = [];
  const paths = [...inventory.artifacts, ...keptIn(context)];
  for (const [i, path] of paths.entries()) {
    if (i % PART === PART - 1) await setImmediate();
    if (cancelled.aborted) return undefined;
    const runs = workspace.isIgnored(path) ? undefined : runsIn(context, path);
    if (runs) files.push(runs);
  }
  const facts = factsOf(context);
  return {
    rows: withOlderVersions(context, listedRuns(workspace.host, files, facts)),
    textOf: hash => textOf(context, facts.specs.get(hash), hash),
  };
}

const PART = 200;

/** Copies of overwritten manifests in a list; the history keeps all of them. */
const MAX_KEPT = 500;

const keptIn = ({ workspace: { host, folders } }: FeatureContext): string[] =>
  folders.flatMap(folder => keptManifests(host, folder, MAX_KEPT));

function runsIn({ workspace }: FeatureContext, path: string): ReadFileRuns | undefined {
  const artifact = workspace.artifactAt(path);
  if (!artifact?.root || artifact.detectedBy === 'name') return undefined;
  const known = KNOWN.get(artifact);
  if (known) return known;
  const rows = rowsOf(path, artifact, { keys: [] });
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
    records: recordedRuns(workspace.host, historiesOf(workspace)),
    hashAt,
  };
}

/** The folders of the workspace whose histories may be read: a history may come with a repository, so it is read only where the workspace is trusted. */
export const historiesOf = ({ host, folders, trusted }: WorkspaceView): string[] =>
  trusted ? [...new Set(folders.map(folder => workspaceFolderOf(host, folder)))] : [];

function textOf({ workspace, history }: FeatureContext, path: string | undefined, hash: string): string | undefined {
  const text = path === undefined ? undefined : workspace.read(path);
  if (text?.ok) return text.text;
  const { host } = workspace;
  return (
    history.storedText(hash) ??
    historiesOf(workspace).flatMap(folder => keptText(host, historyOf(host, folder), hash) ?? [])[0]
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
