// The runs of the workspace as rows: those in its files, and the manifests that trainings overwrote. What was read from a file is used until it changes.
import { setImmediate } from 'node:timers/promises';
import { kindOfName } from '../../../../src-shared/artifacts/detect';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { unreadableText } from '../../../../src-shared/artifacts/textFinding';
import type { StopSignal } from '../../../../src-shared/host/host';
import { join, relativeTo } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { type History, historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import { listedRuns, type ReadFileRuns, type RunFacts } from '../../../../src-shared/runs/list/listedRuns';
import { rowsOf } from '../../../../src-shared/runs/list/readRows';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import type { RunNotes } from '../../../../src-shared/runs/notes/readNotes';
import { withNotes } from '../../../../src-shared/runs/notes/withNotes';
import { specsByHash } from '../../../../src-shared/runs/runOrigin';
import type { UnreadableRun } from '../../../../src-shared/views/runs/treeContent';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { originLookup } from './originLookup';

/** The runs, what people wrote about them, and files that should be runs but cannot be read. */
export interface WorkspaceRuns {
  readonly rows: readonly RunRow[];
  readonly notes: RunNotes;
  readonly unreadable: readonly UnreadableRun[];
  /** The text of a spec by CONFIG_HASH. */
  readonly textOf: (hash: string) => string | undefined;
}

/** All runs; undefined when it was cancelled. Other requests are answered between its parts. */
export async function workspaceRuns(
  context: FeatureContext,
  cancelled: StopSignal,
): Promise<WorkspaceRuns | undefined> {
  const { workspace, inventory } = context;
  await inventory.demand();
  await context.refreshHistory();
  const files: ReadFileRuns[] = [];
  const unreadable: UnreadableRun[] = [];
  const paths = [...inventory.artifacts, ...inventory.unreadable, ...keptIn(context)];
  for (const [i, path] of paths.entries()) {
    if (i % PART === PART - 1) await setImmediate();
    if (cancelled.aborted) return undefined;
    if (workspace.isIgnored(path)) continue;
    const runs = runsIn(context, path);
    const reason = runs ? undefined : unreadableReason(context, path);
    if (runs) files.push(runs);
    else if (reason !== undefined) unreadable.push({ path, reason });
  }
  const facts = factsOf(context);
  const notes = workspace.keptRuns.notes(histories(workspace));
  const rows = withNotes(withOlderVersions(context, listedRuns(workspace.host, files, facts)), notes);
  return { rows, notes, unreadable, textOf: hash => textOf(context, facts.specs.get(hash), hash) };
}

const PART = 200;

/** Copies of overwritten manifests in the list; the history keeps all of them. */
const MAX_KEPT = 500;

const keptIn = ({ workspace: { host, folders } }: FeatureContext): string[] =>
  folders.flatMap(folder => keptManifests(host, folder, MAX_KEPT));

/** The run in a file, or with a number an entry of it; undefined where there is none. */
export async function runAt(context: FeatureContext, path: string, entry?: number): Promise<RunRow | undefined> {
  await context.inventory.demand();
  await context.refreshHistory();
  const { host } = context.workspace;
  const file = runsIn(context, path);
  if (!file) return undefined;
  const rows = withOlderVersions(context, listedRuns(host, [{ ...file, isNamed: true }], factsOf(context)));
  const named = entry === undefined ? path : `${path}#${entry}`;
  return withNotes(rows, context.workspace.keptRuns.notes(histories(context.workspace))).find(
    row => row.path === named,
  );
}

/** The history of the workspace folder that contains a path; undefined for a path outside of them. */
export function historyAround(workspace: WorkspaceView, path: string): History | undefined {
  const { host } = workspace;
  const folder = workspace.folderOf(path);
  return folder === undefined ? undefined : historyOf(host, workspaceFolderOf(host, folder));
}

/** The workspace folders with a history that is read. It may come with a repository, so only where the workspace is trusted. */
export const histories = ({ host, folders, trusted }: WorkspaceView): string[] =>
  trusted ? [...new Set(folders.map(folder => workspaceFolderOf(host, folder)))] : [];

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

// The name alone counts only where KynML is used: other programs use it too.
function unreadableReason({ workspace, inventory }: FeatureContext, path: string): string | undefined {
  const artifact = workspace.artifactAt(path);
  const kind = artifact?.root ? undefined : (artifact?.kind ?? kindOfName(path));
  const isRun = kind?.isRun === true || kind?.entries?.kind.isRun === true;
  if (!isRun || ((!artifact || artifact.detectedBy === 'name') && !inventory.usesKynml())) return undefined;
  if (artifact) return artifact.diagnostics.map(unreadableText).join(' ');
  const read = workspace.read(path);
  return read.ok ? undefined : `${reasonText(read.reason)}.`;
}

function factsOf({ workspace, inventory }: FeatureContext): RunFacts {
  const hashAt = (path: string): string | undefined => workspace.hashAt(path);
  const paths = [...inventory.specs.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return {
    specs: specsByHash(paths.map(path => [path, hashAt(path)])),
    repositories: [],
    records: workspace.keptRuns.records(histories(workspace)),
    hashAt,
  };
}

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
