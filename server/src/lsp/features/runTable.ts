// `kynml/runTable` and `kynml/exportRuns`: the runs of the workspace, or of one file, as a table.
import { type Artifact, entryPath } from '../../../../src-shared/artifacts/read';
import type { StopSignal } from '../../../../src-shared/host/host';
import { memoized } from '../../../../src-shared/host/memoized';
import type { Directions } from '../../../../src-shared/kyn/catalogue/metricDirection';
import { utcClock } from '../../../../src-shared/protocol/clock';
import type { RunTableQuery, RunTableView } from '../../../../src-shared/protocol/runTableView';
import { baselineImports } from '../../../../src-shared/runs/list/baselineImports';
import { baselinesOf } from '../../../../src-shared/runs/list/baselinesOf';
import { metricKeys } from '../../../../src-shared/runs/list/columns';
import { groupedBy } from '../../../../src-shared/runs/list/groupedBy';
import { measurements, type SpecText } from '../../../../src-shared/runs/list/measurement';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { type SeedGroup, seedGroupSteps } from '../../../../src-shared/runs/list/seedGroups';
import { newestFirst } from '../../../../src-shared/runs/list/sortRows';
import { eachInSteps, type Steps } from '../../../../src-shared/runs/steps';
import { recordedLeaves } from '../../../../src-shared/runs/table/recordedLeaves';
import { specLeaves } from '../../../../src-shared/runs/table/specLeaves';
import { sweepGap, sweepText } from '../../../../src-shared/runs/table/sweepRows';
import { type TableRows, tableRows } from '../../../../src-shared/runs/table/tableRows';
import { trackedLeaves } from '../../../../src-shared/runs/table/trackedLeaves';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { exportedGroups, exportedRunSteps } from '../../../../src-shared/views/runs/exportedRuns';
import type { TableWording } from '../../../../src-shared/views/runs/runTable';
import { columnKeys, runTableView } from '../../../../src-shared/views/runs/runTableView';
import { directionsFor, policyFor } from '../artifact/policyFor';
import { rowComparer } from '../artifact/rowComparer';
import { verifiedSteps } from '../artifact/verifiedSteps';
import { artifactLookup, ignoredGaps, type WorkspaceRuns, workspaceRuns } from '../artifact/workspaceRuns';
import { pathOf, runPathOf, runUriOf, uriOf } from '../base/convert';
import { inSlices } from '../base/inSlices';
import { systemClock } from '../base/systemClock';
import { ownFeature, type RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { unsentParts } from '../protocol/unsentParts';

/** `kynml/runTable`. Other requests are answered between its slices. */
export const runTable = ownFeature('kynml/runTable', null, async (context, query, control) => {
  const { cancelled } = control;
  const found = await tableFor(context, query, cancelled);
  const view = found && (await inSlices(viewOf(context, query, found), cancelled));
  if (!view) return null;
  const { workspace } = context;
  const file = fileOf(query);
  const title = file !== undefined && { title: oneLine(workspace.label(file)) };
  return unsent({ ...view, ...title, remarks: found.remarks }, control);
});

/** A message with all columns of more runs would take too long to prepare and to send in one piece. */
const MAX_WHOLE = 1000;

// Sends the parts of a long table that the client asked for; resolves to what is left.
async function unsent(view: RunTableView, control: RequestControl): Promise<RunTableView | null> {
  if (view.runs.length <= MAX_WHOLE) return view;
  const none: RunTableView = { runs: [], columns: [], notes: [], remarks: [] };
  const parts = [{ runs: view.runs }, ...view.columns.map(column => ({ columns: [column] }))];
  const left = await unsentParts(
    parts.map(part => ({ ...none, ...part })),
    control,
  );
  if (!left) return null;
  return left.length > 0 ? view : { ...view, runs: [], columns: [] };
}

function* viewOf(context: FeatureContext, query: RunTableQuery, found: FoundTable) {
  const { table, baselineOf, groups, textOf, directions } = found;
  const { workspace } = context;
  // Each metric has a best run among those that measured the same.
  const measurementOf = memoized(measurements(textOf));
  yield* eachInSteps(table.rows, measurementOf);
  return yield* runTableView(
    { ...table, groups, ...(query.bySeed && { bySeed: true }), baselineOf },
    {
      label: path => workspace.label(path),
      clock: systemClock,
      measurementOf,
      directions,
      uri: uriOfRun,
      stepsOf: verifiedSteps(context),
    },
  );
}

/** `kynml/exportRuns`. As `kyn runs`, it has differences only from one baseline for all runs. */
export const exportRuns = ownFeature('kynml/exportRuns', null, async (context, query, { cancelled }) => {
  const found = await tableFor(context, { ...query, baseline: query.baseline ?? null }, cancelled);
  if (!found) return null;
  const { table, textOf, directions } = found;
  const wording: TableWording = {
    label: path => context.workspace.label(path),
    clock: utcClock,
    measurementOf: measurements(textOf),
    directions,
  };
  const { format, columns } = query;
  const keys = columnKeys(table);
  const content = { columns: columns.map(name => keys.get(name) ?? name), wording };
  const byUri = new Map(table.rows.map(row => [uriOfRun(row.path), row]));
  const rows = query.runs.flatMap(uri => byUri.get(uri) ?? []);
  if (!query.bySeed) return (await inSlices(exportedRunSteps(rows, format, content), cancelled)) ?? null;
  const groups = new Map(found.groups.map(group => [group.runs[0], group]));
  return exportedGroups(
    rows.flatMap(row => groups.get(row) ?? []),
    format,
    content,
  );
});

interface FoundTable {
  readonly table: TableRows;
  readonly baselineOf: ReadonlyMap<RunRow, RunRow>;
  readonly groups: readonly SeedGroup[];
  readonly textOf: SpecText;
  /** For the columns, the best runs and the differences alike. */
  readonly directions: Directions;
  readonly remarks: readonly string[];
}

async function tableFor(
  context: FeatureContext,
  query: RunTableQuery,
  cancelled: StopSignal,
): Promise<FoundTable | undefined> {
  const file = fileOf(query);
  const listed = await workspaceRuns(context, file === undefined ? {} : { file });
  // The settings, the groups over seeds and the best runs need the same texts.
  const runs = { ...listed, textOf: memoized(listed.textOf) };
  if (file !== undefined && runs.rows.length === 0) return undefined;
  const { rows, remarks } =
    file === undefined
      ? selectedRows(newestFirst(runs.rows), query)
      : await withBaseline(context, await withMissing(context, file, runs), query);
  const baselines = baselinesOf(rows, query, uriOfRun);
  const directions = directionsFor(
    context.workspace,
    rows.map(row => row.path),
  );
  const comparing = { rows, baselines, directions, textOf: runs.textOf };
  const found = await inSlices(tableOf(context, comparing), cancelled);
  const all = [...ignoredGaps(context.inventory), ...remarks];
  return found && { ...found, textOf: runs.textOf, directions, remarks: all };
}

interface ComparedRows extends Pick<FoundTable, 'textOf' | 'directions'> {
  readonly rows: readonly RunRow[];
  readonly baselines: ReadonlyMap<RunRow, RunRow>;
}

function* tableOf(
  context: FeatureContext,
  compared: ComparedRows,
): Steps<Pick<FoundTable, 'table' | 'baselineOf' | 'groups'>> {
  const { rows, baselines, textOf } = compared;
  const table = yield* tableRows(yield* withValues(context, compared), textOf);
  const groups = yield* seedGroupSteps(table.rows, textOf);
  return { table, groups, baselineOf: rowsAt(table.rows, rows, baselines) };
}

// The rows of the table have more fields than those that the baselines were found in, in the same order.
function rowsAt(
  shown: readonly RunRow[],
  rows: readonly RunRow[],
  baselines: ReadonlyMap<RunRow, RunRow>,
): ReadonlyMap<RunRow, RunRow> {
  const shownOf = new Map(rows.map((row, i) => [row, shown[i]!]));
  return new Map([...baselines].map(([row, baseline]) => [shownOf.get(row)!, shownOf.get(baseline)!]));
}

interface ListedRows {
  readonly rows: readonly RunRow[];
  readonly remarks: readonly string[];
}

const SELECTED = 'Only the selected runs are shown. Show Runs as Table in the view of runs shows all of them.';

// What a person selected may contain files without runs, which must not be left out silently.
function selectedRows(rows: readonly RunRow[], { selected }: RunTableQuery): ListedRows {
  if (!selected) return { rows, remarks: [] };
  const places = rows.map(row => ({ row, uris: [uriOfRun(row.path), uriOf(entryPath(row.path)?.file ?? row.path)] }));
  const wanted = new Set(selected.map(uri => runUriOf(runPathOf(uri) ?? uri)));
  const own = places.filter(({ uris }) => uris.some(uri => uri !== undefined && wanted.has(uri)));
  const found = new Set(own.flatMap(({ uris }) => uris));
  const without = [...wanted].filter(uri => !found.has(uri)).length;
  const missing =
    without === 0 ? [] : [`${without} of the ${wanted.size} selected files ${without === 1 ? 'has' : 'have'} no runs.`];
  return { rows: own.map(({ row }) => row), remarks: [SELECTED, ...missing] };
}

// The runs of one file may be compared with runs that are not in it: the baselines of their specs, or one that the user chose. Each is a row too.
async function withBaseline(context: FeatureContext, own: ListedRows, query: RunTableQuery): Promise<ListedRows> {
  const compared = baselinesOf(own.rows, query, uriOfRun);
  // A combination that failed has no spec.
  const mayHaveOne = ({ spec }: RunRow): boolean => query.baseline !== undefined || spec.path !== undefined;
  const without = own.rows.filter(row => mayHaveOne(row) && !compared.has(row));
  if (query.baseline === null || without.length === 0) return own;
  const others = otherBaselines(newestFirst((await workspaceRuns(context)).rows), without, query);
  const names = others.map(({ path }) => oneLine(context.workspace.label(path)));
  const gone = query.baseline !== undefined && others.length === 0 ? [GONE] : [];
  return { rows: [...others, ...own.rows], remarks: [...own.remarks, ...comparedWith(names), ...gone] };
}

// Of copies of the baseline of a spec, the first counts.
function otherBaselines(
  all: readonly RunRow[],
  without: readonly RunRow[],
  { baseline }: RunTableQuery,
): readonly RunRow[] {
  if (baseline !== undefined) return all.filter(({ path }) => uriOfRun(path) === baseline);
  const bySpec = groupedBy(
    all.filter(({ isBaseline }) => isBaseline),
    ({ spec }) => spec.path,
  );
  const specs = new Set(without.flatMap(({ spec }) => spec.path ?? []));
  return [...specs].flatMap(spec => bySpec.get(spec)?.[0] ?? []);
}

function comparedWith(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const runs = names.length === 1 ? 'a run that is not in this file' : 'runs that are not in this file';
  return [`Compared with ${runs}: ${firstFew(names, MAX_NAMED, { text: name => name })}.`];
}

const MAX_NAMED = 3;

const GONE = 'Compared with no run, because the chosen baseline was not found. It may have been moved or deleted.';

// The combinations of the spec that a results file lacks follow those that it has.
async function withMissing(
  { workspace, history }: FeatureContext,
  path: string,
  { rows, textOf }: WorkspaceRuns,
): Promise<ListedRows> {
  const kind = workspace.artifactAt(path)?.kind.entries?.kind;
  if (!kind) return { rows, remarks: [] };
  const [hash, another] = new Set(rows.flatMap(({ claims }) => claims.configHash ?? []));
  const text = hash === undefined || another !== undefined ? undefined : (textOf(hash) ?? (await history.text(hash)));
  const gap = sweepGap({ path, kind, rows }, text);
  return { rows: [...rows, ...gap.rows], remarks: [sweepText({ rows }, gap)] };
}

// Adds all values of their files to runs, leaf by leaf, and compares them with their baselines.
function withValues(
  context: FeatureContext,
  { rows, baselines, directions, textOf }: ComparedRows,
): Steps<readonly RunRow[]> {
  const artifactOf = artifactLookup(context.workspace);
  const [withImports, settingsOf] = [baselineImports(textOf), specLeaves(textOf)];
  const metrics = new Set(metricKeys(rows));
  const compareWith = memoized((baseline: RunRow) => {
    const policy = { ...policyFor(context.workspace, baseline.path), directions };
    return rowComparer({ baseline, policy, withImports, settingsOf }, artifactOf(baseline.path));
  });
  const judged = (row: RunRow): RunRow => {
    const [own, baseline] = [artifactOf(row.path), baselines.get(row)];
    const compared = baseline ? compareWith(baseline)(row, own) : row;
    return { ...compared, fields: withLeaves(row, own, metrics) };
  };
  // A file may be as large as a sweep.
  return eachInSteps(rows, judged, 1);
}

function withLeaves({ fields, tracked }: RunRow, own: Artifact | undefined, metrics: ReadonlySet<string>) {
  if (tracked) return trackedLeaves(tracked, metrics);
  return own?.root ? new Map([...fields, ...recordedLeaves(own.root, own.kind)]) : fields;
}

const fileOf = ({ file }: RunTableQuery): string | undefined => (file === undefined ? undefined : pathOf(file));

// A combination that has not run has none.
const uriOfRun = (path: string): string | undefined => (/#missing-\d+$/.test(path) ? undefined : runUriOf(path));
