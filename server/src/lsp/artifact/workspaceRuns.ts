// The runs of the workspace as rows of a list, from the index: where each comes from, and when it was.
import { type Artifact, entryPath, readEntries } from '../../../../src-shared/artifacts/read';
import { memoized } from '../../../../src-shared/host/memoized';
import { relativeTo } from '../../../../src-shared/host/paths';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { type History, historyOf, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { isKeptPath } from '../../../../src-shared/repro/history/isKeptPath';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import type { IndexedFile } from '../../../../src-shared/runs/index/runIndex';
import { currentImports, unknownImports } from '../../../../src-shared/runs/list/importsState';
import { listedRunSteps, type ReadFileRuns, type RunFacts } from '../../../../src-shared/runs/list/listedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { runAtIn } from '../../../../src-shared/runs/notes/placedRun';
import type { RunNotes } from '../../../../src-shared/runs/notes/readNotes';
import { withNotes } from '../../../../src-shared/runs/notes/withNotes';
import { type HashedSpec, specsByHash } from '../../../../src-shared/runs/runOrigin';
import { allSteps, eachInSteps, type Steps } from '../../../../src-shared/runs/steps';
import { inSlices } from '../base/inSlices';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { hashedSpecs, type OriginLookup, originLookup } from './originLookup';

/** The runs with what people wrote about them. `textOf`: the text of a spec by its CONFIG_HASH; undefined where it cannot be found. */
export interface WorkspaceRuns {
  readonly rows: readonly RunRow[];
  readonly notes: RunNotes;
  readonly textOf: (hash: string) => string | undefined;
}

/** Which runs are listed: all of the index and of `extra` files, or those of one `file` of the index; and each combination of a sweep instead of its manifest. */
interface RunSelection {
  readonly extra?: readonly IndexedFile[];
  readonly file?: string;
  readonly withEntries?: boolean;
}

/** The runs; waits until the index, git and the kept runs are up to date. Other requests are answered meanwhile. */
export async function workspaceRuns(context: FeatureContext, selection: RunSelection = {}): Promise<WorkspaceRuns> {
  const { inventory, workspace } = context;
  await inventory.demand();
  await Promise.all([context.refreshHistory(), context.refreshKept()]);
  const specs = shortestFirst(currentSpecs(context));
  const notes = workspace.runNotes.of(historiesOf(workspace));
  const isRunAt = runAtIn(path => inventory.index.get(path));
  return {
    rows: withNotes(await inSlices(selectedRows(context, selection, specs)), notes, isRunAt),
    notes,
    textOf: hash => textOf(context, specs.get(hash), hash),
  };
}

/** The run of a file; undefined for a file with several. Reads no other file. */
export const runIn = (context: FeatureContext, file: IndexedFile): RunRow | undefined =>
  isOneRun(file) ? allSteps(rowsIn(context, [named(file)], shortestFirst(hashedSpecs(context))))[0] : undefined;

type SelectedFile = IndexedFile & Pick<ReadFileRuns, 'isNamed'>;

const named = (file: IndexedFile): SelectedFile => ({ ...file, isNamed: true });

function* selectedRows(
  context: FeatureContext,
  selection: RunSelection,
  specs: RunFacts['specs'],
): Steps<readonly RunRow[]> {
  return yield* rowsIn(context, yield* selectedFiles(context, selection), specs);
}

function* selectedFiles(
  context: FeatureContext,
  { extra = [], file, withEntries = true }: RunSelection,
): Steps<readonly SelectedFile[]> {
  const { index } = context.inventory;
  if (file !== undefined) {
    const only = index.get(file);
    return only ? [named(only)] : [];
  }
  const all = [...index.all()];
  const listed = yield* eachInSteps(all, one => isListed(context, one.path));
  return [...all.filter((_, i) => listed[i]), ...extra].filter(one => withEntries || isOneRun(one));
}

const isOneRun = ({ path, rows: [first] }: IndexedFile): boolean => first?.path === path;

/** Whether the runs of a file are listed: a setting may exclude it, but not a copy in a history. */
export const isListed = (
  { workspace, inventory }: Pick<FeatureContext, 'workspace' | 'inventory'>,
  path: string,
): boolean => isKeptPath(path) || !(workspace.isIgnored(path) || inventory.ignoredRuns.has(path));

/** A sentence where runs that git ignores may be listed, although a setting leaves them out. */
export const ignoredGaps = ({ ignoredGap }: FeatureContext['inventory']): string[] =>
  ignoredGap
    ? [`Runs that git ignores may be shown, although \`kynml.runs.includeIgnored\` is off: ${failureText(ignoredGap)}.`]
    : [];

/** A file of the index with its path relative to its workspace folder. */
export function withFolder<File extends Pick<IndexedFile, 'path'>>(
  workspace: Pick<WorkspaceView, 'folderOf'>,
  file: File,
): File & Pick<ReadFileRuns, 'relative'> {
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
const shortestFirst = (specs: readonly HashedSpec[]): RunFacts['specs'] =>
  specsByHash([...specs].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)));

// Many runs have the same spec and imports. What changes between the steps is reported to the client, which asks again.
function* rowsIn(
  context: FeatureContext,
  files: readonly SelectedFile[],
  specs: RunFacts['specs'],
): Steps<readonly RunRow[]> {
  const { workspace, kept } = context;
  const origins = originLookup(context);
  const hashAt = memoized((path: string) => workspace.hashAt(path));
  const realPath = memoized((path: string) => workspace.identity(path));
  const rows = yield* listedRunSteps(workspace.host, yield* eachInSteps(files, file => withFolder(workspace, file)), {
    specs,
    repositories: [],
    records: kept.recorded,
    committedAt: path => context.commitTimes.at(path),
    hashAt,
    faultOf: origins.faultOf,
    importsOf: memoized((path: string) => {
      const tree = workspace.treeAt(path);
      return tree ? currentImports(workspace.composition(path, tree), { hashAt, realPath }) : unknownImports;
    }),
  });
  return yield* withOlderVersions(rows, origins);
}

/** The workspace folders with a history that is read. It may come with a repository, so only where the workspace is trusted. */
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

function withOlderVersions(rows: readonly RunRow[], origins: OriginLookup): Steps<readonly RunRow[]> {
  return eachInSteps(rows, row => {
    const origin = row.spec.state === 'current' ? undefined : origins.find(row.claims.configHash);
    if (origin?.state === 'unknown' && origin.unread) return { ...row, spec: { state: 'unknown', ...origin.unread } };
    if (origin?.state !== 'stale') return row;
    const path = origins.specAt(origin.path);
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
