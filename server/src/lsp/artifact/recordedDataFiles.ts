// Where the data may lie whose hashes an artifact records: that of a run where its spec says, other files by their names. Nothing is read here.
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { dirname, join } from '../../../../src-shared/host/paths';
import { staysInside } from '../../../../src-shared/host/throughLink';
import { type Analysis, analyze } from '../../../../src-shared/kyn/analyze';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { DataCandidate, DataItem, DataPlan } from '../../../../src-shared/protocol/requests';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import { trainedData } from '../../../../src-shared/repro/data/trainedData';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { Workspace } from '../workspace/workspace';
import { specsOf } from './origin';

/** The data that an artifact records; none where it records no data. */
export const recordedData = ({ kind, root }: Artifact): readonly RecordedData[] =>
  root && kind.data ? kind.data(root) : [];

/** What of the artifact at a path can be verified, and where it may lie. */
export async function recordedDataFiles(context: FeatureContext, path: string): Promise<DataPlan> {
  const artifact = context.workspace.artifactAt(path);
  const recorded = artifact ? recordedData(artifact) : [];
  if (!artifact || recorded.length === 0) return { ok: false, reason: 'foreign' };
  const usable = recorded.filter(data => recordedHash(data) !== undefined);
  if (usable.length === 0)
    return { ok: false, reason: recorded.some(({ hash }) => hash.kind === 'null') ? 'null' : 'malformed' };
  const dataset = usable.some(({ name }) => name === undefined) ? await datasets(context, artifact) : [];
  const items = usable.map((data): DataItem => {
    const paths = data.name === undefined ? dataset : named(context.workspace, path, data.name);
    const candidates = paths.map(file => candidate(context.workspace, file));
    return { name: data.name ?? '', recorded: recordedHash(data) ?? '', candidates };
  });
  return { ok: true, items, malformed: recorded.length - usable.length };
}

// A name counts from the folder of the artifact, else from the workspace folder. Of a file in neither place the first is told.
function named(workspace: Workspace, path: string, name: string): string[] {
  const folder = workspace.folderOf(path);
  const places = [dirname(path), ...(folder === undefined ? [] : [folder])].map(from => join(from, name));
  return [places.find(place => workspace.host.stat(place)?.kind === 'file') ?? places[0] ?? name];
}

// Each spec that the run may come from says where its data lies: several with one text in several folders may have data of their own.
async function datasets(context: FeatureContext, { claims: { configHash } }: Artifact): Promise<string[]> {
  const { workspace, history } = context;
  if (configHash === undefined) return [];
  const older = await history.text(configHash);
  const found = specsOf(configHash, context).flatMap(spec => {
    const isCurrent = workspace.hashAt(spec) === configHash;
    const then = older === undefined ? undefined : olderSpec(workspace, spec, older);
    const analysis = isCurrent ? workspace.specAt(spec)?.analysis : then;
    const data = analysis && trainedData(analysis);
    const file = data && workspace.dataOf(spec).find(data.written, data.from);
    return file?.state === 'found' ? [file.path] : [];
  });
  return [...new Set(found)];
}

// An older version of a spec imports what is there now: git does not say which versions went together.
function olderSpec(workspace: Workspace, path: string, text: string): Pick<Analysis, 'tree' | 'scope'> {
  const tree = parse(text);
  return analyze({ tree, composition: workspace.composition(path, tree) });
}

function candidate(workspace: Workspace, path: string): DataCandidate {
  return { uri: uriOf(path), label: oneLine(workspace.label(path)), outside: isOutside(workspace, path) };
}

/** Whether a file lies outside of the workspace folders, or is reached through a link, which may lead anywhere. */
export function isOutside({ host, folders }: Workspace, path: string): boolean {
  return !staysInside(host, folders, path);
}
