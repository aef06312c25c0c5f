// What goes into an experiment manifest: parameters from a file or a spec, and where the data comes from.

import { json } from '../../../../src-shared/artifacts/fileFormat';
import { duplicateField } from '../../../../src-shared/artifacts/findings/duplicateField';
import { secretInFile } from '../../../../src-shared/artifacts/findings/secretInFile';
import { markSecrets } from '../../../../src-shared/artifacts/secrets/secrets';
import { textFinding } from '../../../../src-shared/artifacts/textFinding';
import { relativeTo } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import type { ManifestParts } from '../../../../src-shared/protocol/requests';
import { specParams } from '../../../../src-shared/repro/experiment/specParams';
import { isInteger, type JsonNode, parseJson } from '../../../../src-shared/text/jsonText';
import { jsonNumber, jsonObject, jsonString } from '../../../../src-shared/text/makeJson';
import { pathOf } from '../base/convert';
import { everyPercent } from '../base/everyPercent';
import type { Call } from '../protocol/feature';
import type { Workspace } from '../workspace/workspace';

/** Parameters, with remarks for people about what became of them; or a sentence that says why there are none. */
export type Params = { readonly node: JsonNode; readonly remarks: readonly string[] } | string;

/** Reads the parameters. What an editor shows counts before what is on disk. */
export function paramsOf(workspace: Workspace, from: ManifestParts['params']): Params {
  if (!from) return { node: jsonObject([]), remarks: [] };
  const found = from.from === 'spec' ? ofSpec(workspace, from.uri) : ofFile(workspace, from.uri);
  if (typeof found === 'string') return found;
  const [secret] = secretInFile.find(markSecrets(found.node));
  return secret ? `${found.label}: ${secret.message}` : found;
}

type Found = { readonly node: JsonNode; readonly remarks: readonly string[]; readonly label: string } | string;

function ofSpec(workspace: Workspace, uri: string): Found {
  const path = pathOf(uri);
  const label = path === undefined ? 'This spec' : workspace.label(path);
  const spec = workspace.spec(uri)?.analysis ?? (path === undefined ? undefined : workspace.specAt(path)?.analysis);
  if (!spec) return `${label} cannot be read as a spec, so it gives no parameters.`;
  const node = specParams(spec.tree);
  if (typeof node === 'string') return `${label} ${node}. Mend the spec, or choose other parameters.`;
  const isUnsaved = path !== undefined && workspace.documentAt(path)?.unsaved() === true;
  return { node, label, remarks: isUnsaved ? [`${label} is not saved; its text in the editor counts`] : [] };
}

function ofFile(workspace: Workspace, uri: string): Found {
  const path = pathOf(uri);
  if (path === undefined) return 'Parameters are read from a file on this machine; save the document first.';
  const label = workspace.label(path);
  const read = workspace.read(path);
  if (!read.ok) return `${label} cannot be read: ${reasonText(read.reason)}.`;
  const { value, problem } = json.read(read.text);
  if (problem) return `${label} is not valid JSON: ${textFinding(problem).message}`;
  if (value?.kind !== 'object') return `${label} must hold a JSON object to be the parameters.`;
  return {
    node: value,
    label,
    remarks: duplicateField.find(value).map(d => `${label}: ${d.message.replace(/\.$/, '')}`),
  };
}

/** Where the data comes from, as the manifest records it; a sentence why that is not known; undefined when the client cancelled. */
export async function provenanceOf(
  workspace: Workspace,
  { data, folder }: { readonly data: ManifestParts['data']; readonly folder: string },
  call: Call,
): Promise<JsonNode | string | undefined> {
  if ('seed' in data) return synthetic(data.seed);
  const paths = [...new Set(data.files.map(uri => pathOf(uri) ?? ''))];
  if (paths.length === 0 || paths.includes('')) return 'Only files on this machine can be hashed.';
  const hashes = await hashAll(workspace, { paths, folder }, call);
  if (typeof hashes === 'string' || !hashes) return hashes;
  return jsonObject([
    ['kind', jsonString('external')],
    ['hashes', jsonObject(hashes)],
  ]);
}

function synthetic(seed: string): JsonNode | string {
  const value = parseJson(seed).value;
  if (value?.kind !== 'number' || !isInteger(value.text))
    return 'The seed of synthetic data must be an integer, written in digits alone.';
  return jsonObject([
    ['kind', jsonString('synthetic')],
    ['seed', jsonNumber(value.text)],
  ]);
}

type Hashes = [name: string, hash: JsonNode][];

async function hashAll(
  { host }: Workspace,
  { paths, folder }: { readonly paths: readonly string[]; readonly folder: string },
  { cancelled, progress }: Call,
): Promise<Hashes | string | undefined> {
  const total = paths.reduce((sum, path) => sum + (host.stat(path)?.size ?? 0), 0);
  const hashes: Hashes = [];
  let before = 0;
  for (const path of paths) {
    const name = relativeTo(folder, path);
    const tell = everyPercent(total, done => progress({ done, total, label: name }));
    tell(before);
    const stat = host.stat(path);
    const result = await host.hashFile(path, { signal: cancelled, progress: bytes => tell(before + bytes) });
    if (!result.ok)
      return result.reason === 'aborted'
        ? undefined
        : `${name} cannot be hashed: ${reasonText(result.reason)}. No manifest was made.`;
    if (host.stat(path)?.modified !== stat?.modified || result.size !== stat?.size)
      return `${name} changed while it was hashed, so its hash would mean nothing. No manifest was made; try again when nothing writes it.`;
    hashes.push([name, jsonString(result.hash)]);
    before += result.size;
  }
  return hashes;
}
