// `kynml/diff` and `kynml/diffMarkdown`: the comparison of two artifacts of one kind.
import { type Artifact, entryPath, noEntryText, readEntries } from '../../../../src-shared/artifacts/read';
import { unreadableText } from '../../../../src-shared/artifacts/textFinding';
import { reasonText } from '../../../../src-shared/host/readText';
import { type Clock, utcClock } from '../../../../src-shared/protocol/clock';
import type { DiffAnswer } from '../../../../src-shared/protocol/requests';
import type { DiffSide } from '../../../../src-shared/protocol/views';
import { compareWith } from '../../../../src-shared/repro/compare/compare';
import { ofOneKind } from '../../../../src-shared/repro/compare/oneKind';
import { fingerprintShort } from '../../../../src-shared/repro/hash/compareFingerprints';
import { HISTORY_FOLDER } from '../../../../src-shared/repro/history/historyFolder';
import { type RunSpecs, specHash, specsOfRuns } from '../../../../src-shared/repro/reproduce/specsOfRuns';
import { compareTracked } from '../../../../src-shared/runs/trackers/compare/compareTracked';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { trackerKind } from '../../../../src-shared/runs/trackers/trackerKind';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { withArticle } from '../../../../src-shared/text/withArticle';
import { differentKindsText } from '../../../../src-shared/views/differentKinds';
import { diffMarkdown as toMarkdown } from '../../../../src-shared/views/diffMarkdown';
import { diffView } from '../../../../src-shared/views/diffView';
import { runTimeText } from '../../../../src-shared/views/runs/runTimeText';
import { trackedDiffView } from '../../../../src-shared/views/trackedDiffView';
import { type OriginLookup, originLookup } from '../artifact/originLookup';
import { policyFor } from '../artifact/policyFor';
import { keptSpecText, runSpec } from '../artifact/runSpec';
import { fileTime, type TimeContext } from '../artifact/runTimes';
import { ownTrackedRun, trackedRunAt } from '../artifact/trackedRunAt';
import { pathOf, runPathOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import { withinLimit } from '../base/withinLimit';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { diskDifference } from '../spec/diskDifference';

/** `kynml/diff`. The specs of the runs are added later if the workspace and git are not searched yet: the client is asked to compare again then. */
export const diff = ownFeature(
  'kynml/diff',
  { ok: false, message: 'The files could not be compared. See the output channel KynML.' },
  async (context, params) => {
    const search = searchSpecs(context);
    const isSearched = (await withinLimit(search, MAX_WAIT_MS)) ?? false;
    if (!isSearched) void search.then(context.refreshClient);
    return answer(context, params, { clock: systemClock, isSearched });
  },
);

/** `kynml/diffMarkdown`. */
export const diffMarkdown = ownFeature('kynml/diffMarkdown', null, async (context, params) => {
  await searchSpecs(context);
  const result = await answer(context, params, { clock: utcClock, isSearched: true });
  return result.ok ? toMarkdown(result.view) : null;
});

/** Longer waits are noticed. */
const MAX_WAIT_MS = 100;

// All specs, their older versions, and what says when runs were. Each logs its own errors.
const searchSpecs = ({ inventory, refreshHistory, refreshKept }: FeatureContext): Promise<true> =>
  Promise.allSettled([inventory.demand().then(refreshKept), refreshHistory()]).then(() => true);

// The lookup reads the hashes of all specs, so one serves the whole comparison.
interface DiffContext extends TimeContext, Pick<FeatureContext, 'history' | 'inventory' | 'kept'>, Presentation {
  readonly origins: OriginLookup;
}

interface Presentation {
  readonly clock: Clock;
  /** Whether a spec that was not found does not exist. */
  readonly isSearched: boolean;
}

async function answer(
  context: FeatureContext,
  { a, b }: { a: string; b: string },
  presentation: Presentation,
): Promise<DiffAnswer> {
  const { workspace } = context;
  const diffContext = { ...context, ...presentation, origins: originLookup(context) };
  const [x, y] = [await trackedRunAt(context, a), await trackedRunAt(context, b)];
  if (x || y)
    return trackedAnswer(diffContext, [
      { uri: a, run: x },
      { uri: b, run: y },
    ]);
  const [left, right] = [sideOf(diffContext, a), sideOf(diffContext, b)];
  if (typeof left === 'string') return { ok: false, message: left };
  if (typeof right === 'string') return { ok: false, message: right };
  const pair = ofOneKind(left.artifact, right.artifact);
  if (!pair.ok) return { ok: false, message: differentKindsText(fileOf(left), fileOf(right), pair.why) };
  const { specs, imports } = await specsOf(diffContext, left, right);
  const comparison = compareWith(pair.a, pair.b, { policy: policyFor(workspace, pathOf(b)), imports });
  return { ok: true, view: diffView(comparison, { a: left.side, b: right.side }, specs) };
}

/** A side by its URI. `run`: if it is one of another tracker. */
interface AskedSide {
  readonly uri: string;
  readonly run: TrackedRun | undefined;
}

// One of our runs is compared in the form of the others.
async function trackedAnswer(
  context: DiffContext,
  [first, second]: readonly [AskedSide, AskedSide],
): Promise<DiffAnswer> {
  const [a, b] = [await trackedSide(context, first), await trackedSide(context, second)];
  if (typeof a === 'string') return { ok: false, message: a };
  if (typeof b === 'string') return { ok: false, message: b };
  const { directions } = policyFor(context.workspace, pathOf(second.uri));
  return { ok: true, view: trackedDiffView(compareTracked(a.run, b.run, directions), { a: a.side, b: b.side }) };
}

async function trackedSide(
  context: DiffContext,
  { uri, run }: AskedSide,
): Promise<{ readonly run: TrackedRun; readonly side: DiffSide } | string> {
  if (run) return { run, side: { uri, label: labelOf(context, uri), detail: trackedDetail(run, context.clock) } };
  const own = sideOf(context, uri);
  if (typeof own === 'string') return own;
  const { artifact, side } = own;
  const found = await ownTrackedRun(context, runPathOf(uri) ?? '', artifact);
  return found
    ? { run: found, side }
    : `${side.label} is ${withArticle(artifact.kind.title)}, which cannot be compared with a run of another tracker.`;
}

const labelOf = ({ workspace }: DiffContext, uri: string): string => oneLine(workspace.label(pathOf(uri) ?? uri));

function trackedDetail({ tracker, name, status, time }: TrackedRun, clock: Clock): string {
  const start = time?.start;
  const parts = [
    trackerKind(tracker).title,
    ...(name === undefined ? [] : [oneLine(name)]),
    ...(start === undefined ? [] : [runTimeText({ time: start, source: 'artifact' }, clock)]),
    oneLine(status.text),
  ];
  return parts.join(' · ');
}

// The specs of both runs, if they differ and both are available, or what both imported.
async function specsOf(context: DiffContext, a: Side, b: Side): Promise<RunSpecs> {
  const [x, y] = [specHash(a.artifact), specHash(b.artifact)];
  if (x === undefined || y === undefined) return {};
  const [pathA, pathB] = [a, b].map(({ side }) => pathOf(entryPath(side.uri)?.file ?? side.uri));
  const places = [pathA, pathB].flatMap(path => path ?? []);
  const [left, right] = await Promise.all([
    runSpec(context, { path: pathA, hash: x, places }),
    runSpec(context, { path: pathB, hash: y, places }),
  ]);
  return left && right ? specsOfRuns(a.artifact, b.artifact, [left, right]) : {};
}

interface Side {
  readonly artifact: Artifact;
  readonly side: DiffSide;
}

const fileOf = ({ artifact, side }: Side) => ({ label: side.label, kind: artifact.kind });

// A file, or one entry of a file: the fragment of the URI is the index of the entry.
function sideOf(context: DiffContext, uri: string): Side | string {
  const entry = entryPath(uri);
  const whole = fileSide(context, entry?.file ?? uri);
  if (!entry || typeof whole === 'string') return whole;
  const { artifact, side } = whole;
  const found = readEntries(artifact)[entry.index];
  if (!found) return noEntryText(side.label, artifact, entry.index);
  const detail = [found.name, side.detail].filter(Boolean).join(' · ');
  return { artifact: found.artifact, side: { uri, label: `${side.label}#${entry.index}`, detail } };
}

function fileSide(context: DiffContext, uri: string): Side | string {
  const { workspace } = context;
  const path = pathOf(uri);
  if (path === undefined) return 'Only files can be compared. Save the document first.';
  const label = workspace.label(path);
  const read = workspace.read(path);
  if (!read.ok) return `${label} cannot be compared: ${reasonText(read.reason)}.`;
  const artifact = workspace.artifactAt(path);
  if (!artifact) return `${label} is not a run manifest or another artifact that can be compared.`;
  if (!artifact.root) return `${label} cannot be compared: ${artifact.diagnostics.map(unreadableText).join(' ')}`;
  return { artifact, side: { uri, label, detail: detailOf(context, path, artifact) } };
}

function detailOf(context: DiffContext, path: string, { claims, kind, root }: Artifact): string {
  const { workspace, clock } = context;
  const note = root && kind.formNote?.(root);
  const time = fileTime(context, path, claims);
  return [
    diskDifference(workspace, path),
    time && runTimeText(time, clock),
    kind.hashField !== undefined && originDetail(context, path, claims.configHash),
    note,
    claims.fingerprint && `fingerprint ${oneLine(fingerprintShort(claims.fingerprint))}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

// A spec that is found later may be the current version of one that is known from git.
function originDetail(context: DiffContext, path: string, hash: string | undefined): string {
  const { origins, clock, isSearched } = context;
  const origin = origins.find(hash);
  if (!isSearched && origin.state !== 'current' && hash !== undefined) return 'searching for its spec…';
  const isKept =
    origin.state === 'unknown' && hash !== undefined && keptSpecText(context.workspace, [path], hash) !== undefined;
  return `made from ${isKept ? `a version of its spec that only ${HISTORY_FOLDER} has` : origins.text(origin, clock)}`;
}
