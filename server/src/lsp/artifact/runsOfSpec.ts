// The runs with exactly the text of a spec, for its lenses: a look-up in the index, which reads no file. Nothing is claimed before the index is filled.
import { memoized } from '../../../../src-shared/host/memoized';
import type { Analysis } from '../../../../src-shared/kyn/analyze';
import { evaluatedMetrics } from '../../../../src-shared/kyn/training/evaluatedMetrics';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import type { IndexedFile } from '../../../../src-shared/runs/index/runIndex';
import type { FileRow } from '../../../../src-shared/runs/list/distinctRuns';
import type { HeadlineChoice } from '../../../../src-shared/runs/list/headlineMetric';
import {
  type CurrentImports,
  currentImports,
  type ImportsState,
  importsState,
} from '../../../../src-shared/runs/list/importsState';
import { timeOfRun } from '../../../../src-shared/runs/list/listedRuns';
import { isPlainRun } from '../../../../src-shared/runs/list/plainRuns';
import { endOf, type RecordedEnd } from '../../../../src-shared/runs/list/recordedRuns';
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import { newestFirst } from '../../../../src-shared/runs/list/sortRows';
import { type RunsSummary, runsSummary } from '../../../../src-shared/views/runs/runsSummary';
import type { FeatureContext } from '../protocol/featureContext';
import { directionsFor, headlineFor } from './policyFor';
import { recordedData } from './recordedDataFiles';
import { isListed, withFolder } from './workspaceRuns';

/** A spec with its CONFIG_HASH. */
export interface HashedText {
  readonly configHash: string;
  readonly analysis: Pick<Analysis, 'tree' | 'composition'>;
}

/** A summary of all runs with a hash. */
export function runsWithHash(context: FeatureContext, { configHash, analysis }: HashedText): RunsSummary | undefined {
  const found = foundRuns(context, configHash);
  if (!found) return undefined;
  const { imports, key } = importsOf(context, analysis);
  if (found.all?.key !== key) {
    const rows = found.runs.map(({ row, end }) => withImports(row, importsState(imports, end)));
    found.all = { key, summary: runsSummary(rows, headlineChoice(context, analysis, found)) };
  }
  return found.all.summary;
}

/** The same for a version that no spec has now. */
export function runsOfOlder(context: FeatureContext, configHash: string): RunsSummary | undefined {
  const found = foundRuns(context, configHash);
  if (!found) return undefined;
  const text = context.history.storedText(configHash);
  const key = `older ${text === undefined}`;
  if (found.all?.key !== key) {
    const rows = found.runs.map(({ row }): RunRow => ({ ...row, spec: { state: 'stale' } }));
    found.all = { key, summary: runsSummary(rows, headlineChoice(context, undefined, found), () => text) };
  }
  return found.all.summary;
}

/** The runs with a hash, the newest first; none before all runs are known. */
export const rowsWithHash = (context: FeatureContext, hash: string): RunRow[] =>
  newestFirst((foundRuns(context, hash)?.runs ?? []).map(({ row }) => row));

/** The files that a spec imports, and a text that identifies their content. */
function importsOf({ workspace }: FeatureContext, { composition }: HashedText['analysis']) {
  const imports = currentImports(composition, {
    hashAt: path => workspace.hashAt(path),
    realPath: memoized((path: string) => workspace.identity(path)),
  });
  return { imports, key: JSON.stringify([imports.files.map(i => [i.path, i.configHash]), imports.isComplete]) };
}

const withImports = (row: RunRow, state: ImportsState): RunRow =>
  state === 'same' ? row : { ...row, spec: { ...row.spec, imports: state === 'differ' ? 'changed' : 'unknown' } };

/** The runs that a training of the spec would repeat. `isDataChanged`: a verification found that the data of the newest one differs now. */
export interface AlreadyRun {
  readonly summary: RunsSummary;
  readonly imports: Exclude<ImportsState, 'differ'>;
  readonly isDataChanged: boolean;
}

