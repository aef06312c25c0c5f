// The lenses of an artifact: the spec that it pins or was made from, a summary, whether its data was verified. The tooltip of the first lens states
// how the kind was detected.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { commands } from '../../../../src-shared/protocol/commands';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import type { PinnedSpec } from '../../../../src-shared/repro/diagnostics/findings';
import { runNoun } from '../../../../src-shared/runs/runNoun';
import { originLookup } from '../artifact/originLookup';
import { pinnedState } from '../artifact/pinnedSpec';
import { recordedData } from '../artifact/recordedDataFiles';
import { toRange, uriOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import type { FeatureContext } from '../protocol/featureContext';
import type { OpenArtifact } from '../workspace/workspaceView';
import { DRIFTED, type Lens } from './lens';
import { verifiedLens } from './verifiedLens';

/** The lenses of an open artifact; none for other documents. */
export function artifactLenses(context: FeatureContext, uri: string): Lens[] {
  const found = context.workspace.artifact(uri);
  if (!found) return [];
  const pinned = pinnedState(context.workspace, found);
  const lenses = pinned?.path
    ? pinLenses(context, { ...pinned, path: pinned.path }, found.artifact)
    : [
        ...originLenses(context, uri, found.artifact),
        ...summaryLens(found.artifact),
        ...dataLens(context, uri, found),
        ...verifiedLens(context, uri, found),
        ...reproduceLens(context, uri, found.artifact),
        ...dlmLenses(context, uri, found),
      ];
  const { kind } = found.artifact;
  const title = `Compare with another ${runNoun(kind)}`;
  const compare: Lens = { icon: 'diff', title, command: commands.compareRuns, args: [uri], isOffer: true };
  return withDetection(found.artifact, [...lenses, ...(kind.isRun ? [compare] : entryLenses(context, uri, found))]);
}

const DETECTION = {
  content: 'by its content',
  schema: 'by its $schema',
  'own-name': 'by its name',
  name: 'by its name',
  choice: 'by the setting',
} as const;

// The rule that matched is shown in the tooltip, so that it takes no space.
function withDetection({ kind, detectedBy }: Artifact, lenses: readonly Lens[]): Lens[] {
  const [first = { title: kind.title }, ...rest] = lenses;
  const rule = `${kind.title}, detected ${DETECTION[detectedBy]}`;
  return [{ ...first, tooltip: first.tooltip === undefined ? rule : `${first.tooltip}\n${rule}` }, ...rest];
}

/** Entries of a file that get lenses, which bounds the work for a large sweep. */
const MAX_ENTRIES = 200;

// Above each combination of a sweep.
function entryLenses({ workspace }: FeatureContext, uri: string, { open: { doc }, artifact }: OpenArtifact): Lens[] {
  const { kind, root } = artifact;
  if (workspace.client.commands !== true || !root || kind.entries?.kind.isRun !== true) return [];
  const entries = kind.entries.of(root).slice(0, MAX_ENTRIES);
  return entries.flatMap(({ name, root: { span } }, i): Lens[] => {
    const place = { range: toRange(doc, span), args: [`${uri}#${i}`] };
    return [
      {
        ...place,
        icon: 'edit',
        title: `Use ${name}`,
        command: commands.useParams,
        tooltip: 'Write these params into the spec',
      },
      { ...place, icon: 'diff', title: 'Compare', command: commands.compareRuns },
    ];
  });
}

function summaryLens({ kind, root }: Artifact): Lens[] {
  const summary = root && kind.summary?.(root);
  return summary ? [{ title: summary }] : [];
}

function originLenses(context: FeatureContext, uri: string, { kind, claims }: Artifact): Lens[] {
  if (kind.hashField === undefined || claims.configHash === undefined) return [];
  const origins = originLookup(context);
  const origin = origins.find(claims.configHash);
  const isWhole = origin.state !== 'current' || !origins.hasImports(origin.path);
  const icon = { current: isWhole ? 'check' : 'info', stale: 'history', unknown: 'question' }[origin.state];
  // A run of an older version is history; a file compiled from an older version is out of date.
  const stale = kind.isCompiled && origin.state === 'stale' ? 'stale: ' : '';
  const title = `${stale}made from ${origins.text(origin)}`;
  const search = context.workspace.client.commands === true ? { command: commands.findSpec, args: [uri] } : {};
  const open = origin.state === 'current' ? { command: commands.openSpec, args: [uriOf(origin.path)] } : search;
  const recompile: Lens = { icon: 'sync', title: 'Recompile', command: commands.recompile, args: [uri] };
  const isOffered = kind.isCompiled && origin.state !== 'unknown' && context.workspace.client.commands === true;
  return [{ icon, title, ...open }, ...(isOffered ? [recompile] : [])];
}

// The actions for DLM's locks and indexes. A checked lock shows the result as long as its text is unchanged.
function dlmLenses(
  { workspace, results }: FeatureContext,
  uri: string,
  { open: { path, doc }, artifact }: OpenArtifact,
): Lens[] {
  if (workspace.client.commands !== true) return [];
  const args = [uri];
  if (artifact.kind.id === 'dlm-golden-index')
    return [{ icon: 'pass', title: 'Approve golden', command: commands.approveGolden, args }];
  if (artifact.kind.id !== 'dlm-lock') return [];
  const check = path === undefined ? undefined : results.dlmChecks.find(path, doc.getText());
  const { icon, title } = check?.summary ?? { icon: 'verified', title: 'Check DLM Lock' };
  return [{ icon, title, command: commands.checkDlmLock, args }];
}

// The runs of a spec. For a sweep, the command asks which combination.
const REPRODUCIBLE: readonly string[] = ['kynml-run-manifest', 'kynml-sweep-results'];

const reproduceLens = ({ workspace }: FeatureContext, uri: string, { kind, root }: Artifact): Lens[] =>
  workspace.client.commands === true && root && REPRODUCIBLE.includes(kind.id)
    ? [{ icon: 'debug-rerun', title: 'Reproduce', command: commands.reproduceRun, args: [uri] }]
    : [];

// Data that was not read, or changed since, has no verdict, and neither has data whose recorded value is not a hash.
function dataLens(
  { workspace, results }: FeatureContext,
  uri: string,
  { open: { path }, artifact }: OpenArtifact,
): Lens[] {
  const recorded = recordedData(artifact);
  if (path === undefined || recorded.every(data => recordedHash(data) === undefined)) return [];
  const call = { command: commands.verifyDataset, args: [uri] };
  const recorder = { path, configHash: artifact.claims.configHash };
  const comparable = recorded.filter(data => recordedHash(data) !== undefined);
  const files = comparable.map(data => ({ data, file: results.verifiedData.find(recorder, data) }));
  const changed = files.filter(({ data, file }) => file && file.hash !== recordedHash(data)).length;
  if (changed > 0) {
    const subject = recorded.length > 1 ? `${changed} of ${recorded.length} files` : 'data';
    return [
      { icon: 'warning', title: `${subject} ${changed > 1 ? 'differ' : 'differs'} from the recorded hash`, ...call },
    ];
  }
  const times = files.flatMap(({ file }) => file?.time ?? []);
  const isOffered = workspace.client.commands === true;
  if (times.length < recorded.length) {
    const isUnread = comparable.some(data => results.verifiedData.findUnread(recorder, data));
    if (times.length === 0 && !isUnread) return isOffered ? [{ icon: 'verified', title: 'verify data', ...call }] : [];
    const missing = recorded.length - times.length;
    const share = recorded.length > 1 ? `: ${missing} of ${recorded.length} files` : '';
    return [{ icon: 'question', title: `data not verified${share}`, ...call }];
  }
  const oldest = times.reduce((a, b) => (b < a ? b : a));
  const labels = files.flatMap(({ file }) => (file ? workspace.label(file.path) : []));
  const pointers = files.some(({ file }) => file?.isPointer) ? ' by its pointer' : '';
  const title = `data verified${pointers} ${systemClock.day(oldest.getTime())}`;
  return [
    {
      icon: 'check',
      title,
      ...call,
      tooltip: `${pointers ? 'Compared' : 'Read'}, and the hashes match: ${labels.slice(0, 5).join(', ')}${labels.length > 5 ? ', …' : ''}`,
    },
  ];
}

function pinLenses(
  { workspace }: FeatureContext,
  pinned: PinnedSpec & { readonly path: string },
  { claims: { configHash: locked } }: Artifact,
): Lens[] {
  const args = [uriOf(pinned.path)];
  const open: Lens = { title: `pins ${workspace.label(pinned.path)}`, command: commands.openSpec, args };
  if (pinned.state === 'unreadable')
    return [{ icon: 'question', title: 'drift unknown', tooltip: `The spec cannot be read: ${pinned.reason}.` }, open];
  const now = pinned.state === 'there' ? pinned.hash : undefined;
  if (now === undefined || locked === undefined) return [open];
  if (now === locked) return [{ icon: 'lock', title: 'locked' }, open];
  return [
    { ...DRIFTED, command: commands.showDrift, args },
    { title: 'Regenerate lock', command: commands.regenerateLock, args, isOffer: true },
    open,
  ];
}
