// The runs of the workspace as rows of a list, from the index: where each comes from, and when it was.
import { join, relativeTo } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { isKeptPath } from '../../../../src-shared/repro/history/isKeptPath';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import type { IndexedFile } from '../../../../src-shared/runs/index/runIndex';
import { listedRuns, type ReadFileRuns, type RunFacts } from '../../../../src-shared/runs/list/listedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { type HashedSpec, specsByHash } from '../../../../src-shared/runs/runOrigin';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { hashedSpecs, originLookup } from './originLookup';

/** The runs, and the text of a spec by its CONFIG_HASH; undefined where it cannot be found. */
export interface WorkspaceRuns {
  readonly rows: readonly RunRow[];
  readonly textOf: (hash: string) => string | undefined;
}

/** Which runs are listed besides those of the index: `extra` files, and each combination of a sweep instead of its manifest. */
interface RunSelection {
  readonly extra?: readonly IndexedFile[];
  readonly withEntries?: boolean;
}

/** The runs; waits until the index, git and the kept runs are up to date. */
export async function workspaceRuns(
  context: FeatureContext,
  { extra = [], withEntries = true }: RunSelection = {},
): Promise<WorkspaceRuns> {
  const { inventory, workspace } = context;
  await inventory.demand();
  await Promise.all([context.refreshHistory(), context.refreshKept()]);
  const indexed = [...inventory.index.all()].filter(({ path }) => isListed(context, path));
  const files = [...indexed, ...extra].filter(file => withEntries || isOneRun(file));
  const facts = factsOf(context, currentSpecs(context));
  const rows = listedRuns(
    workspace.host,
    files.map(file => withFolder(workspace, file)),
    facts,
  );
  return {
    rows: withOlderVersions(context, rows),
    textOf: hash => textOf(context, facts.specs.get(hash), hash),
  };
}

/** The run of a file; undefined for a file with several. Reads no other file. */
export function runAt(context: FeatureContext, file: IndexedFile): RunRow | undefined {
  if (!isOneRun(file)) return undefined;
  const facts = factsOf(context, hashedSpecs(context));
  const rows = listedRuns(context.workspace.host, [{ ...withFolder(context.workspace, file), isNamed: true }], facts);
  return withOlderVersions(context, rows)[0];
}

const isOneRun = ({ path, rows: [first] }: IndexedFile): boolean => first?.path === path;

/** Whether the runs of a file are listed: a setting may exclude it, but not a copy in a history. */
export const isListed = (
  { workspace, inventory }: Pick<FeatureContext, 'workspace' | 'inventory'>,
  path: string,
): boolean => isKeptPath(path) || !(workspace.isIgnored(path) || inventory.ignoredRuns.has(path));

/** A file of the index with its path relative to its workspace folder. */
export function withFolder<File extends IndexedFile>(workspace: WorkspaceView, file: File): File & ReadFileRuns {
  const folder = workspace.folderOf(file.path);
  return { ...file, relative: folder === undefined ? file.path : relativeTo(folder, file.path) };
}

// As they are on disk: a list must not depend on a file event that was missed.
const currentSpecs = ({ workspace, inventory }: FeatureContext): HashedSpec[] =>
  [...inventory.specs.keys()].map(path => [path, workspace.hashAt(path)]);

// Of several specs with one text, the one with the shortest path counts: a copy is usually deeper or has a longer name.
function factsOf({ workspace, kept }: FeatureContext, specs: readonly HashedSpec[]): RunFacts {
  const sorted = [...specs].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return {
    specs: specsByHash(sorted),
    repositories: [],
    records: kept.recorded,
    hashAt: path => workspace.hashAt(path),
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