/** The finished runs with the hash of a spec and, where it is recorded, the same imports; undefined where there is none, or where an import cannot be read. */
export function alreadyRun(context: FeatureContext, { configHash, analysis }: HashedText): AlreadyRun | undefined {
  const { workspace, kept } = context;
  const { files, problems } = analysis.composition;
  // The records are read only where the workspace is trusted.
  if (problems.length > 0 || !kept.isRead || (files.length > 0 && !workspace.trusted)) return undefined;
  const found = foundRuns(context, configHash);
  if (!found) return undefined;
  const { imports, key } = importsOf(context, analysis);
  if (found.repeated?.key !== key)
    found.repeated = { key, runs: repeatedRuns(found, imports, headlineChoice(context, analysis, found)) };
  const { runs } = found.repeated;
  return runs && { ...runs, isDataChanged: isDataChanged(context, runs.summary.newest) };
}

const headlineChoice = (
  { workspace }: FeatureContext,
  spec: Pick<Analysis, 'tree'> | undefined,
  { runs }: Found,
): HeadlineChoice => ({
  setting: headlineFor(
    workspace,
    runs.map(({ row }) => row),
  ),
  directions: directionsFor(
    workspace,
    runs.map(({ row }) => row.path),
  ),
  evaluated: spec ? evaluatedMetrics(spec.tree) : [],
});

function repeatedRuns({ runs }: Found, imports: CurrentImports, choice: HeadlineChoice): Repeated | undefined {
  const same = runs.flatMap(({ row, end }) => {
    const state = isPlainRun(row, end) ? importsState(imports, end) : 'differ';
    return state === 'differ' ? [] : [{ row: withImports(row, state), state }];
  });
  const summary = runsSummary(
    same.map(({ row }) => row),
    choice,
  );
  const newest = same.find(({ row }) => row === summary?.newest);
  return summary && newest && { summary, imports: newest.state };
}

interface FoundRun {
  readonly row: RunRow;
  readonly end: RecordedEnd | undefined;
}

interface Found {
  readonly key: readonly unknown[];
  readonly runs: readonly FoundRun[];
  all?: { readonly key: string; readonly summary: RunsSummary | undefined };
  repeated?: { readonly key: string; readonly runs: Repeated | undefined };
}

type Repeated = Omit<AlreadyRun, 'isDataChanged'>;

// By the answer of the index, which is the same object until one of the runs changes.
const FOUND = new WeakMap<readonly FileRow<IndexedFile>[], Found>();

function foundRuns({ workspace, inventory, kept, commitTimes }: FeatureContext, hash: string): Found | undefined {
  if (!inventory.isFilled) return undefined;
  const rows = inventory.index.withHash(hash);
  if (rows.length === 0) return undefined;
  const settings = [undefined, ...workspace.folders].map(folder => workspace.settingsFor(folder));
  const key = [kept.recorded, inventory.ignoredRuns, commitTimes.revision, ...settings];
  const known = FOUND.get(rows);
  if (known && known.key.length === key.length && known.key.every((part, i) => part === key[i])) return known;
  const listed = rows.filter(({ file }) => isListed({ workspace, inventory }, file.path));
  const runs = listed.map(({ row, file }): FoundRun => {
    const committed = commitTimes.at(file.path);
    const end = endOf(kept.recorded, { ...file, committed });
    const time = timeOfRun(row, { ...withFolder(workspace, file), committed }, end);
    return { row: { id: file.hash, ...row, spec: { state: 'current' }, ...(time && { time }) }, end };
  });
  const found: Found = { key, runs };
  FOUND.set(rows, found);
  return found;
}

// Only what a user verified is known: no data is read for a lens.
function isDataChanged({ workspace, results }: FeatureContext, { path, claims: { configHash } }: RunRow): boolean {
  const artifact = workspace.artifactAt(path);
  if (!artifact) return false;
  return recordedData(artifact).some(data => {
    const file = results.verifiedData.find({ path, configHash }, data);
    return file !== undefined && file.hash !== recordedHash(data);
  });
}
