// `kynml/runTable` and `kynml/exportRuns`: the runs of the workspace, or of one file, as a table.
import { type Artifact, entryPath } from '../../../../src-shared/artifacts/read';
import type { StopSignal } from '../../../../src-shared/host/host';
import { memoized } from '../../../../src-shared/host/memoized';
import { utcClock } from '../../../../src-shared/protocol/clock';
import type { RunTableQuery } from '../../../../src-shared/protocol/runTableView';
import { baselinesOf } from '../../../../src-shared/runs/list/baselinesOf';
import { compareWithBaseline } from '../../../../src-shared/runs/list/compareWithBaseline';
import { measurements, type SpecText } from '../../../../src-shared/runs/list/measurement';
import type { RunComparison, RunRow } from '../../../../src-shared/runs/list/runRow';
import { seedGroups } from '../../../../src-shared/runs/list/seedGroups';
import { newestFirst } from '../../../../src-shared/runs/list/sortRows';
import { recordedLeaves } from '../../../../src-shared/runs/table/recordedLeaves';
import { sweepGap, sweepText } from '../../../../src-shared/runs/table/sweepRows';
import { type TableRows, tableRows } from '../../../../src-shared/runs/table/tableRows';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { exportedGroups, exportedRuns } from '../../../../src-shared/views/runs/exportedRuns';
import type { TableWording } from '../../../../src-shared/views/runs/runTable';
import { columnKeys, runTableView } from '../../../../src-shared/views/runs/runTableView';
import { policyFor } from '../artifact/policyFor';
import { verifiedSteps } from '../artifact/verifiedSteps';
import { artifactLookup, type WorkspaceRuns, workspaceRuns } from '../artifact/workspaceRuns';
import { pathOf, runPathOf, runUriOf, uriOf } from '../base/convert';
import { pause } from '../base/pause';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/runTable`. Other requests are answered between its parts. */
export const runTable = ownFeature('kynml/runTable', null, async (context, query, { cancelled }) => {
  const found = await tableFor(context, query, cancelled);
  if (!found) return null;
  const { table, baselineOf, textOf } = found;
  const { workspace } = context;
  const view = runTableView(
    {
      ...table,
      groups: seedGroups(table.rows, textOf),
      ...(query.bySeed && { bySeed: true }),
      baselineOf,
    },
    {
      label: path => workspace.label(path),
      clock: systemClock,
      measurementOf: measurements(textOf),
      directions: workspace.settingsFor(undefined).runs.metricDirections,
      uri: uriOfRun,
      stepsOf: verifiedSteps(context),
    },
  );
  const file = fileOf(query);
  return { ...view, ...(file !== undefined && { title: oneLine(workspace.label(file)) }), remarks: found.remarks };
});

/** `kynml/exportRuns`. As `kyn runs`, it has differences only from one baseline for all runs. */
export const exportRuns = ownFeature('kynml/exportRuns', null, async (context, query, { cancelled }) => {
  const found = await tableFor(context, { ...query, baseline: query.baseline ?? null }, cancelled);
  if (!found) return null;
  const { table, textOf } = found;
  const wording: TableWording = {
    label: path => context.workspace.label(path),
    clock: utcClock,
    measurementOf: measurements(textOf),
    directions: context.workspace.settingsFor(undefined).runs.metricDirections,
  };
  const { format, columns } = query;
  const keys = columnKeys(table);
  const content = { columns: columns.map(name => keys.get(name) ?? name), wording };
  const byUri = new Map(table.rows.map(row => [uriOfRun(row.path), row]));
  const rows = query.runs.flatMap(uri => byUri.get(uri) ?? []);
  if (!query.bySeed) return exportedRuns(rows, format, content);
  const groups = new Map(seedGroups(table.rows, textOf).map(group => [group.runs[0], group]));
  return exportedGroups(
    rows.flatMap(row => groups.get(row) ?? []),
    format,
    content,
  );
});

interface FoundTable {
  readonly table: TableRows;
  readonly baselineOf: ReadonlyMap<RunRow, RunRow>;
  readonly textOf: SpecText;
  readonly remarks: readonly string[];
}

async function tableFor(
  context: FeatureContext,
  query: RunTableQuery,
  cancelled: StopSignal,
): Promise<FoundTable | undefined> {
  const file = fileOf(query);
  const found = await workspaceRuns(context, file === undefined ? {} : { file });
  // The settings, the groups over seeds and the best runs need the same texts.
  const runs = { ...found, textOf: memoized(found.textOf) };
  if (file !== undefined && runs.rows.length === 0) return undefined;
  const { rows, remarks } =
    file === undefined ? selectedRows(newestFirst(runs.rows), query) : await withMissing(context, file, runs);
  const baselines = baselinesOf(rows, query, uriOfRun);
  const judged = await withValues(context, rows, baselines, cancelled);
  if (!judged) return undefined;
  const table = tableRows(judged, runs.textOf);
  return { table, baselineOf: rowsAt(table.rows, rows, baselines), textOf: runs.textOf, remarks };
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

const PART = 200;

// Adds all values of their files to runs, leaf by leaf, and compares them with their baselines.
async function withValues(
  context: FeatureContext,
  rows: readonly RunRow[],
  baselines: ReadonlyMap<RunRow, RunRow>,
  cancelled: StopSignal,
): Promise<readonly RunRow[] | undefined> {
  const artifactOf = artifactLookup(context.workspace);
  const compareWith = memoized((baseline: RunRow) => comparer(context, baseline, artifactOf(baseline.path)));
  const judged: RunRow[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % PART === PART - 1) await pause();
    if (cancelled.aborted) return undefined;
    const [own, baseline] = [artifactOf(row.path), baselines.get(row)];
    const comparison = baseline && compareWith(baseline)(row, own);
    judged.push({ ...withLeaves(row, own), ...(comparison && { comparison }) });
  }
  return judged;
}

type Comparer = (row: RunRow, own: Artifact | undefined) => RunComparison | undefined;

function comparer({ workspace }: FeatureContext, baseline: RunRow, artifact: Artifact | undefined): Comparer {
  const policy = policyFor(workspace, baseline.path);
  return (row, own) =>
    row === baseline
      ? { verdict: 'baseline', deltas: new Map() }
      : artifact && own && compareWithBaseline(artifact, own, policy);
}

const withLeaves = (row: RunRow, { root, kind }: Partial<Artifact> = {}): RunRow =>
  root && kind ? { ...row, fields: new Map([...row.fields, ...recordedLeaves(root, kind)]) } : row;

const fileOf = ({ file }: RunTableQuery): string | undefined => (file === undefined ? undefined : pathOf(file));

// A combination that has not run has none.
const uriOfRun = (path: string): string | undefined => (/#missing-\d+$/.test(path) ? undefined : runUriOf(path));
