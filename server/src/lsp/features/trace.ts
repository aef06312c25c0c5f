// `kynml/trace` and `kynml/tracedText`: the spec that a run, script or lock was made from.

import { type Artifact, entryPath, noEntryText, readEntries } from '../../../../src-shared/artifacts/read';
import type { TraceAnswer, TracedSpec } from '../../../../src-shared/protocol/traceRequests';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { notFoundText } from '../../../../src-shared/repro/reproduce/notFoundText';
import type { SpecMatch } from '../../../../src-shared/repro/trace/specMatch';
import { isHash } from '../../../../src-shared/text/hashForm';
import { textWithHash, traceInWorkspace } from '../artifact/tracedSpec';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';

const failed = (reason: 'foreign' | 'several' | 'failed', message: string): TraceAnswer => ({
  ok: false,
  reason,
  message,
});

const FALLBACK = failed('failed', 'The search for the spec failed.');

/** `kynml/trace`. */
export const trace = ownFeature('kynml/trace', FALLBACK, async (context, { uri }): Promise<TraceAnswer> => {
  const entry = entryPath(uri);
  const path = pathOf(entry?.file ?? uri);
  const whole = path === undefined ? undefined : context.workspace.artifactAt(path);
  if (path === undefined || !whole) return failed('foreign', 'This file is not a run, a script or a lock.');
  const label = context.workspace.label(path);
  const artifact = entry ? readEntries(whole)[entry.index]?.artifact : whole;
  if (!artifact) return failed('failed', noEntryText(label, whole, entry?.index ?? 0));
  return traced(context, artifact, entry ? `${label}#${entry.index}` : label);
});

async function traced(context: FeatureContext, { kind, claims }: Artifact, label: string): Promise<TraceAnswer> {
  const { configHash } = claims;
  if (configHash === undefined && kind.entries)
    return failed('several', `${label} contains several runs. Select one of them.`);
  if (configHash === undefined && kind.hashField === undefined)
    return failed('foreign', `${label} is not made from a spec.`);
  if (configHash === undefined || !isHash(configHash))
    return failed('failed', `${label} does not record a valid CONFIG_HASH, so its spec cannot be found.`);
  const found = await traceInWorkspace(context, configHash);
  const { matches, gaps } = found;
  return {
    ok: true,
    configHash,
    matches: matches.map(match => itemOf(context, match)),
    gaps,
    message: matches.length > 0 ? '' : notFoundText(configHash, found, ADVICE),
    ...(!context.workspace.trusted && { needsTrust: true as const }),
  };
}

const ADVICE = 'Open the folder or the repository that contains the spec.';

function itemOf({ workspace }: FeatureContext, match: SpecMatch): TracedSpec {
  const path = match.place === 'kept' ? (match.spec ?? match.path) : match.path;
  const item = {
    place: match.place,
    uri: uriOf(path),
    label: workspace.label(path),
    isThere: isSpecPath(path) && !workspace.isRefused(path) && workspace.host.stat(path)?.kind === 'file',
  };
  if (match.place === 'file') return item;
  const { date } = match;
  const dated = { ...item, ...(date !== undefined && { date }) };
  return match.place === 'commit' ? { ...dated, commit: match.commit, author: match.author } : dated;
}

/** `kynml/tracedText`. */
export const tracedText = ownFeature(
  'kynml/tracedText',
  { ok: false, message: 'The text of the spec could not be read.' },
  async (context, { configHash }) => {
    const found = await textWithHash(context, configHash);
    return 'text' in found ? { ok: true, text: found.text } : { ok: false, message: found.message };
  },
);
