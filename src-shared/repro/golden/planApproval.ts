// Plans the approval of a golden: the golden and its repository, the approved adapter, the index before and after. Writes nothing.
import { kindById } from '../../artifacts/detect';
import { type Artifact, readArtifact } from '../../artifacts/read';
import { markSecrets } from '../../artifacts/secrets/secrets';
import type { Host } from '../../host/host';
import { dirname, join } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { type JsonNode, member, parseJson, stringMember } from '../../text/jsonText';
import { readArtifactText } from '../files/readArtifactText';
import { isHash, shortHash } from '../hash/configHash';
import { type ApprovedIndex, approveGolden } from './approve';
import { GOLDEN_FOLDER, type GoldenTuple, goldenName, tupleOf } from './name';

/** What finding and approving goldens needs from its caller. */
export interface ApprovalFiles {
  readonly host: Host;
  /** A path for people. */
  readonly label: (path: string) => string;
  /** Whether an editor shows a text that differs from the file. */
  readonly isUnsaved: (path: string) => boolean;
}

/** A golden that can be approved. Absolute paths. */
export interface ApprovableGolden {
  readonly index: string;
  /** Relative to the top of the repository. */
  readonly relpath: string;
  readonly tuple: GoldenTuple;
  /** Its file does not exist; the index names it. */
  readonly isMissing: boolean;
  /** The adapter in the golden's file; undefined when the file is missing or does not name one. */
  readonly held?: string;
  /** The adapter that the index approves. */
  readonly approved?: string;
}

const INDEX = '.determinism/lock.json';
const IN_REPOSITORY = /^(.*)\/tests\/golden\/determinism\/(tuple-[0-9a-f]{16}\.json)$/;

const isIndex = (path: string): boolean => path.endsWith(`/${INDEX}`);

/** The goldens of a file: all of an index, or the one of a tuple file. A sentence when there is none. */
export function findGoldens(files: ApprovalFiles, path: string): readonly ApprovableGolden[] | string {
  const [, top, name] = IN_REPOSITORY.exec(path) ?? [];
  const root = isIndex(path) ? dirname(dirname(path)) : top;
  if (root === undefined)
    return `${files.label(path)} is neither the index ${INDEX} of a repository nor a golden in ${GOLDEN_FOLDER}.`;
  const index = readIndex(files, join(root, INDEX));
  if (typeof index === 'string') return index;
  const relpaths = name === undefined ? namesOf(files, root, index.root) : [`${GOLDEN_FOLDER}/${name}`];
  if (relpaths.length === 0) return `${GOLDEN_FOLDER} does not contain a golden. DLM's script writes them.`;
  const goldens = relpaths.map(relpath => readGolden(files, relpath, { root, index }));
  const usable = goldens.filter(golden => typeof golden !== 'string');
  return usable.length > 0 ? usable : String(goldens[0]);
}

interface Index {
  readonly path: string;
  /** The current text; '' when the index does not exist yet. */
  readonly text: string;
  readonly root?: JsonNode;
}

// A broken index is never replaced: its approvals would be lost.
function readIndex(files: ApprovalFiles, path: string): Index | string {
  const label = files.label(path);
  if (files.isUnsaved(path)) return `${label} has unsaved changes. Save it first.`;
  const read = readArtifactText(files.host, path);
  if (!read.ok)
    return read.reason === 'missing' ? { path, text: '' } : `${label} cannot be read: ${reasonText(read.reason)}.`;
  const artifact = readArtifact(path, read.text, kindById('dlm-golden-index'));
  const error = artifact && firstError(artifact);
  if (!artifact?.root || error !== undefined)
    return `${label} is not a valid golden index, so nothing was approved: ${error}`;
  return { path, text: read.text, root: artifact.root };
}

const firstError = ({ diagnostics }: Artifact): string | undefined =>
  diagnostics.find(d => d.severity === 'error')?.message;

const entriesOf = (root: JsonNode | undefined): readonly JsonNode[] => {
  const list = member(root, 'goldens');
  return list?.kind === 'array' ? list.items : [];
};

// The goldens on disk and in the index, sorted by name.
function namesOf({ host }: ApprovalFiles, root: string, index: JsonNode | undefined): string[] {
  const onDisk = host
    .list(join(root, GOLDEN_FOLDER))
    .filter(({ kind, name }) => kind === 'file' && /^tuple-[0-9a-f]{16}\.json$/.test(name))
    .map(({ name }) => `${GOLDEN_FOLDER}/${name}`);
  const inIndex = entriesOf(index).flatMap(entry => stringMember(entry, 'golden_relpath') ?? []);
  return [...new Set([...onDisk, ...inIndex])].sort();
}

function readGolden(
  files: ApprovalFiles,
  relpath: string,
  { root, index }: { readonly root: string; readonly index: Index },
): ApprovableGolden | string {
  const path = join(root, relpath);
  const label = files.label(path);
  const read = readArtifactText(files.host, path);
  const entry = entriesOf(index.root).findLast(item => stringMember(item, 'golden_relpath') === relpath);
  if (files.isUnsaved(path)) return `${label} has unsaved changes. Save it first.`;
  if (!read.ok && read.reason !== 'missing') return `${label} cannot be read: ${reasonText(read.reason)}.`;
  const file = read.ok ? parseJson(read.text).value : undefined;
  const tuple = tupleOf(file && markSecrets(file)) ?? (read.ok ? undefined : tupleOf(entry));
  const name = tuple && goldenName(tuple, files.host.sha256);
  if (!tuple)
    return `${label} does not record its platform and its versions, so it cannot be approved. Generate the golden again with DLM's script.`;
  if (`${GOLDEN_FOLDER}/${name}` !== relpath)
    return `The name of ${label} does not match its versions and its platform; it must be ${name}. Generate the golden again with DLM's script.`;
  const [held, approved] = [file, entry].map(node => stringMember(node, 'adapter_sha256'));
  return {
    index: index.path,
    relpath,
    tuple,
    isMissing: !read.ok,
    ...(held !== undefined && isHash(held) && { held }),
    ...(approved !== undefined && { approved }),
  };
}

/** A planned approval. `indexBefore`: the current text of the index, '' when it does not exist. */
export interface ApprovalPlan extends ApprovedIndex {
  readonly index: string;
  readonly indexBefore: string;
  /** The adapter in the golden's file. */
  readonly held?: string;
  readonly remarks: readonly string[];
}

/** Plans to approve an adapter (64 hex digits) for a golden. `time` is ISO 8601 without offset, as DLM writes it. */
export function planApproval(
  files: ApprovalFiles,
  golden: ApprovableGolden,
  { adapter, time }: { readonly adapter: string; readonly time: string },
): ApprovalPlan | string {
  const index = readIndex(files, golden.index);
  if (typeof index === 'string') return index;
  const { sha256 } = files.host;
  const approved = approveGolden(index.root, { ...golden.tuple, adapterSha256: adapter }, { sha256, now: time });
  return {
    ...approved,
    index: index.path,
    indexBefore: index.text,
    remarks: remarksOf(golden, adapter),
    ...(golden.held !== undefined && { held: golden.held }),
  };
}

function remarksOf({ relpath, held, isMissing }: ApprovableGolden, adapter: string): string[] {
  if (held === adapter) return [];
  if (isMissing) return [`${relpath} does not exist, so the entry cannot be verified until DLM's script writes it.`];
  const state = held === undefined ? 'does not name an adapter' : `names adapter ${shortHash(held)}`;
  return [
    `${relpath} ${state}, so it differs from the index until DLM's script rewrites it with the approved adapter.`,
  ];
}
