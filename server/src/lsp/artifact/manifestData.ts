// The parameters and the data of an experiment manifest, from documents of the workspace. What they become is decided in the core.
import { reasonText } from '../../../../src-shared/host/readText';
import type { ManifestParts } from '../../../../src-shared/protocol/requests';
import {
  type ManifestParams,
  NO_PARAMS,
  objectFromJson,
  paramsFromSpec,
} from '../../../../src-shared/repro/experiment/manifestParams';
import { hashedProvenance, syntheticProvenance } from '../../../../src-shared/repro/experiment/provenance';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { pathOf } from '../base/convert';
import { throttleProgress } from '../base/throttleProgress';
import type { RequestControl } from '../protocol/feature';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The parameters of a manifest. The text in an editor is used instead of the file. */
export function readParams(workspace: WorkspaceView, source: ManifestParts['params']): ManifestParams {
  if (!source) return NO_PARAMS;
  return source.from === 'spec' ? fromSpec(workspace, source.uri) : fromFile(workspace, source.uri);
}

function fromSpec(workspace: WorkspaceView, uri: string): ManifestParams {
  const path = pathOf(uri);
  const label = path === undefined ? 'This spec' : workspace.label(path);
  const spec = workspace.spec(uri)?.analysis ?? (path === undefined ? undefined : workspace.specAt(path)?.analysis);
  if (!spec) return `${label} cannot be read as a spec, so it has no parameters.`;
  const isUnsaved = path !== undefined && workspace.documentAt(path)?.isUnsaved() === true;
  return paramsFromSpec(spec.tree, { label, isUnsaved });
}

function fromFile(workspace: WorkspaceView, uri: string): ManifestParams {
  const path = pathOf(uri);
  if (path === undefined) return 'Parameters are read from a file on this machine. Save the document first.';
  const label = workspace.label(path);
  const read = workspace.read(path);
  return read.ok ? objectFromJson(read.text, label) : `${label} cannot be read: ${reasonText(read.reason)}.`;
}

/** The provenance of the data; a sentence when it cannot be recorded; undefined when the client cancelled. */
export async function readProvenance(
  { host }: WorkspaceView,
  { data, folder }: { readonly data: ManifestParts['data']; readonly folder: string },
  { cancelled, progress }: RequestControl,
): Promise<JsonNode | string | undefined> {
  if ('seed' in data) return syntheticProvenance(data.seed);
  const paths = [...new Set(data.files.map(uri => pathOf(uri) ?? ''))];
  if (paths.length === 0 || paths.includes('')) return 'Only files on this machine can be hashed.';
  return hashedProvenance(host, { paths, folder }, { signal: cancelled, progress: throttleProgress(progress) });
}
