// The lenses of an artifact: the spec that it pins or was made from, what it holds, whether its data was verified. The first says how the kind was told.
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { commands } from '../../../../src-shared/protocol/commands';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import { pinnedSpec } from '../artifact/findings';
import { originOf, originText, specsByHash } from '../artifact/origin';
import { recordedData } from '../artifact/recordedDataFiles';
import { uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { Workspace } from '../workspace/workspace';
import type { Lens } from './lens';

type Found = NonNullable<ReturnType<Workspace['artifact']>>;

/** The lenses of an open artifact; none for any other document. */
export function artifactLenses(context: FeatureContext, uri: string): Lens[] {
  const found = context.workspace.artifact(uri);
  if (!found) return [];
  const spec = pinnedSpec(context.workspace, uri);
  const lenses = spec
    ? pinLenses(context, spec, found.artifact.claims.configHash)
    : [
        ...originLenses(context, uri, found.artifact),
        ...summaryLens(found.artifact),
        ...dataLens(context, uri, found),
        ...ownLenses(context, uri, found),
      ];
  const compare: Lens = { title: '$(diff) Compare with another run', command: commands.compareRuns, args: [uri] };
  return told(found.artifact, found.artifact.kind.isRun ? [...lenses, compare] : lenses);
}

const TOLD = { content: 'by its content', name: 'by its name', choice: 'by the setting' } as const;

// Which rule matched is said where it is looked for, and takes no room.
function told({ kind, detectedBy }: Artifact, lenses: readonly Lens[]): Lens[] {
  const [first = { title: kind.title }, ...rest] = lenses;
  const rule = `${kind.title}, told ${TOLD[detectedBy]}`;
  return [{ ...first, tooltip: first.tooltip === undefined ? rule : `${first.tooltip}\n${rule}` }, ...rest];
}

function summaryLens({ kind, root }: Artifact): Lens[] {
  const summary = root && kind.summary?.(root);
  return summary ? [{ title: summary }] : [];
}

function originLenses(context: FeatureContext, uri: string, { kind, claims }: Artifact): Lens[] {
  if (kind.hashField === undefined || claims.configHash === undefined) return [];
  const origin = originOf(claims.configHash, specsByHash(context), context);
  const icon = { current: '$(check)', stale: '$(history)', unknown: '$(question)' }[origin.state];
  // A run of an older version is history; what was compiled from one is out of date.
  const stale = kind.isCompiled && origin.state === 'stale' ? 'stale: ' : '';
  const title = `${icon} ${stale}made from ${originText(origin, path => context.workspace.label(path))}`;
  const open = origin.state === 'current' ? { command: commands.openSpec, args: [uriOf(origin.path)] } : {};
  const again: Lens = { title: '$(sync) Recompile', command: commands.recompile, args: [uri] };
  const isOffered = kind.isCompiled && origin.state !== 'unknown' && context.workspace.client.commands === true;
  return [{ title, ...open }, ...(isOffered ? [again] : [])];
}

// What can be done with a lock and with an index of DLM. Of a lock that was checked what was found, while it is the one that was checked.
function ownLenses({ workspace }: FeatureContext, uri: string, { open: { path, doc }, artifact }: Found): Lens[] {
  if (workspace.client.commands !== true) return [];
  const args = [uri];
  if (artifact.kind.id === 'dlm-golden-index')
    return [{ title: '$(pass) Approve golden', command: commands.approveGolden, args }];
  if (artifact.kind.id !== 'dlm-lock') return [];
  const checked = path === undefined ? undefined : workspace.dlm.checked.get(path);
  const title = checked?.text === doc.getText() ? checked.summary : '$(verified) Check DLM Lock';
  return [{ title, command: commands.checkDlmLock, args }];
}

// Nothing is claimed of data that was not read, and of data that changed since.
function dataLens({ workspace }: FeatureContext, uri: string, { open: { path }, artifact }: Found): Lens[] {
  const recorded = recordedData(artifact).filter(data => recordedHash(data) !== undefined);
  if (path === undefined || recorded.length === 0) return [];
  const call = { command: commands.verifyDataset, args: [uri] };
  const recorder = { path, configHash: artifact.claims.configHash };
  const readings = recorded.map(data => ({ data, reading: workspace.readData.for(recorder, data) }));
  const others = readings.filter(({ data, reading }) => reading && reading.hash !== recordedHash(data)).length;
  if (others > 0) {
    const count = recorded.length > 1 ? `${others} of ${recorded.length} files are` : 'data is';
    return [{ title: `$(warning) ${count} not what was recorded`, ...call }];
  }
  const times = readings.flatMap(({ reading }) => reading?.time ?? []);
  const isOffered = workspace.client.commands === true;
  if (times.length < recorded.length) return isOffered ? [{ title: '$(verified) verify data', ...call }] : [];
  const oldest = times.reduce((a, b) => (b < a ? b : a));
  const files = readings.flatMap(({ reading }) => (reading ? workspace.label(reading.path) : []));
  const title = `$(check) data verified ${dayOf(oldest)}`;
  return [
    {
      title,
      ...call,
      tooltip: `Read and found as recorded: ${files.slice(0, 5).join(', ')}${files.length > 5 ? ', …' : ''}`,
    },
  ];
}

// The day where the reader is, as the list of runs shows times too.
function dayOf(time: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

function pinLenses({ workspace }: FeatureContext, spec: string, locked: string | undefined): Lens[] {
  const now = workspace.hashAt(spec);
  const args = [uriOf(spec)];
  const open: Lens = { title: `pins ${workspace.label(spec)}`, command: commands.openSpec, args };
  if (now === undefined || locked === undefined) return [open];
  if (now === locked) return [{ title: '$(lock) locked' }, open];
  return [
    { title: '$(warning) drifted - show what changed', command: commands.showDrift, args },
    { title: 'Regenerate lock', command: commands.regenerateLock, args },
    open,
  ];
}
