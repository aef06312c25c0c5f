// The files whose hashes an artifact records: the dataset of a run through its spec, other files by their names. Reads none of them.
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { dirname, goesUp } from '../../../../src-shared/host/paths';
import { resolveWritten } from '../../../../src-shared/host/resolveParents';
import { staysInside } from '../../../../src-shared/host/staysInside';
import { type Analysis, analyze } from '../../../../src-shared/kyn/analyze';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { DataCandidate, DataItem, DataPlan } from '../../../../src-shared/protocol/requests';
import { recordedHash } from '../../../../src-shared/repro/data/recordedHash';
import { trainedData } from '../../../../src-shared/repro/data/trainedData';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { specsOf } from './originLookup';

/** The data that an artifact records; empty when it records none. */
export const recordedData = ({ kind, root }: Artifact): readonly RecordedData[] =>
  root && kind.data ? kind.data(root) : [];

/** The recorded data of the artifact at a path that can be verified, with the files that may contain it. */
export async function recordedDataFiles(context: FeatureContext, path: string): Promise<DataPlan> {
  const artifact = context.workspace.artifactAt(path);
  const recorded = artifact ? recordedData(artifact) : [];
  if (!artifact || recorded.length === 0) return { ok: false, reason: 'foreign' };
  const usable = [...recorded.entries()].filter(([, data]) => recordedHash(data) !== undefined);
  if (usable.length === 0)
    return { ok: false, reason: recorded.some(({ hash }) => hash.kind === 'null') ? 'null' : 'malformed' };
  const datasets = usable.some(([, { name }]) => name === undefined) ? await datasetPaths(context, artifact) : [];
  const items = usable.map(([index, data]): DataItem => {
    const paths = data.name === undefined ? datasets : pathsByName(context.workspace, path, data.name);
    const candidates = paths.map(file => candidateOf(context.workspace, file));
    return { index, name: data.name ?? '', recorded: recordedHash(data) ?? '', candidates };
  });
  return { ok: true, items, malformed: recorded.length - usable.length };
}

// A name is relative to the folder of the artifact, else to the workspace folder. The first path is given when neither exists. A URI cannot contain `..`, so
// a path that cannot be followed is left out: the user is asked for the file.
function pathsByName(workspace: WorkspaceView, path: string, name: string): string[] {
  const { host } = workspace;
  const folder = workspace.folderOf(path);
  const folders = [dirname(path), ...(folder === undefined ? [] : [folder])];
  const places = folders.map(from => resolveWritten(host, from, name)).filter(place => !goesUp(place));
  const found = places.find(place => host.stat(place)?.kind === 'file') ?? places[0];
  return found === undefined ? [] : [found];
}

// Specs with the same text in several folders may name different files, so every possible spec is used.
async function datasetPaths(context: FeatureContext, { claims: { configHash } }: Artifact): Promise<string[]> {
  const { workspace, history } = context;
  if (configHash === undefined) return [];
  const olderText = await history.text(configHash);
  const paths = specsOf(configHash, context).flatMap(spec => {
    const isCurrent = workspace.hashAt(spec) === configHash;
    const older = olderText === undefined ? undefined : olderSpec(workspace, spec, olderText);
    const analysis = isCurrent ? workspace.specAt(spec)?.analysis : older;
    const data = analysis && trainedData(analysis);
    const file = data && workspace.datasetsOf(spec).find(data.written, data.from);
    return file?.state === 'found' ? [file.path] : [];
  });
  return [...new Set(paths)];
}

// An older version of a spec uses the current imports, because git does not record which versions belonged together.
function olderSpec(workspace: WorkspaceView, path: string, text: string): Pick<Analysis, 'tree' | 'scope'> {
  const tree = parse(text);
  return analyze({ tree, composition: workspace.composition(path, tree) });
}

function candidateOf(workspace: WorkspaceView, path: string): DataCandidate {
  return { uri: uriOf(path), label: oneLine(workspace.label(path)), outside: isOutsideWorkspace(workspace, path) };
}

/** Whether a file is outside of the workspace folders, or is reached through a link, which may lead anywhere. */
export function isOutsideWorkspace({ host, folders }: WorkspaceView, path: string): boolean {
  return !staysInside(host, folders, path);
}
