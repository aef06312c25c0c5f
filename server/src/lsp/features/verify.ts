// `kynml/verify`: what of a run, or of all runs of the workspace, the files of this machine confirm or contradict.
import { reasonText, type TextFailure } from '../../../../src-shared/host/readText';
import type { VerifiedRunItem, VerifyAnswer, VerifyState } from '../../../../src-shared/protocol/verifyRequests';
import { recordedRun } from '../../../../src-shared/repro/reproduce/recordedRun';
import { verifyTracked } from '../../../../src-shared/runs/trackers/verify/verifyTracked';
import { unknown, type VerifyStep, verificationOf } from '../../../../src-shared/runs/verify/verification';
import { runsOf, verifyRun } from '../../../../src-shared/runs/verify/verifyRun';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { overallState, runsSummary, stepsSummary } from '../../../../src-shared/views/verificationTexts';
import { trackedRunIn, trackedText } from '../artifact/trackedRunAt';
import { verifiableRuns } from '../artifact/verifiableRuns';
import { type VerifyWorlds, verifyWorlds } from '../artifact/verifyMachine';
import { pathOf, uriOf } from '../base/convert';
import { pause } from '../base/pause';
import { throttleProgress } from '../base/throttleProgress';
import { ownFeature, type RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

/** `kynml/verify`. Git and files that specs name are read, so the workspace must be trusted. */
export const verify = ownFeature(
  'kynml/verify',
  { state: 'failed' },
  async (context, { uri }, control): Promise<VerifyAnswer> => {
    if (!context.workspace.trusted) return { state: 'untrusted' };
    const path = uri === undefined ? undefined : pathOf(uri);
    if (uri !== undefined && path === undefined) return { state: 'done', runs: [], summary: runsSummary([]) };
    const paths = path === undefined ? await allRuns(context, control) : [path];
    const runs = await verifyAll(context, paths, control);
    context.refreshClient();
    if (control.cancelled.aborted) return { state: 'cancelled' };
    const sorted = runs.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
    return { state: 'done', runs: sorted, summary: runsSummary(runs) };
  },
);

async function allRuns(context: FeatureContext, control: RequestControl): Promise<string[]> {
  await context.inventory.demand();
  await context.refreshKept();
  return verifiableRuns(context, control);
}

const ORDER: readonly VerifyState[] = ['contradicted', 'unknown', 'confirmed'];

const unreadSteps = (reason: TextFailure): readonly VerifyStep[] =>
  verificationOf(
    { manifest: unknown(`The file cannot be read: ${reasonText(reason)}.`) },
    'The file cannot be read, so what it records is unknown.',
  ).steps;

// Other requests are answered between two files.
async function verifyAll(
  context: FeatureContext,
  paths: readonly string[],
  control: RequestControl,
): Promise<VerifiedRunItem[]> {
  const { worldOf, before } = verifyWorlds(context, control);
  const report = throttleProgress(control.progress);
  const found: VerifiedRunItem[] = [];
  // Files are read once for all runs, so one that changes later may have been read before.
  const shared = { worldOf, before, watches: paths.length === 1, startedAt: Date.now(), ...control };
  for (const [done, path] of paths.entries()) {
    if (control.cancelled.aborted) break;
    report({ done, total: paths.length, label: oneLine(context.workspace.label(path)) });
    for (const item of await verifyFile(context, path, shared)) found.push(item);
    await pause();
  }
  return found;
}

interface Verifying extends Pick<RequestControl, 'cancelled'>, VerifyWorlds {
  readonly watches: boolean;
  readonly startedAt: number;
}

// A client watches few single files, and the files of all runs would take the place of those on which findings depend. A lens compares them anyway.
const MAX_WATCHED = 50;

async function verifyFile(
  context: FeatureContext,
  path: string,
  { worldOf, before, cancelled, watches, startedAt }: Verifying,
): Promise<VerifiedRunItem[]> {
  const { workspace, results, inventory, watch } = context;
  if (trackedRunIn(inventory, path)) return verifyTrackedFile(context, path, { before, startedAt });
  const [artifact, read] = [workspace.artifactAt(path), workspace.read(path)];
  if (!read.ok) return [itemOf({ label: workspace.label(path), path, steps: unreadSteps(read.reason) })];
  if (!artifact) return [];
  const runs = runsOf({ artifact, path, fileHash: workspace.host.sha256(read.text) });
  const verified: { readonly steps: readonly VerifyStep[]; readonly entry?: number }[] = [];
  const items: VerifiedRunItem[] = [];
  const files = new Set<string>();
  for (const run of runs) {
    const { steps, files: used } = await verifyRun(run, worldOf(path));
    if (cancelled.aborted) return [];
    verified.push({ steps, ...(run.entry !== undefined && { entry: run.entry }) });
    for (const file of used) files.add(file);
    const entry = run.entry === undefined ? '' : `#${run.entry}`;
    const isOfSpec = recordedRun(run.artifact) !== undefined;
    const label = `${workspace.label(path)}${entry}`;
    items.push(itemOf({ label, path, steps, ...(isOfSpec && { evidence: `${uriOf(path)}${entry}` }) }));
  }
  if (runs.length > 0)
    results.verifiedRuns.record(path, read.text, { runs: verified, files: [...files], startedAt, before });
  if (watches) watch([...files].slice(0, MAX_WATCHED));
  return items;
}

// It is read again, because no event may have reported what changed since the list was made.
async function verifyTrackedFile(
  { workspace, inventory, results, refreshTracked }: FeatureContext,
  path: string,
  checked: Pick<Verifying, 'before' | 'startedAt'>,
): Promise<VerifiedRunItem[]> {
  await refreshTracked([path]);
  const run = trackedRunIn(inventory, path);
  if (!run) return [];
  const { steps, files } = verifyTracked(workspace.host, run);
  // The times of a folder do not show that a file in it changed, so that result is not kept.
  if (!files.some(file => workspace.host.stat(file)?.kind === 'folder' && file !== run.path))
    results.verifiedRuns.record(path, trackedText(run), { runs: [{ steps }], files: [...files], ...checked });
  return [itemOf({ label: workspace.label(path), path, steps, evidence: uriOf(path) })];
}

interface Verified {
  readonly label: string;
  readonly path: string;
  readonly steps: readonly VerifyStep[];
  readonly evidence?: string;
}

const itemOf = ({ label, path, steps, evidence }: Verified): VerifiedRunItem => ({
  uri: uriOf(path),
  ...(evidence !== undefined && { evidence }),
  label: oneLine(label),
  state: overallState(steps),
  summary: stepsSummary(steps),
  steps: steps.map(({ name, state, detail }) => ({ name, state, detail: oneLine(detail) })),
});
