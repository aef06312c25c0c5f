// What approving a golden would change: the golden and its repository, the adapter that is approved, the index before and after. Writes nothing.
import { kindById } from '../../../../src-shared/artifacts/detect';
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import { markSecrets } from '../../../../src-shared/artifacts/secrets/secrets';
import { dirname, join } from '../../../../src-shared/host/paths';
import { reasonText } from '../../../../src-shared/host/readText';
import { type ApprovedIndex, approveGolden } from '../../../../src-shared/repro/golden/approve';
import { GOLDEN_FOLDER, type GoldenTuple, goldenName, tupleOf } from '../../../../src-shared/repro/golden/name';
import { isHash, shortHash } from '../../../../src-shared/repro/hash/configHash';
import { type JsonNode, member, parseJson, stringMember } from '../../../../src-shared/text/jsonText';
import type { Workspace } from '../workspace/workspace';

/** A golden of an index. Absolute paths. */
export interface Golden {
  readonly index: string;
  /** From the top of the repository. */
  readonly relpath: string;
  readonly tuple: GoldenTuple;
  /** The adapter that its file holds; undefined where there is no such file or it holds none. */
  readonly held?: string;
  /** The adapter that the index approves. */
  readonly approved?: string;
}

const INDEX = '.determinism/lock.json';
const IN_REPOSITORY = /^(.*)\/tests\/golden\/determinism\/(tuple-[0-9a-f]{16}\.json)$/;

/** Whether a path is that of an index. */
const isIndex = (path: string): boolean => path.endsWith(`/${INDEX}`);

/** The goldens that a file is about: all of an index, or the one of a tuple file; a sentence where there is none. */
export function goldensAt(workspace: Workspace, path: string): readonly Golden[] | string {
  const [, top, name] = IN_REPOSITORY.exec(path) ?? [];
  const root = isIndex(path) ? dirname(dirname(path)) : top;
  if (root === undefined)
    return `${workspace.label(path)} is neither ${INDEX} of a repository nor a golden in its ${GOLDEN_FOLDER}.`;
  const index = indexOf(workspace, join(root, INDEX));
  if (typeof index === 'string') return index;
  const relpaths = name === undefined ? namesOf(workspace, root, index.root) : [`${GOLDEN_FOLDER}/${name}`];
  if (relpaths.length === 0) return `There is no golden in ${GOLDEN_FOLDER}: the script of DLM writes them.`;
  const goldens = relpaths.map(relpath => goldenOf(workspace, relpath, { root, index }));
  const usable = goldens.filter(golden => typeof golden !== 'string');
  return usable.length > 0 ? usable : String(goldens[0]);
}

interface Index {
  readonly path: string;
  /** The text as it is; '' where there is no index yet. */
  readonly text: string;
  readonly root?: JsonNode;
}

// A broken index is not written over: what it approves would be lost.
function indexOf(workspace: Workspace, path: string): Index | string {
  const label = workspace.label(path);
  if (workspace.documentAt(path)?.unsaved()) return `${label} has unsaved changes. Save it first.`;
  const read = workspace.files.read(path);
  if (!read.ok)
    return read.reason === 'missing' ? { path, text: '' } : `${label} cannot be read: ${reasonText(read.reason)}.`;
  const artifact = readArtifact(path, read.text, kindById('dlm-golden-index'));
  const fault = artifact && faultOf(artifact);
  if (!artifact?.root || fault !== undefined) return `${label} is no valid index, so nothing was approved: ${fault}`;
  return { path, text: read.text, root: artifact.root };
}

const faultOf = ({ diagnostics }: Artifact): string | undefined =>
  diagnostics.find(d => d.severity === 'error')?.message;

const entriesOf = (root: JsonNode | undefined): readonly JsonNode[] => {
  const list = member(root, 'goldens');
  return list?.kind === 'array' ? list.items : [];
};

// Those on disk and those of the index, in the order of their names.
function namesOf({ host }: Workspace, root: string, index: JsonNode | undefined): string[] {
  const files = host
    .list(join(root, GOLDEN_FOLDER))
    .filter(({ kind, name }) => kind === 'file' && /^tuple-[0-9a-f]{16}\.json$/.test(name))
    .map(({ name }) => `${GOLDEN_FOLDER}/${name}`);
  const named = entriesOf(index).flatMap(entry => stringMember(entry, 'golden_relpath') ?? []);
  return [...new Set([...files, ...named])].sort();
}

function goldenOf(
  workspace: Workspace,
  relpath: string,
  { root, index }: { readonly root: string; readonly index: Index },
): Golden | string {
  const path = join(root, relpath);
  const read = workspace.files.read(path);
  const entry = entriesOf(index.root).findLast(item => stringMember(item, 'golden_relpath') === relpath);
  if (workspace.documentAt(path)?.unsaved()) return `${workspace.label(path)} has unsaved changes. Save it first.`;
  const file = read.ok ? parseJson(read.text).value : undefined;
  const tuple = tupleOf(file && markSecrets(file)) ?? (read.ok ? undefined : tupleOf(entry));
  const name = tuple && goldenName(tuple, workspace.host.sha256);
  if (!tuple) return `${workspace.label(path)} does not say its platform and its versions, so nothing can be approved.`;
  if (`${GOLDEN_FOLDER}/${name}` !== relpath)
    return `The name of ${workspace.label(path)} is not made from its versions and its platform, which give ${name}. Let the script of DLM write the golden again.`;
  const [held, approved] = [file, entry].map(node => stringMember(node, 'adapter_sha256'));
  return {
    index: index.path,
    relpath,
    tuple,
    ...(held !== undefined && isHash(held) && { held }),
    ...(approved !== undefined && { approved }),
  };
}

/** An approval that was planned. `before`: the text of the index as it is, '' where there is none. */
export interface Planned extends ApprovedIndex {
  readonly index: string;
  readonly indexBefore: string;
  readonly remarks: readonly string[];
}

/** Plans to approve an adapter (64 hex digits) for a golden. `time` is ISO 8601 without offset, as DLM writes it. */
export function planApproval(
  workspace: Workspace,
  golden: Golden,
  { adapter, time }: { readonly adapter: string; readonly time: string },
): Planned | string {
  const index = indexOf(workspace, golden.index);
  if (typeof index === 'string') return index;
  const { sha256 } = workspace.host;
  const approved = approveGolden(index.root, { ...golden.tuple, adapterSha256: adapter }, { sha256, now: time });
  return { ...approved, index: index.path, indexBefore: index.text, remarks: remarksOf(golden, adapter) };
}

function remarksOf({ relpath, held }: Golden, adapter: string): string[] {
  if (held === adapter) return [];
  const what = held === undefined ? 'holds no adapter' : `holds adapter ${shortHash(held)}`;
  return [
    `${relpath} ${what}, so it will differ from the index until the script of DLM writes it again with the one that is approved.`,
  ];
}
