// `kynml/runs` and `kynml/run`: the runs of the workspace, newest first, for quick picks.
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { memoized } from '../../../../src-shared/host/memoized';
import type { Directions } from '../../../../src-shared/kyn/catalogue/metricDirection';
import { evaluatedMetrics } from '../../../../src-shared/kyn/training/evaluatedMetrics';
import type { RunItem } from '../../../../src-shared/protocol/views';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import { isKeptPath } from '../../../../src-shared/repro/history/isKeptPath';
import { indexedFile } from '../../../../src-shared/runs/index/indexedFile';
import type { IndexedFile } from '../../../../src-shared/runs/index/runIndex';
import { groupedBy } from '../../../../src-shared/runs/list/groupedBy';
import { headlineMetric } from '../../../../src-shared/runs/list/headlineMetric';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { newestFirstSteps } from '../../../../src-shared/runs/list/sortRows';
import { searchLimit } from '../../../../src-shared/runs/readRun';
import { runItem } from '../../../../src-shared/views/runs/runItem';
import { directionSteps, directionsFor } from '../artifact/policyFor';
import { runIn, workspaceRuns } from '../artifact/workspaceRuns';
import { pathOf, runUriOf } from '../base/convert';
import { inSlices } from '../base/inSlices';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { unsentParts } from '../protocol/unsentParts';

/** `kynml/runs`. Other requests are answered between the parts of a long list. */
export const runs = ownFeature(
  'kynml/runs',
  [],
  async (context, { extra = [], spec, configHash, withEntries = false }, control) => {
    const copies = extra.flatMap(uri => copyAt(context, pathOf(uri)) ?? []);
    const { rows } = await workspaceRuns(context, { extra: copies, withEntries });
    const wanted = configHash === undefined ? rows : rows.filter(row => row.claims.configHash === configHash);
    const asked = spec === undefined ? undefined : pathOf(spec);
    const newest = await inSlices(newestFirstSteps(wanted), control.cancelled);
    const directions = newest && (await inSlices(directionSteps(context.workspace, rows), control.cancelled));
    if (!directions) return [];
    const sorted = askedFirst(newest, asked);
    const itemOf = itemsOf(context, { rows, directions, copies: new Set(copies.map(({ path }) => path)) });
    const parts = partsOf(sorted, row => ({ ...itemOf(row), ...(isOfSpec(row, asked) && { isAsked: true as const }) }));
    return (await unsentParts(parts, control))?.flat() ?? [];
  },
);

function* partsOf(rows: readonly RunRow[], itemOf: (row: RunRow) => RunItem): Generator<RunItem[], void, void> {
  for (let from = 0; from < rows.length; from += MAX_PART) yield rows.slice(from, from + MAX_PART).map(itemOf);
}

/** The number of runs that are sent at once: a few milliseconds of work. */
const MAX_PART = 200;

/** `kynml/run`. */
export const run = ownFeature('kynml/run', null, (context, { uri }) => {
  const path = pathOf(uri);
  const file = path === undefined ? undefined : (context.inventory.index.get(path) ?? readFile(context, path));
  const row = file && runIn(context, file);
  if (!row) return null;
  const directions = directionsFor(context.workspace, [row.path]);
  return { ...itemsOf(context, { rows: [row], directions })(row), written: new Date(file.modified).toISOString() };
});

const isOfSpec = ({ spec }: RunRow, path: string | undefined): boolean => path !== undefined && spec.path === path;

const askedFirst = (rows: readonly RunRow[], path: string | undefined): readonly RunRow[] =>
  path === undefined ? rows : [...rows.filter(row => isOfSpec(row, path)), ...rows.filter(row => !isOfSpec(row, path))];

// Copies outside of the workspace are not in the index.
function copyAt(context: FeatureContext, path: string | undefined): IndexedFile | undefined {
  const file = path === undefined ? undefined : readFile(context, path);
  return file && { ...file, isCopy: true };
}

function readFile({ workspace: { host } }: FeatureContext, path: string): IndexedFile | undefined {
  const read = readArtifactText(host, path, searchLimit(path));
  const modified = (read.stat ?? host.stat(path))?.modified;
  if (!read.ok || modified === undefined) return undefined;
  return indexedFile(host, { path, text: read.text, artifact: readArtifact(path, read.text), modified });
}

/** The runs of a list: which directions of metrics hold for them, and which are copies. */
interface ListedRows {
  readonly rows: readonly RunRow[];
  readonly directions: Directions;
  readonly copies?: ReadonlySet<string>;
}

function itemsOf(context: FeatureContext, { rows, directions, copies }: ListedRows) {
  const { workspace, history } = context;
  const ofSpec = groupedBy(rows, row => row.spec.path);
  const headlineOf = memoized((path: string) => {
    const tree = workspace.treeAt(path);
    return headlineMetric(ofSpec.get(path) ?? [], {
      setting: workspace.settingsFor(path).runs.headlineMetric,
      directions,
      evaluated: tree ? evaluatedMetrics(tree) : [],
    });
  });
  const wording = {
    label: (path: string) => workspace.label(path),
    uri: runUriOf,
    clock: systemClock,
    directions,
    headline: ({ spec }: RunRow) => (spec.path === undefined ? undefined : headlineOf(spec.path)),
    commitOf: ({ spec, claims: { configHash = '' } }: RunRow) => {
      if (spec.path === undefined) return undefined;
      const commit = spec.commit ?? history.version(configHash)?.commit;
      return commit ?? (history.isRead(spec.path) ? null : undefined);
    },
  };
  return (row: RunRow): RunItem => ({
    ...runItem(row, wording),
    ...((isKeptPath(row.path) || copies?.has(row.path)) && { isKept: true as const }),
  });
}
