// `kynml/lossCurves`: the losses of runs by epoch, from the event files of the history, and those of other trackers by step.
import { entryPath, readEntries } from '../../../../src-shared/artifacts/read';
import type { StopSignal } from '../../../../src-shared/host/host';
import { basename, dirname } from '../../../../src-shared/host/paths';
import type { LossCurve } from '../../../../src-shared/protocol/runTableView';
import { historyOf } from '../../../../src-shared/repro/history/historyFolder';
import type { RunRecord } from '../../../../src-shared/repro/reproduce/runRecord';
import { isComboFolder } from '../../../../src-shared/repro/training/sweepResults';
import { type RecordedLosses, readLosses } from '../../../../src-shared/runs/progress/lossCurve';
import { eachInSteps } from '../../../../src-shared/runs/steps';
import { lossSeries } from '../../../../src-shared/runs/trackers/lossSeries';
import { stringMember } from '../../../../src-shared/text/jsonText';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { historiesOf } from '../artifact/workspaceRuns';
import { runPathOf } from '../base/convert';
import { inSlices } from '../base/inSlices';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/lossCurves`. */
export const lossCurves = ownFeature('kynml/lossCurves', [], async (context, { runs }, { cancelled }) => [
  ...runningCurves(context),
  ...(await recordedCurves(context, runs.slice(0, MAX_RUNS), cancelled)),
]);

/** More curves cannot be told apart. */
const MAX_RUNS = 20;

// A record names the content of the manifest that its run wrote, and a sweep its folder. A sweep that was continued has several records.
async function recordedCurves(
  context: FeatureContext,
  runs: readonly string[],
  cancelled: StopSignal,
): Promise<LossCurve[]> {
  if (runs.length === 0) return [];
  await context.refreshKept();
  // The files of a run may have megabytes.
  const curves = await inSlices(
    eachInSteps(runs, run => curvesOf(context, run), 1),
    cancelled,
  );
  return curves?.flat() ?? [];
}

function curvesOf(context: FeatureContext, run: string): LossCurve[] {
  const tracked = trackedCurve(context, run);
  if (tracked) return tracked;
  const wanted = runOf(context, run);
  return wanted ? recordedCurve(context, run, wanted) : [];
}

// Empty for a run of another tracker without losses.
function trackedCurve({ workspace, inventory }: FeatureContext, uri: string): LossCurve[] | undefined {
  const path = runPathOf(uri);
  const row = path === undefined ? undefined : inventory.index.get(path)?.rows[0];
  if (path === undefined || !row?.tracked) return undefined;
  const found = lossSeries(workspace.host, row.tracked);
  if (!found) return [];
  const { train, test } = found;
  const [doubt] = [...row.tracked.metrics.values()].flatMap(metric => metric.doubt ?? []);
  return [
    {
      run: uri,
      label: oneLine(row.title ?? workspace.label(path)),
      isRunning: false,
      epochs: 0,
      train: train.losses,
      test: test.losses,
      steps: { train: train.steps, test: test.steps },
      ...(doubt !== undefined && { doubt }),
    },
  ];
}

function recordedCurve(context: FeatureContext, run: string, { label, part, isRecord }: WantedRun): LossCurve[] {
  for (const { name, file } of context.kept.records.filter(isRecord)) {
    const losses = readLossesOf(context, workspaceOf(file), `${name}${part}`);
    if (losses) return [curveOf(run, label, losses)];
  }
  return [];
}

// The record of a run is in the folder `.kynml/records` of its workspace folder.
const workspaceOf = (record: string): string => dirname(dirname(dirname(record)));

interface WantedRun {
  readonly label: string;
  readonly isRecord: (record: RunRecord) => boolean;
  /** What the names of the files of a combination have after the name of the sweep. */
  readonly part: string;
}

function runOf({ workspace }: FeatureContext, uri: string): WantedRun | undefined {
  const path = runPathOf(uri);
  if (path === undefined) return undefined;
  const label = oneLine(workspace.label(path));
  const entry = entryPath(path);
  if (!entry) {
    const text = workspace.read(path);
    const hash = text.ok ? workspace.host.sha256(text.text) : undefined;
    return { label, part: '', isRecord: record => hash !== undefined && record.manifest === hash };
  }
  const artifact = workspace.artifactAt(entry.file);
  const root = artifact && readEntries(artifact)[entry.index]?.artifact.root;
  const combo = basename(dirname(stringMember(root, 'script') ?? ''));
  if (!isComboFolder(combo)) return undefined;
  const folder = dirname(entry.file);
  return { label, part: combo.replace('combo', ''), isRecord: record => record.folder === folder };
}

function readLossesOf({ workspace }: FeatureContext, folder: string, name: string): RecordedLosses | undefined {
  const { host } = workspace;
  const path = historyOf(host, folder).path('events', `${name}.jsonl`);
  return path === undefined ? undefined : readLosses(host, path);
}

const curveOf = (run: string, label: string, { epochs, train, test }: RecordedLosses): LossCurve => ({
  run,
  label,
  epochs,
  train,
  test,
  isRunning: false,
});

// The trainings that run are known by the names of their event files.
function runningCurves(context: FeatureContext): LossCurve[] {
  const folders = historiesOf(context.workspace);
  return context.trainings.read(folders).flatMap(({ id, spec, sweep }) => {
    const folder = folders.find(f => id.startsWith(`${f}/`));
    if (folder === undefined) return [];
    const run = id.slice(folder.length + 1);
    return eventFiles(context, folder, run).flatMap((name): LossCurve[] => {
      const losses = readLossesOf(context, folder, name);
      if (!losses || losses.isEnded) return [];
      const label = oneLine(`${spec?.name ?? run}${sweep ? ` #${name.slice(run.length + 1)}` : ''}`);
      return [{ ...curveOf(name, label, losses), isRunning: true }];
    });
  });
}

// Only the newest combinations of a sweep run.
function eventFiles({ workspace: { host } }: FeatureContext, folder: string, run: string): string[] {
  const path = historyOf(host, folder).path('events', '');
  const listed = path === undefined ? undefined : host.readFolder(path.replace(/\/$/, ''));
  const names = listed?.ok ? listed.entries.map(({ name }) => name) : [];
  const own = names.filter(name => name.startsWith(run) && name.endsWith('.jsonl'));
  return own
    .sort()
    .slice(-MAX_RUNS)
    .map(name => name.replace(/\.jsonl$/, ''));
}
