// The runs of the workspace as rows of a list, from the index: where each comes from, and when it was.

import { kindOfName } from '../../../../src-shared/artifacts/detect';
import { type Artifact, entryPath, readEntries } from '../../../../src-shared/artifacts/read';
import { unreadableText } from '../../../../src-shared/artifacts/textFinding';
import { memoized } from '../../../../src-shared/host/memoized';
import { join, relativeTo } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { type History, historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { isKeptPath } from '../../../../src-shared/repro/history/isKeptPath';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import type { IndexedFile } from '../../../../src-shared/runs/index/runIndex';
import { listedRuns, type ReadFileRuns, type RunFacts } from '../../../../src-shared/runs/list/listedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import type { RunNotes } from '../../../../src-shared/runs/notes/readNotes';
import { withNotes } from '../../../../src-shared/runs/notes/withNotes';
import { type HashedSpec, specsByHash } from '../../../../src-shared/runs/runOrigin';
import type { UnreadableRun } from '../../../../src-shared/views/runs/treeContent';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { hashedSpecs, originLookup } from './originLookup';

/** The runs, what people wrote about them, and files that should be runs but cannot be read. `textOf`: the text of a spec by its CONFIG_HASH; undefined where it cannot be found. */
export interface WorkspaceRuns {
  readonly rows: readonly RunRow[];
  readonly notes: RunNotes;
  readonly unreadable: readonly UnreadableRun[];
  readonly textOf: (hash: string) => string | undefined;
}

/** Which runs are listed: all of the index and of `extra` files, or those of one `file` of the index; and each combination of a sweep instead of its manifest. */
interface RunSelection {
  readonly extra?: readonly IndexedFile[];
  readonly file?: string;
  readonly withEntries?: boolean;
}

/** The runs; waits until the index, git and the kept runs are up to date. */
export async function workspaceRuns(
  context: FeatureContext,
  { extra = [], file: only, withEntries = true }: RunSelection = {},
): Promise<WorkspaceRuns> {
  const { inventory, workspace } = context;
  await inventory.demand();
  await Promise.all([context.refreshHistory(), context.refreshKept()]);
  const indexed = [...inventory.index.all()].filter(({ path }) => isListed(context, path));
  const named = only === undefined ? undefined : inventory.index.get(only);
  const files =
    only === undefined
      ? [...indexed, ...extra].filter(file => withEntries || isOneRun(file))
      : named
        ? [{ ...named, isNamed: true }]
        : [];
  const facts = factsOf(context, currentSpecs(context));
  const rows = listedRuns(
    workspace.host,
    files.map(file => withFolder(workspace, file)),
    facts,
  );
  const notes = workspace.runNotes.of(historiesOf(workspace));
  return {
    rows: withNotes(withOlderVersions(context, rows), notes),
    notes,
    unreadable: unreadableRuns(context),
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

/** The run in a file, or with a number an entry of it, with what people wrote about it; undefined where there is none. */
export async function notedRun(context: FeatureContext, path: string, entry?: number): Promise<RunRow | undefined> {
  const { inventory, workspace } = context;
  await inventory.demand();
  await Promise.all([context.refreshHistory(), context.refreshKept()]);
  const file = inventory.index.get(path);
  if (!file) return undefined;
  const facts = factsOf(context, currentSpecs(context));
  const rows = listedRuns(workspace.host, [{ ...withFolder(workspace, file), isNamed: true }], facts);
  const named = entry === undefined ? path : `${path}#${entry}`;
  const notes = workspace.runNotes.of(historiesOf(workspace));
  return withNotes(withOlderVersions(context, rows), notes).find(row => row.path === named);
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

/** The history of the workspace folder that contains a path; undefined for a path outside of them. */
export function historyAround(workspace: WorkspaceView, path: string): History | undefined {
  const { host } = workspace;
  const folder = workspace.folderOf(path);
  return folder === undefined ? undefined : historyOf(host, workspaceFolderOf(host, folder));
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
    hasImports(path) {
      const tree = workspace.treeAt(path);
      return tree !== undefined && importsOf(tree).length > 0;
    },
  };
}

/** The workspace folders with a history that is read. It may come with a repository, so only where the workspace is trusted. */
export const historiesOf = ({ host, folders, trusted }: WorkspaceView): string[] =>
  trusted ? [...new Set(folders.map(folder => workspaceFolderOf(host, folder)))] : [];

function unreadableRuns(context: FeatureContext): UnreadableRun[] {
  const { inventory, workspace } = context;
  return [...inventory.artifacts, ...inventory.unreadable].flatMap(path => {
    if (workspace.isIgnored(path) || inventory.index.get(path)) return [];
    const reason = unreadableReason(context, path);
    return reason === undefined ? [] : [{ path, reason }];
  });
}

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

/** Finds the artifact of a run by the path of its row; of a sweep, each entry is read once. */
export function artifactLookup(workspace: Pick<WorkspaceView, 'artifactAt'>): (path: string) => Artifact | undefined {
  const entriesOf = memoized((file: string) => {
    const artifact = workspace.artifactAt(file);
    return artifact ? readEntries(artifact) : [];
  });
  return path => {
    const entry = entryPath(path);
    return entry ? entriesOf(entry.file)[entry.index]?.artifact : workspace.artifactAt(path);
  };
}
